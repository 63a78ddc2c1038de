package io.jenkins.plugins.aps.build;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * The signatures that the default build compiles against are a part of Jenkins's real API. Values of constants can't be checked: the
 * listing doesn't have them.
 */
class JenkinsSignaturesTest {
    private final SignatureRules rules = new SignatureRules(JenkinsApi.read());

    @Test
    void everySignatureIsAPartOfTheRealClass() {
        assertThat(CompiledClasses.signatures().stream().flatMap(node -> rules.check(node).stream()))
                .isEmpty();
    }

    @Test
    void everyAnnotationIsVisibleAtRunTimeAndHasItsRealTargets() {
        var expected = JenkinsApi.lines("annotations.txt").stream()
                .map(line -> line.split(" ", -1))
                .collect(toMap(parts -> parts[0], parts -> "RUNTIME " + parts[1]));
        var found = new TreeMap<String, String>();
        for (var node : CompiledClasses.signatures()) {
            if ((node.access & Opcodes.ACC_ANNOTATION) != 0) {
                found.put(node.name, retention(node) + " " + targets(node));
            }
        }

        assertThat(expected).containsAllEntriesOf(found);
    }

    @Test
    void aClassThatJenkinsDoesNotHaveIsAFault() {
        assertThat(rules.check(signature("hudson/model/Nothing")))
                .containsExactly("hudson/model/Nothing isn't in the listing");
    }

    @Test
    void aChangedClassAndMemberAreFaults() {
        var node = signature("hudson/model/Saveable");
        node.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "saveLater", "()V", null, null);

        assertThat(rules.check(node))
                .anyMatch(fault -> fault.contains("has flags"))
                .anyMatch(fault -> fault.contains("saveLater()V isn't in the listing"));
    }

    @Test
    void aBodyThatReturnsIsAFault() {
        var node = signature("hudson/model/Run");
        var method = node.visitMethod(Opcodes.ACC_PUBLIC, "getNumber", "()I", null, null);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);

        assertThat(rules.check(node)).anyMatch(fault -> fault.contains("getNumber()I returns instead of throwing"));
    }

    private static ClassNode signature(String name) {
        var node = new ClassNode();
        node.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[0]);
        return node;
    }

    private static String retention(ClassNode node) {
        return meta(node, "Ljava/lang/annotation/Retention;").values().stream()
                .map(value -> ((String[]) value)[1])
                .findFirst()
                .orElse("CLASS");
    }

    private static String targets(ClassNode node) {
        return meta(node, "Ljava/lang/annotation/Target;").values().stream()
                .map(value -> String.join(
                        ",",
                        ((List<?>) value)
                                .stream()
                                        .map(target -> ((String[]) target)[1])
                                        .sorted()
                                        .toList()))
                .findFirst()
                .orElse("-");
    }

    private static Map<String, Object> meta(ClassNode node, String annotation) {
        if (node.visibleAnnotations == null) {
            return Map.of();
        }
        return node.visibleAnnotations.stream()
                .filter(found -> found.desc.equals(annotation))
                .findFirst()
                .map(JenkinsSignaturesTest::values)
                .orElse(Map.of());
    }

    private static Map<String, Object> values(AnnotationNode annotation) {
        var values = new TreeMap<String, Object>();
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
            values.put((String) annotation.values.get(i), annotation.values.get(i + 1));
        }
        return values;
    }
}
