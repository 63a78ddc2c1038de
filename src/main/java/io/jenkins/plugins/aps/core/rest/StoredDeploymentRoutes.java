package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.util.LinkedHashMap;
import java.util.List;

/** What deploys a descriptor that is there already, and the logs of what was deployed. */
final class StoredDeploymentRoutes {
    /** Lines of each container. */
    private static final int USUAL_LINES = 200;

    private static final int MOST_LINES = 5_000;

    private final Turnstile reading = new Turnstile(8, "logs");
    private final Beginning beginning;

    StoredDeploymentRoutes(Beginning beginning) {
        this.beginning = beginning;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/deploy/{descriptorId}", Requirement.DEPLOYING, this::deploy),
                new Route("GET", "/v1/applications/{id}/logs/{serviceName}", Requirement.READING, this::logs));
    }

    /** With what the request adds: who has access, variables and secrets. */
    Reply deploy(Call call) {
        var options = WriteOptions.of(call.query());
        call.query().check();
        var added = (ObjectNode) call.objectOrNothing().deepCopy();
        var cluster = options.cluster(beginning.snapshot());
        try (var entered = beginning.enter()) {
            var found = Shelf.find(entered.aps(), cluster, call.path("descriptorId"), call.caller());
            beginning.checkFree(found.name(), cluster);
            var content = found.exported()
                    .orElseThrow(() -> new ApsException(ErrorCode.FAILED, "The descriptor can't be read"));
            var body = DeployBody.of(Merged.of((ObjectNode) Trees.of(content), added), call.caller());
            return beginning.deploy(call, body, options, found.name(), OperationType.DEPLOY);
        }
    }

    Reply logs(Call call) {
        var cluster = call.query().text("cluster");
        var lines = call.query().number("lines", USUAL_LINES, 1, MOST_LINES);
        call.query().check();
        var instance = Sight.find(beginning.snapshot(), call.path("id"), cluster, call.caller())
                .instance();
        var service = call.path("serviceName");
        try (var entered = beginning.enter()) {
            var read = reading.pass(() -> entered.aps().log(instance.cluster(), instance.application(), service, lines))
                    .orElseThrow(() -> new ApsException(
                            ErrorCode.NOT_FOUND, "The application has no such service, or none of its pods is there"));
            var map = new LinkedHashMap<String, Object>();
            map.put("applicationName", instance.application());
            map.put("serviceName", service);
            map.put("content", String.join("\n", read));
            return Reply.now(call.ifOther(Envelope.entry(map)));
        }
    }
}
