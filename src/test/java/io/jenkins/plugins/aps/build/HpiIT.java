package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** What the packaged plugin has inside, by name. */
class HpiIT {
    private static final String JAR = "WEB-INF/lib/aps-deployer.jar";
    private static final Path HPI = CompiledClasses.folder().resolveSibling("aps-deployer.hpi");
    private static final Map<String, byte[]> INSIDE = new TreeMap<>();
    private static Map<String, String> manifest;
    private static Map<String, String> innerManifest;

    @BeforeAll
    static void open() throws IOException {
        try (var hpi = new JarFile(HPI.toFile())) {
            manifest = entries(hpi.getManifest());
            try (var jar = new ZipInputStream(hpi.getInputStream(hpi.getEntry(JAR)))) {
                for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                    if (!entry.isDirectory()) {
                        INSIDE.put(entry.getName(), jar.readAllBytes());
                    }
                }
            }
            try (var jar = new JarInputStream(hpi.getInputStream(hpi.getEntry(JAR)))) {
                innerManifest = entries(jar.getManifest());
            }
        }
    }

    private static Map<String, String> entries(Manifest manifest) {
        var entries = new TreeMap<String, String>();
        manifest.getMainAttributes().forEach((name, value) -> entries.put(name.toString(), value.toString()));
        return entries;
    }

    @Test
    void bundlesOneJarAndTheStaticFiles() throws IOException {
        try (var hpi = new JarFile(HPI.toFile())) {
            var names = hpi.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName());

            assertThat(names.filter(name ->
                            name.startsWith("WEB-INF/") || name.startsWith("META-INF/") || name.endsWith(".jar")))
                    .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", JAR);
        }
    }

    @Test
    void theDashboardIsAtTheRoot() throws IOException {
        try (var hpi = new JarFile(HPI.toFile())) {
            var names = hpi.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("dashboard/"))
                    .toList();

            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(Webapp.files())
                    .contains("dashboard/main.js");
        }
    }

    @Test
    void theJarHasOursAlone() {
        assertThat(INSIDE.keySet())
                .allMatch(name -> name.startsWith(CompiledClasses.OURS)
                        || name.startsWith("META-INF/maven/io.jenkins.plugins/aps-deployer/")
                        || List.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "index.jelly")
                                .contains(name)
                        || name.startsWith("META-INF/annotations/"));
        assertThat(INSIDE.keySet()).noneMatch(name -> name.startsWith(CompiledClasses.OURS + "cli/"));
    }

    @Test
    void theJarHasEveryClassOfTheCoreAndOfJenkins() {
        var expected = CompiledClasses.ours().stream()
                .map(node -> node.name + ".class")
                .filter(name -> !name.startsWith(CompiledClasses.OURS + "cli/"));

        assertThat(INSIDE.keySet()).containsAll(expected.toList());
    }

    @Test
    void theJarHasTheDescriptionAndBothIndexes() {
        assertThat(INSIDE)
                .containsKeys(
                        "index.jelly",
                        "META-INF/annotations/hudson.Extension",
                        "META-INF/annotations/org.jenkinsci.Symbol");
    }

    @Test
    void theManifestSaysWhatThePluginIs() {
        assertThat(manifest)
                .containsEntry("Short-Name", "aps-deployer")
                .containsEntry("Extension-Name", "aps-deployer")
                .containsEntry("Long-Name", "APS Deployer")
                .containsEntry("Group-Id", "io.jenkins.plugins")
                .containsEntry("Artifact-Id", "aps-deployer")
                .containsEntry("Jenkins-Version", "2.516.2")
                .containsEntry("Minimum-Java-Version", "17")
                .containsKeys(
                        "Plugin-Version",
                        "Url",
                        "Plugin-License-Name",
                        "Specification-Title",
                        "Implementation-Version");
        assertThat(manifest.values()).noneMatch(value -> value.contains("${"));
    }

    /** Otherwise Jenkins neither saves nor loads a class of ours: the configuration is lost at a restart. */
    @Test
    void theJarInsideIsAPluginsToTheClassFilter() {
        assertThat(ClassFilterRules.fault(innerManifest)).isEmpty();
        assertThat(innerManifest.keySet()).as("of what is about the plugin").contains("Short-Name", "Plugin-Version");
        var both = new TreeMap<>(manifest);
        both.keySet().retainAll(innerManifest.keySet());
        both.keySet().removeAll(Set.of("Created-By", "Build-Jdk-Spec"));
        assertThat(innerManifest).as("as outside").containsAllEntriesOf(both);
    }

    /** Both ways: what our classes name is provided by a plugin that we depend on or by core, and none is there in vain. */
    @Test
    void dependsOnThePluginsWhoseClassesAreUsed() {
        var used = new TreeSet<String>();
        var unknown = new TreeSet<String>();
        var providers = providers();
        for (var name : referencedTypes()) {
            var provider = providers.entrySet().stream()
                    .filter(entry -> name.startsWith(entry.getKey()))
                    .max(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue);
            provider.ifPresentOrElse(used::add, () -> unknown.add(name));
        }
        used.remove("core");
        var declared = new TreeSet<String>();
        for (var dependency : manifest.get("Plugin-Dependencies").split(",")) {
            declared.add(dependency.substring(0, dependency.indexOf(':')));
        }

        assertThat(unknown).isEmpty();
        assertThat(declared).isEqualTo(used);
    }

    /** By package: the plugin that carries it. */
    private static Map<String, String> providers() {
        var providers = new TreeMap<String, String>();
        for (var line : JenkinsApi.lines("providers.txt")) {
            var parts = line.split(" ", -1);
            providers.put(parts[0], parts[1]);
        }
        return providers;
    }

    /** Every type that a packaged class names and that is neither ours nor the JDK's. */
    private static TreeSet<String> referencedTypes() {
        var names = new ArrayList<String>();
        var collector = new Remapper() {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        };
        INSIDE.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                new ClassReader(bytes).accept(new ClassRemapper(new ClassWriter(0), collector), ClassReader.SKIP_DEBUG);
            }
        });
        names.removeIf(
                name -> name.startsWith(CompiledClasses.OURS) || name.startsWith("java/") || name.startsWith("javax/"));
        names.removeIf(HpiIT::isJdk);
        return new TreeSet<>(names);
    }

    private static boolean isJdk(String internalName) {
        try {
            Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
