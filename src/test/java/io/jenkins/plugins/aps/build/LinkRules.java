package io.jenkins.plugins.aps.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What the JVM would find out only when it links our classes on a real Jenkins. Types that neither the listing nor our classes have
 * come from the JDK or from a library; the JDK is asked by reflection, a library is trusted.
 */
final class LinkRules {
    private final Map<String, ApiType> jenkins;
    private final Map<String, ApiType> all;

    LinkRules(Map<String, ApiType> jenkins, List<ClassNode> ours) {
        this.jenkins = jenkins;
        this.all = new HashMap<>(jenkins);
        ours.forEach(node -> all.put(node.name, ApiType.of(node)));
    }

    /** Everything that is wrong with one of our classes, a sentence each. */
    List<String> check(ClassNode node) {
        var faults = new ArrayList<String>();
        references(node, faults);
        overrides(node, faults);
        abstracts(node, faults);
        invisible(node.name, node.invisibleAnnotations, faults);
        node.fields.forEach(field -> invisible(node.name + "." + field.name, field.invisibleAnnotations, faults));
        for (var method : node.methods) {
            invisible(node.name + "." + method.name, method.invisibleAnnotations, faults);
            for (var parameter :
                    Optional.ofNullable(method.invisibleParameterAnnotations).orElse(new List[0])) {
                @SuppressWarnings("unchecked")
                var annotations = (List<AnnotationNode>) parameter;
                invisible(node.name + "." + method.name, annotations, faults);
            }
        }
        return faults;
    }

    private void references(ClassNode node, List<String> faults) {
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    reference(node, call.owner, call.name + call.desc, faults);
                } else if (instruction instanceof FieldInsnNode access) {
                    reference(node, access.owner, access.name + " " + access.desc, faults);
                }
            }
        }
    }

    private void reference(ClassNode node, String owner, String key, List<String> faults) {
        if (JenkinsNames.isJenkins(owner) && !jenkins.containsKey(owner)) {
            faults.add(node.name + " uses " + owner + ", which Jenkins doesn't have");
        } else if (all.containsKey(owner) && find(owner, key, new HashSet<>()).isEmpty()) {
            faults.add(node.name + " uses " + owner + "." + key + ", which doesn't exist");
        }
    }

    private void overrides(ClassNode node, List<String> faults) {
        var type = jenkins.get(node.superName);
        if (type != null && type.has(Opcodes.ACC_FINAL)) {
            faults.add(node.name + " extends " + type.name() + ", which is final");
        }
        for (var parent = all.get(node.superName); parent != null; parent = all.get(parent.superName())) {
            for (var method : node.methods) {
                var flags = parent.members().getOrDefault(method.name + method.desc, 0);
                if (!method.name.startsWith("<")
                        && (flags & Opcodes.ACC_FINAL) != 0
                        && (flags & Opcodes.ACC_PRIVATE) == 0) {
                    faults.add(node.name + " overrides " + parent.name() + "." + method.name + method.desc
                            + ", which is final");
                }
            }
        }
    }

    private void abstracts(ClassNode node, List<String> faults) {
        if (!all.get(node.name).isConcrete()) {
            return;
        }
        var wanted = new LinkedHashMap<String, String>();
        collectAbstract(node.name, wanted, new HashSet<>());
        wanted.forEach((key, owner) -> {
            if (!implemented(node.name, key, new HashSet<>())) {
                faults.add(node.name + " doesn't implement " + owner + "." + key);
            }
        });
    }

    private void collectAbstract(String name, Map<String, String> wanted, Set<String> seen) {
        var type = all.get(name);
        if (type == null || !seen.add(name)) {
            return;
        }
        if (jenkins.containsKey(name)) {
            type.members().forEach((key, flags) -> {
                if ((flags & Opcodes.ACC_ABSTRACT) != 0) {
                    wanted.putIfAbsent(key, name);
                }
            });
        }
        parents(type).forEach(parent -> collectAbstract(parent, wanted, seen));
    }

    private boolean implemented(String name, String key, Set<String> seen) {
        if (!seen.add(name)) {
            return false;
        }
        var type = all.get(name);
        if (type == null) {
            return JdkMembers.flags(name, key)
                    .map(flags -> (flags & Opcodes.ACC_ABSTRACT) == 0)
                    .orElse(false);
        }
        var flags = type.members().get(key);
        if (flags != null && (flags & Opcodes.ACC_ABSTRACT) == 0) {
            return true;
        }
        return parents(type).stream().anyMatch(parent -> implemented(parent, key, seen));
    }

    private Optional<Integer> find(String name, String key, Set<String> seen) {
        if (!seen.add(name)) {
            return Optional.empty();
        }
        var type = all.get(name);
        if (type == null) {
            return JdkMembers.flags(name, key);
        }
        var flags = type.members().get(key);
        if (flags != null) {
            return Optional.of(flags);
        }
        return parents(type).stream()
                .flatMap(parent -> find(parent, key, seen).stream())
                .findFirst();
    }

    /** The supertypes, with Object also for interfaces, whose methods may be called on them. */
    private static List<String> parents(ApiType type) {
        var parents = new ArrayList<String>();
        parents.add(type.superName() == null ? "java/lang/Object" : type.superName());
        parents.addAll(type.interfaces());
        return parents;
    }

    private static void invisible(String where, List<AnnotationNode> annotations, List<String> faults) {
        for (var annotation : annotations == null ? List.<AnnotationNode>of() : annotations) {
            var name = annotation.desc.substring(1, annotation.desc.length() - 1);
            if (JenkinsNames.isJenkins(name)) {
                faults.add(where + " has " + name + ", which isn't visible at run time");
            }
        }
    }
}
