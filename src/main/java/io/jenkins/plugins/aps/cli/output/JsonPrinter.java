package io.jenkins.plugins.aps.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.io.PrintStream;
import java.util.List;

/** Answers for programs: the maps of the contracts as one JSON value, in ASCII, so that any locale prints it right. */
public final class JsonPrinter {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writerWithDefaultPrettyPrinter();

    private final PrintStream out;

    public JsonPrinter(PrintStream out) {
        this.out = out;
    }

    public void instance(Instance instance) {
        print(instance);
    }

    public void instances(List<Instance> instances) {
        print(instances);
    }

    public void release(ReleaseDetails details) {
        print(details);
    }

    public void releases(List<Release> releases) {
        print(releases);
    }

    public void undeployed(UndeployResult result) {
        print(result);
    }

    public void error(ApsException error) {
        print(error.getMessage());
    }

    private void print(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written as JSON", e);
        }
    }
}
