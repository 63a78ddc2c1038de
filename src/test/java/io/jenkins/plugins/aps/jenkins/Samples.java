package io.jenkins.plugins.aps.jenkins;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Instances to return. */
public final class Samples {
    private static final Instant AT = Instant.parse("2026-11-24T05:00:00Z");

    private Samples() {}

    public static Instance running(String application) {
        return with(application, Status.RUNNING);
    }

    public static Instance with(String application, Status status) {
        return with(application, status, null, List.of());
    }

    /** Versions that ended with these verdicts, the first one's first, and the last operation on it. */
    public static Instance after(String application, OperationType type, String operation, Verdict... verdicts) {
        var history = new ArrayList<HistoryEntry>();
        for (int i = 0; i < verdicts.length; i++) {
            history.add(0, new HistoryEntry(i + 1, "holiday/" + (i + 1), AT, "dora", verdicts[i]));
        }
        var last = new OperationSummary(
                operation, type, Phase.DONE, AT, AT, verdicts[verdicts.length - 1], "dora", "holiday/deploy#7", "");
        return with(application, Status.UNKNOWN, last, history);
    }

    private static Instance with(
            String application, Status status, OperationSummary operation, List<HistoryEntry> history) {
        return new Instance(
                application,
                application,
                "default",
                "holiday",
                "holiday/3",
                Math.max(1, history.size()),
                "activiti-7",
                status,
                "",
                AT,
                AT,
                Urls.NONE,
                List.of(),
                Access.NONE,
                history,
                operation,
                List.of(),
                List.of());
    }

    /**
     * Settings for one cluster and one repository.
     *
     * @param repository a URL, or the path of a local one
     * @param folder for clones
     * @param door who acts
     */
    public static ApsSettings settings(String kubeconfig, String repository, Path folder, String door) {
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", false);
        return new ApsSettings(
                List.of(new ClusterSettings(
                        "default",
                        "",
                        "",
                        () -> credential,
                        "aps-platform",
                        "https://gateway.example.org",
                        "activiti-7")),
                List.of(new RepositorySettings(
                        "default",
                        repository,
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        !repository.contains("://"))),
                folder.resolve("cache"),
                door,
                Duration.ofSeconds(3));
    }
}
