package io.jenkins.plugins.aps.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.view.AdoptionMap;
import io.jenkins.plugins.aps.core.view.ErrorMap;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.ReleaseMap;
import io.jenkins.plugins.aps.core.view.UndeployMap;
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
        print(InstanceMap.of(instance));
    }

    public void instances(List<Instance> instances) {
        print(instances.stream().map(InstanceMap::brief).toList());
    }

    public void release(ReleaseDetails details) {
        print(ReleaseMap.of(details.release(), details.project()));
    }

    public void releases(List<Release> releases) {
        print(releases.stream().map(ReleaseMap::brief).toList());
    }

    public void undeployed(UndeployResult result) {
        print(UndeployMap.of(result));
    }

    public void adoption(Adoption adoption) {
        print(AdoptionMap.of(adoption));
    }

    public void error(ApsException error) {
        print(ErrorMap.of(error));
    }

    private void print(Object value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written as JSON", e);
        }
    }
}
