package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The API over a core that a test plays; every answer is held against the specification. */
public final class RestWorld {
    static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<ServiceHealth> SERVICES = List.of(
            new ServiceHealth("rb", "Deployment", Health.GREEN, "", "1/1", List.of(), List.of()),
            new ServiceHealth("query", "Deployment", Health.GREEN, "", "1/1", List.of(), List.of()),
            new ServiceHealth("audit", "Deployment", Health.GREEN, "", "1/1", List.of(), List.of()),
            new ServiceHealth("postgres", "StatefulSet", Health.GREEN, "", "1/1", List.of(), List.of()));

    final FakeModel model = new FakeModel();
    final FakeCore aps = new FakeCore(model);
    final FakeCaller caller = new FakeCaller();
    final Map<String, String> headers = new HashMap<>();
    private final RestApi api;

    public RestWorld() {
        this(Limits.DEFAULT);
    }

    public RestWorld(Limits limits) {
        api = new RestApi(() -> Core.lasting(aps), limits, InstantSource.fixed(AT));
    }

    /** Shows many of both, for a benchmark. */
    public void fill(int applications, int releases) {
        shows(IntStream.range(0, applications)
                .mapToObj(number -> application(
                        "app-" + number,
                        number % 10 == 0 ? Status.UNKNOWN : Status.RUNNING,
                        List.of("ada", "admin-" + number % 100),
                        List.of("staff", "group-" + number % 100)))
                .toArray(ApplicationEntry[]::new));
        offers(IntStream.range(0, releases)
                .mapToObj(number -> release("project-" + number / 10, number % 10 + 1, number % 10 == 9))
                .toArray(Release[]::new));
    }

    /** The first application shown is another one. */
    public void change() {
        var view = model.snapshot.clusters().get(0);
        var all = new ArrayList<>(view.applications());
        var first = all.get(0);
        var other = first.instance().status() == Status.PENDING ? Status.RUNNING : Status.PENDING;
        all.set(0, application(first.name(), other, List.of("ada"), List.of("staff")));
        model.snapshot = model.snapshot.with(new ClusterView(view.name(), all, view.freshness()));
    }

    /** The core that it is over. */
    public Aps core() {
        return aps;
    }

    /** Deployments end as soon as they are asked for, well. */
    public void deploysAtOnce() {
        aps.deployment.complete(running("summer").instance());
    }

    /** How many deployments were asked for. */
    public int deployments() {
        return aps.deploys.size();
    }

    public RestApi api() {
        return api;
    }

    /** A GET; {@code path} may have a query. */
    Got get(String path) {
        return send("GET", path, "");
    }

    Got send(String method, String path, String body) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    Got send(String method, String path, byte[] body) {
        var parts = path.split("\\?", 2);
        var query = new HashMap<String, List<String>>();
        if (parts.length > 1) {
            for (var each : parts[1].split("&", -1)) {
                var pair = each.split("=", 2);
                query.computeIfAbsent(pair[0], key -> new ArrayList<>()).add(pair[1]);
            }
        }
        var answer = api.answer(new Request(method, parts[0], query, headers, "/base", body, caller))
                .join();
        template(method, parts[0])
                .ifPresent(template -> SpecCheck.check(
                        method,
                        template,
                        answer.status(),
                        answer.headers().getOrDefault("Content-Type", ""),
                        answer.body()));
        return new Got(answer);
    }

    /** Of the operation that answers; empty: none does. */
    private Optional<String> template(String method, String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        return api.routes().stream()
                .filter(route -> route.match(segments).isPresent())
                .findFirst()
                .map(Route::template)
                .filter(template -> api.routes().stream()
                        .anyMatch(route -> route.template().equals(template)
                                && route.method().equals(method)));
    }

    /** Shows applications of the cluster {@code default}. */
    public RestWorld shows(ApplicationEntry... applications) {
        var sorted = List.of(applications).stream()
                .sorted(java.util.Comparator.comparing(ApplicationEntry::name))
                .toList();
        model.snapshot = new Snapshot(
                model.snapshot.version() + 1,
                List.of(new ClusterView("default", sorted, Freshness.confirmed(AT))),
                model.snapshot.repositories());
        return this;
    }

    /** A second cluster, {@code other}, without applications. */
    void showsAnotherCluster() {
        var clusters = new ArrayList<>(model.snapshot.clusters());
        clusters.add(new ClusterView("other", List.of(), Freshness.confirmed(AT)));
        model.snapshot = new Snapshot(model.snapshot.version() + 1, clusters, model.snapshot.repositories());
    }

    /** As just after a start: a cluster and a repository {@code default}, of which nothing is known. */
    public RestWorld hasReadNothing() {
        var nothing = Freshness.nothingYet(AT);
        model.snapshot = new Snapshot(
                model.snapshot.version() + 1,
                List.of(new ClusterView("default", List.of(), nothing)),
                List.of(new RepositoryView("default", List.of(), nothing)));
        return this;
    }

    /** The repository {@code default} was read, and has no releases. */
    public void readsRepository() {
        offers();
    }

    /** Shows releases of the repository {@code default}. */
    RestWorld offers(Release... releases) {
        model.snapshot = new Snapshot(
                model.snapshot.version() + 1,
                model.snapshot.clusters(),
                List.of(new RepositoryView(
                        "default",
                        List.of(releases).stream()
                                .map(release -> new ReleaseEntry(release, Optional.empty()))
                                .toList(),
                        Freshness.confirmed(AT))));
        return this;
    }

    static Release release(String project, int version, boolean latest) {
        return new Release(
                "default",
                project,
                version,
                "Mo",
                AT.plusSeconds(version),
                "Release <b>" + version + "</b>",
                latest,
                "0123456789abcdef0123456789abcdef01234567",
                project,
                "none");
    }

    public static ApplicationEntry running(String name) {
        return application(name, Status.RUNNING, List.of("ada"), List.of("staff"));
    }

    static ApplicationEntry application(String name, Status status, List<String> administrators, List<String> groups) {
        return application(
                name, status, administrators, groups, operation(name, OperationType.DEPLOY, Verdict.SUCCEEDED));
    }

    /** @param verdict null: it is at work */
    static OperationSummary operation(String name, OperationType type, Verdict verdict) {
        var ended = verdict != null;
        return new OperationSummary(
                "op-" + name, type, ended ? Phase.DONE : Phase.APPLYING, AT, ended ? AT : null, verdict, "ada", "", "");
    }

    static ApplicationEntry application(
            String name, Status status, List<String> administrators, List<String> groups, OperationSummary operation) {
        var access = new Access(new Principals(administrators, List.of()), new Principals(List.of("zoe"), groups));
        var instance = new Instance(
                name,
                name,
                "default",
                "holiday",
                "holiday/1",
                1,
                "activiti-7",
                status,
                "",
                AT.plusSeconds(name.length()),
                AT.plusSeconds(name.length()),
                new Urls(
                        Map.of("rb", "https://gateway.example.org/" + name + "/rb"),
                        Map.of("desk", "https://gateway.example.org/" + name + "/ui/desk"),
                        "GET https://gateway.example.org/" + name + "/rb/v1/process-instances"),
                SERVICES,
                access,
                List.of(new HistoryEntry(1, "holiday/1", AT, "ada", Verdict.SUCCEEDED)),
                operation,
                List.of(),
                List.of());
        var descriptor = new Descriptor(
                name,
                "default",
                "holiday",
                release("holiday", 1, true).releaseId(),
                1,
                "0123456789abcdef0123456789abcdef01234567",
                access,
                List.of(new Descriptor.Connector(
                        "email", "email", "", Map.of("EMAIL_HOST", "smtp"), Map.of("EMAIL_PASSWORD", "smtp-id"))),
                List.of(new Descriptor.Ui("desk", "process", "")),
                "activiti-7");
        return new ApplicationEntry(instance, Optional.of(descriptor), List.of(operation), false);
    }

    /** An answer, for a test to look at. */
    record Got(Answer answer) {
        int status() {
            return answer.status();
        }

        String header(String name) {
            return answer.headers().getOrDefault(name, "");
        }

        String text() {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(answer.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A field of each entry of a list. */
        List<String> each(String field) {
            assertThat(status()).as(text()).isEqualTo(200);
            var values = new ArrayList<String>();
            json().path("list")
                    .path("entries")
                    .forEach(entry -> values.add(entry.path("entry").path(field).asText()));
            return values;
        }

        JsonNode entry() {
            return json().path("entry");
        }

        /** An error: its status, and what is wrong where. */
        List<String> wrong() {
            var wheres = new ArrayList<String>();
            json().path("details")
                    .forEach(detail -> wheres.add(detail.path("where").asText()));
            return wheres;
        }
    }
}
