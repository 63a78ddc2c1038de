package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.jenkins.credentials.VariableSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a step's parameters into a request to the core: words become constants, ids of credentials become values. */
final class DeployRequests {
    private final StepScene scene;
    private final VariableSecrets secrets;
    private final List<Problem> problems = new ArrayList<>();

    DeployRequests(StepScene scene) {
        this.scene = scene;
        this.secrets = new VariableSecrets(scene.jenkins(), scene.run());
    }

    /**
     * The request.
     *
     * @throws ApsException with every problem that Jenkins alone can know; the core finds the others
     */
    DeployRequest of(ApsDeployStep step) {
        var options = VersionOptions.of(step, problems);
        var request = new DeployRequest(
                        scene.operationId(),
                        scene.by(),
                        scene.build(),
                        step.getApplication(),
                        step.getCluster(),
                        step.getRepository(),
                        step.getProject(),
                        step.getRelease(),
                        step.getDescriptorText(),
                        new Access(
                                AccessArgument.principals(step.getAdministrators()),
                                AccessArgument.principals(step.getUsers())),
                        step.getConnectors().stream().map(this::connector).toList(),
                        scene.remaining(),
                        options.componentTimeout(),
                        step.isDryRun(),
                        options.onFailure(),
                        options.ifRunning())
                .with(step.applyOptions());
        Typed.refuse("apsDeploy", problems);
        return request;
    }

    private ConnectorRequest connector(ConnectorArgument connector) {
        Map<String, ConnectorSecret> found = new LinkedHashMap<>();
        for (var secret : connector.getSecrets()) {
            var where = "connectors." + connector.getName() + ".secrets." + secret.getVariable();
            secrets.find(secret.getCredentialsId(), where, problems)
                    .ifPresent(value -> found.put(secret.getVariable(), value));
        }
        return new ConnectorRequest(
                connector.getName(), connector.getTemplate(), connector.getImage(), connector.getVariables(), found);
    }
}
