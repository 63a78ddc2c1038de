package io.jenkins.plugins.aps.jenkins;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import java.time.Instant;
import java.util.List;

/** Instances to return. */
public final class Samples {
    private Samples() {}

    public static Instance running(String application) {
        return with(application, Status.RUNNING);
    }

    public static Instance with(String application, Status status) {
        var at = Instant.parse("2026-11-24T05:00:00Z");
        return new Instance(
                application,
                application,
                "default",
                "holiday",
                "holiday/3",
                1,
                "activiti-7",
                status,
                "",
                at,
                at,
                Urls.NONE,
                List.of(),
                Access.NONE,
                List.of(),
                null,
                List.of(),
                List.of());
    }
}
