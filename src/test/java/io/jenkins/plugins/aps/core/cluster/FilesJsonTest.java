package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.plan.FileRef;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilesJsonTest {
    @Test
    void isReadAsItWasWritten() throws IOException {
        var files = List.of(
                new FileRef("files-1-a", "f-1-holiday.json", "holiday.json"),
                new FileRef("files-1-a", "f-2-a.json", "forms/a.json"),
                new FileRef("files-2-b", "f-3-b.json", "forms/ü \"b\".json"));

        var json = FilesJson.write(files);

        assertThat(json)
                .startsWith("{\"files-1-a\":{\"f-1-holiday.json\":\"holiday.json\",\"f-2-a.json\":\"forms/a.json\"}");
        assertThat(FilesJson.read(json)).isEqualTo(files);
    }
}
