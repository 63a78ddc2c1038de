package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.view.ViewJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * A descriptor and the project that it deploys as one file: {@code descriptor.json} at the root of a zip, and the project's
 * files in a folder of its name. As large as a project may be, and no larger. Pure.
 */
public final class DescriptorZip {
    private static final String DESCRIPTOR = "descriptor.json";

    private DescriptorZip() {}

    /** The descriptor alone, for people too: what was asked for, without defaults; secrets are named in it, never told. */
    public static String json(Descriptor descriptor) {
        return ViewJson.write(DescriptorJson.of(descriptor.asked()));
    }

    /** @param project with its content */
    public static byte[] of(Descriptor descriptor, Project project) {
        return of(json(descriptor), project);
    }

    /** First the descriptor, so that whoever looks for it finds it at once. */
    static byte[] of(String descriptor, Project project) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(DESCRIPTOR, descriptor.getBytes(StandardCharsets.UTF_8));
        project.content().forEach(each -> files.put(project.name() + "/" + each.path(), each.bytes()));
        return Zips.of(files);
    }

    /**
     * The descriptor in such a file.
     *
     * @param most bytes that are unpacked to find it
     * @throws ApsException {@code invalidRequest}, if there is none
     */
    public static byte[] descriptor(byte[] zip, int most) {
        return Zips.find(zip, DESCRIPTOR, most)
                .orElseThrow(() -> HttpError.invalid("file", "has no " + DESCRIPTOR + " at its root"));
    }
}
