package io.jenkins.plugins.aps.build;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.objectweb.asm.Opcodes;

/**
 * Simple names of ours that mean something else where Jenkins's real classes are compiled against. A name that a class inherits
 * hides the same name further out: of an enclosing class, of an import, of a local variable outside. Our signatures of Jenkins's
 * API have only the members that we use, so that the default build doesn't see such a name. Works on the source, as bytecode no
 * longer tells how something was named.
 */
final class HiddenNames {
    private final Map<String, ApiType> api;

    HiddenNames(Map<String, ApiType> api) {
        this.api = api;
    }

    /** A sentence for each such name in these sources. */
    List<String> check(Iterable<? extends JavaFileObject> sources) {
        var options = List.of("-proc:none", "-implicit:none", "-cp", System.getProperty("java.class.path"));
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, sources);
        try {
            var units = task.parse();
            task.analyze();
            var faults = new ArrayList<String>();
            var scanner = new Scanner(Trees.instance(task), task.getElements(), task.getTypes(), faults);
            units.forEach(unit -> scanner.scan(unit, null));
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Scanner extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final Elements elements;
        private final Types types;
        private final List<String> faults;

        Scanner(Trees trees, Elements elements, Types types, List<String> faults) {
            this.trees = trees;
            this.elements = elements;
            this.types = types;
            this.faults = faults;
        }

        @Override
        public Void visitIdentifier(IdentifierTree name, Void nothing) {
            var meant = trees.getElement(getCurrentPath());
            var text = name.getName().toString();
            if (meant != null
                    && meant.getKind() != ElementKind.PACKAGE
                    && !Set.of("this", "super").contains(text)) {
                for (var path = getCurrentPath(); path != null; path = path.getParentPath()) {
                    if (trees.getElement(path) instanceof TypeElement type && isClass(path)) {
                        if (finds(type, meant)) {
                            break;
                        }
                        hiddenBy(type.asType(), kind(meant), text).findFirst().ifPresent(real -> fault(name, real));
                    }
                }
            }
            return super.visitIdentifier(name, nothing);
        }

        /** Whether the name ends here as the compiler saw it: a member of this class, or a variable or type inside it. */
        private boolean finds(TypeElement type, Element meant) {
            if (type.equals(meant) || elements.getAllMembers(type).contains(meant)) {
                return true;
            }
            var owner = meant.getEnclosingElement();
            while (owner != null && !(owner instanceof TypeElement)) {
                owner = owner.getEnclosingElement();
            }
            return type.equals(owner)
                    && !meant.getKind().isClass()
                    && !meant.getKind().isInterface();
        }

        /** Jenkins's types above one of ours that have a member of this name. */
        private Stream<String> hiddenBy(TypeMirror type, Kind kind, String name) {
            return types.directSupertypes(type).stream().flatMap(parent -> {
                var element = (TypeElement) ((DeclaredType) parent).asElement();
                var internal = elements.getBinaryName(element).toString().replace('.', '/');
                return api.containsKey(internal) ? inherited(internal, kind, name) : hiddenBy(parent, kind, name);
            });
        }

        private Stream<String> inherited(String internal, Kind kind, String name) {
            var real = api.get(internal);
            if (real == null) {
                return Stream.empty();
            }
            var here = has(real, kind, name) ? Stream.of(internal) : Stream.<String>empty();
            var above = Stream.concat(Stream.ofNullable(real.superName()), real.interfaces().stream())
                    .flatMap(parent -> inherited(parent, kind, name));
            return Stream.concat(here, above);
        }

        private void fault(IdentifierTree name, String real) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            var line =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, name));
            var file = unit.getSourceFile().getName();
            faults.add(file.substring(file.lastIndexOf('/') + 1) + ":" + line + " says " + name.getName()
                    + ", which means the one of " + real.replace('/', '.') + " in a real Jenkins");
        }
    }

    private enum Kind {
        METHOD,
        VARIABLE,
        TYPE
    }

    private static Kind kind(Element element) {
        return switch (element.getKind()) {
            case METHOD -> Kind.METHOD;
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, TYPE_PARAMETER -> Kind.TYPE;
            default -> Kind.VARIABLE;
        };
    }

    private static boolean isClass(TreePath path) {
        return switch (path.getLeaf().getKind()) {
            case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> true;
            default -> false;
        };
    }

    /** A static method of an interface isn't inherited, nor is what only the package sees. */
    private boolean has(ApiType real, Kind kind, String name) {
        if (kind == Kind.TYPE) {
            var nested = api.get(real.name() + "$" + name);
            return nested != null;
        }
        var start = name + (kind == Kind.METHOD ? "(" : " ");
        var staticHides = kind == Kind.VARIABLE || !real.has(Opcodes.ACC_INTERFACE);
        return real.members().entrySet().stream()
                .filter(member -> member.getKey().startsWith(start))
                .anyMatch(member -> (member.getValue() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                        && (staticHides || (member.getValue() & Opcodes.ACC_STATIC) == 0));
    }
}
