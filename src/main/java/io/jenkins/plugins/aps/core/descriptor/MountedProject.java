package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;

/**
 * A project's files as the runtime bundle needs them. The engine compares nothing but the manifest's version with that of its
 * last deployment: a release whose manifest says another number would be taken for the one before, and loaded in part or not at
 * all.
 */
public final class MountedProject {
    private static final int HASH_BYTES = 4;

    private MountedProject() {}

    /**
     * The same project with the files to mount: its manifest has the release's version, and its processes are as {@link
     * MountedProcess} has them.
     */
    public static Project of(Project project, int release) {
        return with(project, String.valueOf(release));
    }

    /**
     * The same for files that come after others of the same release: a tag that was moved, a branch that went on. The manifest's
     * version then tells the content, too, or the engine would take them for those that it has.
     */
    public static Project distinct(Project project, int release) {
        return with(project, release + "+" + hash(project));
    }

    private static Project with(Project project, String version) {
        var content = new ArrayList<ProjectContent>();
        for (var file : project.content()) {
            var model = new ModelFile(file.path(), file.bytes());
            if (model.folder().isEmpty()) {
                content.add(manifest(model, version));
            } else if (ProcessFile.is(model)) {
                content.add(new ProjectContent(MountedProcess.path(file.path()), MountedProcess.bytes(file.bytes())));
            } else {
                content.add(file);
            }
        }
        return project.withContent(content);
    }

    private static ProjectContent manifest(ModelFile file, String version) {
        var read = file.object(new Problems());
        if (read.isEmpty()) {
            return new ProjectContent(file.path(), file.bytes());
        }
        ObjectNode manifest = read.get();
        manifest.put("version", version);
        return new ProjectContent(file.path(), manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(Project project) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : project.content()) {
                digest.update((file.path() + "\0" + file.bytes().length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
