package io.jenkins.plugins.aps.build;

import io.jenkins.plugins.aps.core.api.Aps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The classes that the build has compiled: ours, and in the default build the signatures of Jenkins's API beside them. */
final class CompiledClasses {
    static final String OURS = "io/jenkins/plugins/aps/";
    private static final Predicate<Path> IS_CLASS = file -> file.toString().endsWith(".class");

    private CompiledClasses() {}

    /** The folder of the main classes and resources. */
    static Path folder() {
        try {
            return Path.of(Aps.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ClassNode> ours() {
        return all().stream().filter(node -> node.name.startsWith(OURS)).toList();
    }

    /** What comes from {@code src/jenkins-api}; empty when built with Jenkins's own artifacts. */
    static List<ClassNode> signatures() {
        return all().stream().filter(node -> !node.name.startsWith(OURS)).toList();
    }

    static ClassNode parse(byte[] bytes) {
        var node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    private static List<ClassNode> all() {
        try (var files = Files.walk(folder())) {
            return files.filter(IS_CLASS).sorted().map(CompiledClasses::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode parse(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
