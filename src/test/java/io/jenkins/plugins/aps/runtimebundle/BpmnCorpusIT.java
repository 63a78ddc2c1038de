package io.jenkins.plugins.aps.runtimebundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.descriptor.BpmnCorpus;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's verdict on each file of the corpus is ours: it loads the very processes that we say, or none. */
class BpmnCorpusIT {
    @Test
    void theEngineLoadsWhatWeSayItLoads(@TempDir Path folder) throws Exception {
        var said = new TreeMap<String, BpmnCorpus.Entry>();
        for (var entry : BpmnCorpus.entries().toList()) {
            var name = entry.verdict() + "-" + entry.source().getFileName();
            said.put(name, entry);
            for (ProjectContent file : entry.mounted()) {
                var to = folder.resolve("each")
                        .resolve(name)
                        .resolve(Path.of(file.path()).getFileName());
                Files.createDirectories(to.getParent());
                Files.write(to, file.bytes());
            }
        }
        assertThat(said).hasSizeGreaterThan(120);

        var loaded = RuntimeBundle.each(folder.resolve("each"), RuntimeBundle.onH2(folder.resolve("h2")));

        var softly = new SoftAssertions();
        said.forEach((name, entry) -> {
            var ours = entry.loaded()
                    ? entry.processes().stream().map(ProcessModel::key).collect(Collectors.toSet())
                    : java.util.Set.<String>of();
            softly.assertThat(loaded.get(name).definitions().keySet())
                    .as("%s; the engine says %s", name, loaded.get(name).reasons())
                    .isEqualTo(ours);
            softly.assertThat(loaded.get(name).reasons().stream().anyMatch(line -> line.startsWith("failed")))
                    .as(
                            "%s does not start; the engine says %s",
                            name, loaded.get(name).reasons())
                    .isEqualTo(entry.verdict().equals("not-started"));
        });
        softly.assertAll();
    }
}
