package io.jenkins.plugins.aps.runtimebundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;

/** A Git repository with releases of projects. */
final class ModelRepository implements AutoCloseable {
    private final Path folder;
    private final Git git;

    ModelRepository(Path folder) throws Exception {
        this.folder = folder;
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
    }

    String url() {
        return folder.toString();
    }

    /** Writes files, which stay in later releases, and tags them. */
    void release(String project, int version, Map<String, byte[]> files) throws Exception {
        commit(project, files);
        git.tag()
                .setName(project + "/" + version)
                .setMessage("release " + version)
                .setAnnotated(true)
                .setSigned(false)
                .setForceUpdate(true)
                .call();
    }

    /** Without a tag. */
    void commit(String project, Map<String, byte[]> files) throws Exception {
        for (var file : files.entrySet()) {
            var path = folder.resolve(project).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("more of " + project)
                .setAuthor("Mo Modeler", "mo@example.org")
                .setCommitter("Mo Modeler", "mo@example.org")
                .setSign(false)
                .call();
    }

    /** The sample project's release, as the demo has it: what it adds to the one before. */
    void demo(int version) throws Exception {
        var files = new java.util.TreeMap<String, byte[]>();
        for (var file : new String(demoFile(version, "files.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (!file.isBlank()) {
                files.put(file, demoFile(version, file));
            }
        }
        release("holiday", version, files);
    }

    private static byte[] demoFile(int version, String file) throws IOException {
        try (var resource = ModelRepository.class.getResourceAsStream(
                "/io/jenkins/plugins/aps/cli/demo/holiday-" + version + "/" + file)) {
            return resource.readAllBytes();
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
