package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * BPMN files, each about one thing, in folders that say what becomes of them: {@code loaded} by the engine, {@code mended} when
 * mounted and then loaded, {@code left-out} by the engine, or {@code not-started}: the engine does not start with it.
 */
public final class BpmnCorpus {
    private BpmnCorpus() {}

    /** All of them, in the order of their names. */
    public static Stream<Entry> entries() {
        try (var found = Files.walk(folder(), 2)) {
            return found.filter(Files::isRegularFile).sorted().map(Entry::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(BpmnCorpus.class.getResource("bpmn").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One file. */
    public record Entry(Path source) {
        public String verdict() {
            return source.getParent().getFileName().toString();
        }

        public boolean loaded() {
            return verdict().equals("loaded") || verdict().equals("mended");
        }

        /** Its path in a project. */
        public String path() {
            return "processes/" + source.getFileName();
        }

        public byte[] bytes() {
            try {
                return Files.readAllBytes(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The executable processes that we find in it. */
        public List<ProcessModel> processes() {
            return ProcessFile.read(file(), new HashSet<>(), new HashSet<>(), new StartMessages(), new Problems());
        }

        /** As it is mounted. */
        public List<ProjectContent> mounted() {
            return List.of(new ProjectContent(MountedProcess.path(path()), MountedProcess.bytes(bytes())));
        }

        ModelFile file() {
            return new ModelFile(path(), bytes());
        }

        @Override
        public String toString() {
            return verdict() + "/" + source.getFileName();
        }
    }
}
