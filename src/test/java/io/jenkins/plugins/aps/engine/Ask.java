package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What scenarios ask for: a release of the sample project under some name, with the image of its connector {@code erp},
 * by whose name it runs or fails.
 */
record Ask(
        String application,
        String id,
        String release,
        String erp,
        Duration timeout,
        Duration componentTimeout,
        boolean dryRun,
        FailurePolicy onFailure,
        IfRunning ifRunning) {
    /** The release that has no connector {@code erp}. */
    static final String WITHOUT_ERP = "3";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration LONG = Duration.ofMinutes(3);

    static Ask of(String application) {
        return new Ask(application, newId(), "2", "erp:1", LONG, LONG, false, FailurePolicy.LEAVE, IfRunning.WAIT);
    }

    static String newId() {
        return "op-" + COUNT.incrementAndGet();
    }

    Ask erp(String image) {
        return new Ask(application, newId(), release, image, timeout, componentTimeout, dryRun, onFailure, ifRunning);
    }

    Ask release(String version) {
        return new Ask(application, newId(), version, erp, timeout, componentTimeout, dryRun, onFailure, ifRunning);
    }

    Ask again() {
        return erp(erp);
    }

    Ask dry() {
        return new Ask(application, newId(), release, erp, timeout, componentTimeout, true, onFailure, ifRunning);
    }

    Ask onFailure(FailurePolicy policy) {
        return new Ask(application, newId(), release, erp, timeout, componentTimeout, dryRun, policy, ifRunning);
    }

    Ask ifRunning(IfRunning what) {
        return new Ask(application, newId(), release, erp, timeout, componentTimeout, dryRun, onFailure, what);
    }

    /** For what is expected to fail: how long a component is waited for. */
    Ask within(Duration component) {
        return new Ask(application, newId(), release, erp, timeout, component, dryRun, onFailure, ifRunning);
    }

    /** For what is expected to take too long: how long the whole may take. */
    Ask atMost(Duration whole) {
        return new Ask(application, newId(), release, erp, whole, componentTimeout, dryRun, onFailure, ifRunning);
    }

    DeployRequest request() {
        var connectors = new ArrayList<ConnectorRequest>();
        connectors.add(new ConnectorRequest(
                "email",
                "email",
                "",
                "{\"EMAIL_HOST\": \"smtp.example.org\"}",
                Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("s3cret")))));
        if (!release.equals(WITHOUT_ERP)) {
            connectors.add(new ConnectorRequest("erp", "", erp, "", Map.of()));
        }
        return new DeployRequest(
                id,
                "dora",
                "holiday/deploy#7",
                application,
                "",
                "",
                "holiday",
                release,
                "",
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                connectors,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning);
    }

    /** Back to a version, or on with what was asked for: the same as {@link #request}, without what the record knows. */
    VersionRequest version(int version) {
        return new VersionRequest(
                newId(),
                "dora",
                "",
                application,
                "",
                version,
                credential -> Optional.empty(),
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning);
    }

    UndeployRequest undeploy(boolean force) {
        return undeploy(force, Duration.ofMinutes(2));
    }

    /** @param timeout the less it is, the sooner force goes on */
    UndeployRequest undeploy(boolean force, Duration timeout) {
        return new UndeployRequest(newId(), "dora", "", application, "", force, false, timeout);
    }
}
