package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.rest.DescriptorZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An exported application, on this machine. */
final class ZipFile {
    /** More than a project can have, packed or not. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private ZipFile() {}

    /**
     * The descriptor in it; the empty string and a problem where there is none.
     *
     * @param option that named the file
     */
    static String descriptor(String option, Path file, InputProblems problems) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                problems.add(option, file + " is larger than 64 MiB: it can't be what is meant");
                return "";
            }
            var bytes = Files.readAllBytes(file);
            if (new String(bytes, 0, Math.min(bytes.length, 100), StandardCharsets.UTF_8)
                    .stripLeading()
                    .startsWith("{")) {
                problems.add(option, file + " is JSON, and no zip: a descriptor in JSON is given with --descriptor");
                return "";
            }
            return new String(DescriptorZip.descriptor(bytes, LARGEST), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            problems.add(option, "there is no file " + file);
        } catch (IOException e) {
            problems.add(
                    option,
                    "can't read " + file + " (" + e.getClass().getSimpleName() + "): check that you may read it");
        } catch (ApsException e) {
            e.problems().forEach(problem -> problems.add(option, file + " " + problem.message()));
        }
        return "";
    }
}
