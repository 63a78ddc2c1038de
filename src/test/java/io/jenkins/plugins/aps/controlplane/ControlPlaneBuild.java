package io.jenkins.plugins.aps.controlplane;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the programs of {@code src/test/cluster} where nobody has built them yet. They are kept outside the tree, by
 * what they are built from (stages and objects are read when they run); another process that builds the same is waited
 * for. It can be run as a source file, before anything is compiled, so that it is done when the tests begin.
 */
final class ControlPlaneBuild {
    static final Path SOURCES = Path.of("src", "test", "cluster").toAbsolutePath();

    private static final String KUBERNETES = "v1.34.4";
    private static final String KWOK = "sigs.k8s.io/kwok/cmd/kwok";
    private static final String KWOK_VERSION = "v0.7.0";

    private ControlPlaneBuild() {}

    /** Builds both; in the folder of the project. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        programs();
    }

    /** Why it can't be built here; empty where it can. */
    static Optional<String> obstacle() {
        try {
            var go = new ProcessBuilder("go", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return go.waitFor() == 0 ? Optional.empty() : Optional.of("'go version' fails");
        } catch (IOException missing) {
            return Optional.of("no Go to build the control plane with: install Go 1.24 or later");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Where both programs are. */
    record Programs(Path controlPlane, Path kwok) {}

    /** Both programs. The first time takes minutes. */
    static Programs programs() throws IOException, InterruptedException {
        var controlPlane = built("controlplane-" + fingerprint(), "controlplane", ControlPlaneBuild::buildControlPlane);
        var kwok = built("kwok-" + KWOK_VERSION, "kwok", ControlPlaneBuild::buildKwok);
        return new Programs(controlPlane, kwok);
    }

    private interface Build {
        void into(Path folder) throws IOException, InterruptedException;
    }

    private static Path built(String name, String program, Build build) throws IOException, InterruptedException {
        var folder = cache().resolve(name);
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!held.isValid()) {
                throw new IOException("no lock on " + folder);
            }
            if (!Files.isExecutable(folder.resolve(program))) {
                build.into(folder);
            }
        }
        return folder.resolve(program);
    }

    private static void buildControlPlane(Path folder) throws IOException, InterruptedException {
        var version = "k8s.io/component-base/version.";
        var flags = "-s -w -X " + version + "gitVersion=" + KUBERNETES + " -X " + version + "gitMajor=1 -X " + version
                + "gitMinor=34";
        var built = folder.resolve("controlplane.new");
        go(SOURCES, Map.of(), "build", "-trimpath", "-ldflags", flags, "-o", built.toString(), ".");
        Files.move(built, folder.resolve("controlplane"));
    }

    private static void buildKwok(Path folder) throws IOException, InterruptedException {
        go(folder, Map.of("GOBIN", folder.toString(), "GOFLAGS", "-trimpath"), "install", KWOK + "@" + KWOK_VERSION);
    }

    private static void go(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("go"));
        command.addAll(List.of(arguments));
        var log = Files.createTempFile("aps-go-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        // A compiler lives for seconds: it need not tidy up so often.
        builder.environment().putIfAbsent("GOGC", "400");
        var code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + Files.readString(log));
        }
        Files.delete(log);
    }

    private static Path cache() {
        var named = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(text -> !text.isBlank());
        return named.map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("aps-deployer-tests");
    }

    private static String fingerprint() throws IOException {
        try (var files = Files.list(SOURCES)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
            digest.update(KUBERNETES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
