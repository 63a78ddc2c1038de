package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * A project's files as the runtime bundle needs them. The engine compares nothing but the manifest's version with that of its
 * last deployment: a release whose manifest says another number would be taken for the one before, and loaded in part or not at
 * all.
 */
public final class MountedProject {
    private MountedProject() {}

    /**
     * The same project with the files to mount: its manifest has the release's version, and its processes are as {@link
     * MountedProcess} has them.
     */
    public static Project of(Project project, String release) {
        var content = new ArrayList<ProjectContent>();
        for (var file : project.content()) {
            var model = new ModelFile(file.path(), file.bytes());
            if (model.folder().isEmpty()) {
                content.add(manifest(model, release));
            } else if (ProcessFile.is(model)) {
                content.add(new ProjectContent(MountedProcess.path(file.path()), MountedProcess.bytes(file.bytes())));
            } else {
                content.add(file);
            }
        }
        return project.withContent(content);
    }

    private static ProjectContent manifest(ModelFile file, String release) {
        var read = file.object(new Problems());
        if (read.isEmpty()) {
            return new ProjectContent(file.path(), file.bytes());
        }
        ObjectNode manifest = read.get();
        manifest.put("version", release);
        return new ProjectContent(file.path(), manifest.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
}
