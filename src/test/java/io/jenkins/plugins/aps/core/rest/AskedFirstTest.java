package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Every endpoint asks first whether the caller may: seen in the classes, so that nobody has to remember it. */
class AskedFirstTest {
    private static final String ENDPOINT =
            Type.getMethodDescriptor(Type.getType(Reply.class), Type.getType(Call.class));

    @Test
    void everyEndpointAsksBeforeAnythingElse() {
        var endpoints = new ArrayList<String>();
        var silent = new ArrayList<String>();
        for (var type : classes(Path.of("target/classes"))) {
            for (var method : type.methods) {
                if (isEndpoint(method)) {
                    endpoints.add(type.name + "." + method.name);
                    asked(method).ifPresentOrElse(right -> {}, () -> silent.add(type.name + "." + method.name));
                }
            }
        }

        assertThat(silent).isEmpty();
        // All routes, and no method that a route doesn't use.
        assertThat(endpoints).hasSize(new RestWorld().api().routes().size());
    }

    @Test
    void anEndpointThatForgetsToAskIsFound() {
        var found = classes(Path.of("target/test-classes")).stream()
                .filter(type -> type.name.endsWith("AskedFirstTest$Forgetful"))
                .flatMap(type -> type.methods.stream())
                .filter(AskedFirstTest::isEndpoint)
                .toList();

        assertThat(found).hasSize(3);
        assertThat(found.stream().filter(method -> asked(method).isPresent()).map(method -> method.name))
                .containsExactly("asks");
    }

    private static boolean isEndpoint(MethodNode method) {
        return method.desc.equals(ENDPOINT) && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0;
    }

    /** The first call of any method, if it is that one. */
    private static Optional<MethodInsnNode> asked(MethodNode method) {
        return StreamSupport.stream(method.instructions.spliterator(), false)
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .findFirst()
                .filter(call -> call.owner.equals(Type.getInternalName(Call.class)) && call.name.startsWith("require"));
    }

    private static List<ClassNode> classes(Path root) {
        try (var files = Files.walk(root.resolve("io/jenkins/plugins/aps/core/rest"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(AskedFirstTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode read(Path file) {
        try {
            var node = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What must not be. */
    static final class Forgetful {
        Reply asks(Call call) {
            call.require(AuthorizationPolicy.READING);
            return Reply.now(Answer.empty(200));
        }

        Reply asksTooLate(Call call) {
            call.query().check();
            call.require(AuthorizationPolicy.READING);
            return Reply.now(Answer.empty(200));
        }

        Reply neverAsks(Call call) {
            return Reply.now(Answer.empty(200));
        }
    }
}
