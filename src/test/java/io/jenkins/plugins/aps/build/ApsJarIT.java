package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's jar carries everything that it needs, and starts where nothing is set up. */
class ApsJarIT {
    private static final Path APS = CompiledClasses.folder().resolveSibling("aps.jar");

    @TempDir
    private Path home;

    @Test
    void startsInAnEmptyEnvironment() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-Duser.home=" + home, "-jar", APS.toString(), "--help")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("Usage: aps", "deploy", "undeploy", "releases", "status", "demo");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void hasNoSignatureAndNothingOfJenkins() throws IOException {
        try (var jar = new JarFile(APS.toFile())) {
            var names = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(names).noneMatch(JenkinsNames::isJenkins);
            assertThat(names).noneMatch(name -> name.startsWith(CompiledClasses.OURS + "jenkins/"));
            assertThat(names).noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)"));
            assertThat(names)
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "about.html",
                            CompiledClasses.OURS + "cli/Main.class");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.jenkins.plugins.aps.cli.Main");
        }
    }

    @Test
    void carriesTheDashboard() throws IOException {
        try (var jar = new JarFile(APS.toFile())) {
            assertThat(jar.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith("dashboard/")))
                    .containsExactlyInAnyOrderElementsOf(Webapp.files());
        }
    }

    @Test
    void namesEveryServiceOnceMerged() throws IOException {
        try (var jar = new JarFile(APS.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith("META-INF/services/")))
                    .contains(
                            "META-INF/services/io.fabric8.kubernetes.client.http.HttpClient$Factory",
                            "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource",
                            "META-INF/services/org.eclipse.jgit.transport.SshSessionFactory",
                            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                    .doesNotHaveDuplicates();
        }
    }
}
