package io.jenkins.plugins.aps.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** Writes the sample project's releases into a new Git repository, as the modeling application would. */
final class SampleRepository {
    private static final String PROJECT = "holiday";
    private static final String MODELER = "Mo Modeler";
    private static final String ADDRESS = "mo@example.org";

    private final Path folder;
    private final Clock clock;

    SampleRepository(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Makes the folder, the repository in it, and two releases with their tags. */
    void create() {
        try (var git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            // Whoever runs the demo may sign all that they do; the sample is not theirs.
            var config = git.getRepository().getConfig();
            config.setBoolean("commit", null, "gpgsign", false);
            config.setBoolean("tag", null, "gpgsign", false);
            config.save();
            release(
                    git,
                    1,
                    "Requests are approved by a manager",
                    clock.instant().minus(Duration.ofDays(8)));
            release(
                    git,
                    2,
                    "Short requests are approved by a rule",
                    clock.instant().minus(Duration.ofDays(1)));
        } catch (GitAPIException e) {
            throw new IllegalStateException("The sample's repository can't be made in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release(Git git, int version, String comment, Instant when) throws GitAPIException, IOException {
        for (var file : files(version)) {
            copy(version, file);
        }
        var modeler = new PersonIdent(MODELER, ADDRESS, when, clock.getZone());
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(comment)
                .setAuthor(modeler)
                .setCommitter(modeler)
                .setNoVerify(true)
                .setSign(false)
                .call();
        git.tag()
                .setName(PROJECT + "/" + version)
                .setMessage(comment)
                .setTagger(modeler)
                .setAnnotated(true)
                .setSigned(false)
                .call();
    }

    /** What a release adds to the one before it: a folder in a jar can't be listed, so a file does. */
    private static List<String> files(int version) throws IOException {
        return new String(read(version, "files.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private void copy(int version, String file) throws IOException {
        var target = folder.resolve(PROJECT).resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, read(version, file));
    }

    private static byte[] read(int version, String file) throws IOException {
        var name = "holiday-" + version + "/" + file;
        try (var resource = SampleRepository.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The sample lacks " + name);
            }
            return resource.readAllBytes();
        }
    }
}
