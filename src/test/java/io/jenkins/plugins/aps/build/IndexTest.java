package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** Jenkins finds extensions and symbols through index files alone: what an index misses does not exist for it. */
class IndexTest {
    private static final Path INDEXES = CompiledClasses.folder().resolve("META-INF/annotations");

    @Test
    void theIndexOfExtensionsNamesTheAnnotatedClasses() throws Exception {
        assertThat(extensions(INDEXES.resolve("hudson.Extension"))).isEqualTo(annotated("Lhudson/Extension;"));
    }

    @Test
    void theIndexOfSymbolsNamesTheAnnotatedClasses() throws IOException {
        var index = INDEXES.resolve("org.jenkinsci.Symbol");
        var lines = Files.exists(index) ? Files.readAllLines(index) : List.<String>of();

        assertThat(new TreeSet<>(lines))
                .isEqualTo(annotated("Lorg/jenkinsci/Symbol;"))
                .hasSameSizeAs(lines);
    }

    @Test
    void extensionsAreClassesNotMembers() {
        for (var node : CompiledClasses.ours()) {
            assertThat(node.methods).noneMatch(method -> has(method.visibleAnnotations, "Lhudson/Extension;"));
            assertThat(node.fields).noneMatch(field -> has(field.visibleAnnotations, "Lhudson/Extension;"));
        }
    }

    /** Sezpoz's index: serialized elements, ended by null. */
    private static Set<String> extensions(Path index) throws IOException, ReflectiveOperationException {
        var names = new TreeSet<String>();
        if (!Files.exists(index)) {
            return names;
        }
        try (var in = new ObjectInputStream(Files.newInputStream(index))) {
            for (var element = in.readObject(); element != null; element = in.readObject()) {
                Field name = element.getClass().getDeclaredField("className");
                name.setAccessible(true);
                names.add((String) name.get(element));
            }
        }
        return names;
    }

    private static Set<String> annotated(String annotation) {
        var names = new ArrayList<String>();
        for (ClassNode node : CompiledClasses.ours()) {
            if (has(node.visibleAnnotations, annotation)) {
                names.add(node.name.replace('/', '.'));
            }
        }
        return new TreeSet<>(names);
    }

    private static boolean has(List<AnnotationNode> annotations, String wanted) {
        return annotations != null && annotations.stream().anyMatch(annotation -> annotation.desc.equals(wanted));
    }
}
