package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Entries of a snapshot. */
public final class Samples {
    public static final Instant T = Instant.parse("2026-11-24T04:00:00Z");

    private Samples() {}

    /** An application of release {@code holiday/1}, administered by kim. */
    public static ApplicationEntry application(String name, Status status) {
        return application("default", name, status, "holiday", 1, T, access("kim", "hr"));
    }

    public static ApplicationEntry application(
            String cluster, String name, Status status, String project, int version, Instant createdAt, Access access) {
        var release = release("models", project, version, true);
        var instance = new Instance(
                name,
                name,
                cluster,
                project,
                release.id(),
                version,
                "activiti-7",
                status,
                "",
                createdAt,
                createdAt.plusSeconds(60),
                Urls.NONE,
                List.of(),
                access,
                List.of(),
                null,
                List.of(),
                List.of());
        var descriptor = new Descriptor(
                name,
                "models",
                project,
                release.releaseId(),
                version,
                release.commit(),
                access,
                List.of(),
                List.of(),
                "activiti-7");
        return new ApplicationEntry(instance, Optional.of(descriptor), List.of(), false);
    }

    /** One administrator and one group of users. */
    public static Access access(String administrator, String group) {
        return new Access(new Principals(List.of(administrator), List.of()), new Principals(List.of(), List.of(group)));
    }

    public static Release release(String repository, String project, int version, boolean latest) {
        return new Release(
                repository,
                project,
                version,
                "Kim",
                T.plusSeconds(version),
                "comment " + version,
                latest,
                String.valueOf(version).repeat(40).substring(0, 40),
                project,
                "none");
    }

    /** Of repository models; not read yet. */
    public static ReleaseEntry unread(String project, int version, boolean latest) {
        return new ReleaseEntry(release("models", project, version, latest), Optional.empty());
    }

    /** Of repository models; read, with these problems. */
    public static ReleaseEntry read(String project, int version, boolean latest, ModelProblem... problems) {
        var content = new Project(
                project,
                String.valueOf(version),
                "",
                Principals.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(problems));
        return new ReleaseEntry(release("models", project, version, latest), Optional.of(content));
    }

    /** Of cluster default and repository models, as they are. */
    public static Snapshot snapshot(List<ApplicationEntry> applications, List<ReleaseEntry> releases) {
        return new Snapshot(
                1,
                List.of(new ClusterView("default", applications, Freshness.confirmed(T))),
                List.of(new RepositoryView("models", releases, Freshness.confirmed(T))));
    }
}
