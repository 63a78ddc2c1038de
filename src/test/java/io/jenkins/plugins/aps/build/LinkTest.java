package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Our classes link against a real Jenkins 2.516.2, although the default build never sees one. */
class LinkTest {
    private static final String OURS = CompiledClasses.OURS + "jenkins/Sample";
    private final Map<String, ApiType> jenkins = JenkinsApi.read();

    @Test
    void everyClassOfOursLinks() {
        var ours = CompiledClasses.ours();
        var rules = new LinkRules(jenkins, ours);

        assertThat(ours).isNotEmpty();
        assertThat(ours.stream().flatMap(node -> rules.check(node).stream())).isEmpty();
    }

    @Test
    void whatIsNeededThoughNotAbstractIsOverridden() {
        var ours = new HashMap<String, ApiType>();
        CompiledClasses.ours().forEach(node -> ours.put(node.name, ApiType.of(node)));
        var faults = JenkinsApi.lines("needed-overrides.txt").stream().flatMap(line -> {
            var parts = line.split(" ", -1);
            return ours.values().stream()
                    .filter(type -> type.isConcrete() && extendsOrImplements(type, parts[0], ours))
                    .filter(type -> !overrides(type, parts[0], parts[1], ours))
                    .map(type -> type.name() + " doesn't override " + parts[0] + "." + parts[1]);
        });

        assertThat(faults).isEmpty();
    }

    @Test
    void theListingHasWhatMustBeOverridden() {
        assertThat(JenkinsApi.lines("needed-overrides.txt")).allSatisfy(line -> {
            var parts = line.split(" ", -1);
            assertThat(jenkins.get(parts[0]).members()).containsKey(parts[1]);
        });
    }

    @Test
    void aMemberThatJenkinsDoesNotHaveIsAFault() {
        var node = sample("java/lang/Object");
        var method = node.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "jenkins/model/Jenkins", "getNothing", "()V", false);

        assertThat(faults(node))
                .containsExactly(OURS + " uses jenkins/model/Jenkins.getNothing()V, which doesn't exist");
    }

    @Test
    void anAbstractMethodThatIsMissingIsAFault() {
        assertThat(faults(sample("java/lang/Object", "hudson/model/Saveable")))
                .containsExactly(OURS + " doesn't implement hudson/model/Saveable.save()V");
    }

    @Test
    void aFinalMethodThatIsOverriddenIsAFault() {
        var node = sample("hudson/model/Run");
        node.visitMethod(Opcodes.ACC_PUBLIC, "getPreviousCompletedBuild", "()Lhudson/model/Run;", null, null);

        assertThat(faults(node)).anyMatch(fault -> fault.endsWith("which is final"));
    }

    @Test
    void anAnnotationThatIsNotVisibleAtRunTimeIsAFault() {
        var node = sample("java/lang/Object");
        node.visitMethod(Opcodes.ACC_PUBLIC, "doTest", "()V", null, null)
                .visitAnnotation("Lorg/kohsuke/stapler/verb/POST;", false);

        assertThat(faults(node))
                .containsExactly(OURS + ".doTest has org/kohsuke/stapler/verb/POST, which isn't visible at run time");
    }

    /** The servlet API that we compile against is newer than Jenkins's, for the stand-alone server. */
    @Test
    void nothingOfTheNewerServletApiIsUsedInJenkins() {
        var newer = Set.of("getRequestId", "getProtocolRequestId", "getServletConnection");
        var used = CompiledClasses.ours().stream()
                .filter(node -> node.name.startsWith(CompiledClasses.OURS + "jenkins/"))
                .flatMap(node -> node.methods.stream())
                .flatMap(method -> StreamSupport.stream(method.instructions.spliterator(), false))
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .filter(call -> call.owner.equals("jakarta/servlet/ServletConnection")
                        || newer.contains(call.name)
                        || call.owner.startsWith("jakarta/servlet/http/Cookie") && call.name.endsWith("Attribute"))
                .map(call -> call.owner + "." + call.name);

        assertThat(used).isEmpty();
    }

    private List<String> faults(ClassNode node) {
        return new LinkRules(jenkins, List.of(node)).check(node);
    }

    private static ClassNode sample(String superName, String... interfaces) {
        var node = new ClassNode();
        node.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, OURS, null, superName, interfaces);
        return node;
    }

    private boolean extendsOrImplements(ApiType type, String wanted, Map<String, ApiType> ours) {
        return Stream.concat(Stream.ofNullable(type.superName()), type.interfaces().stream())
                .anyMatch(parent -> parent.equals(wanted)
                        || Stream.ofNullable(ours.getOrDefault(parent, jenkins.get(parent)))
                                .anyMatch(known -> extendsOrImplements(known, wanted, ours)));
    }

    /** Whether the class or one between it and the given one has the method. */
    private boolean overrides(ApiType type, String base, String key, Map<String, ApiType> ours) {
        if (type.name().equals(base)) {
            return false;
        }
        return type.members().containsKey(key)
                || Stream.ofNullable(type.superName())
                        .flatMap(parent -> Stream.ofNullable(ours.getOrDefault(parent, jenkins.get(parent))))
                        .anyMatch(parent -> overrides(parent, base, key, ours));
    }
}
