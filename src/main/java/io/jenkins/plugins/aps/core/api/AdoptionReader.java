package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.run.PodContent;
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import io.jenkins.plugins.aps.core.run.WorkloadImages;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what an application without a record says of itself, in its namespace and in its kept versions. Blocks; only reads. */
final class AdoptionReader {
    private final ClusterClient cluster;
    private final String application;
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<Integer, RecordRecovery.Version> versions = new TreeMap<>();
    private final TreeSet<Integer> unreadable = new TreeSet<>();
    private final Set<ObjectRef> unread = new HashSet<>();

    private AdoptionReader(ClusterClient cluster, String application) {
        this.cluster = cluster;
        this.application = application;
    }

    /**
     * What was found.
     *
     * @param unread what our account may not read: kinds, or single objects
     * @param problems of kept versions, each one sentence
     */
    record Findings(RecordRecovery recovery, WorkloadImages images, Set<ObjectRef> unread, List<String> problems) {}

    static Findings read(ClusterClient cluster, String application) {
        return new AdoptionReader(cluster, application).read();
    }

    private Findings read() {
        var ref = new ObjectRef("v1", "Namespace", "", application);
        var namespace = cluster.find(ref)
                .orElseThrow(() ->
                        new ApsException(ErrorCode.NOT_FOUND, "namespace '" + application + "' vanished meanwhile"));
        if (namespace.getMetadata().getDeletionTimestamp() != null) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "namespace '" + application + "' is being deleted: there will be nothing left to adopt");
        }
        readVersions();
        var newest = Optional.ofNullable(versions.lastEntry()).flatMap(each -> plan(each.getKey()));
        var named = new HashSet<>(waves(newest).keySet());
        versions.values().forEach(each -> each.kept()
                .content()
                .ifPresent(content -> content.forEach(one -> named.add(one.in(application)))));
        var labelled = cluster.labelled(application, named, unread::add);
        var live = workloads(labelled.keySet());
        var pointed = live.values().stream()
                .flatMap(each -> PodContent.of(each).stream())
                .collect(Collectors.toSet());
        var recovery = new RecordRecovery(
                ref,
                namespace.getMetadata().getUid(),
                created(namespace),
                labelled,
                versions,
                unreadable,
                waves(newest),
                pointed);
        var isNewest = versions.isEmpty() || recovery.current() == versions.lastKey();
        var plan = isNewest ? newest : plan(recovery.current());
        return new Findings(
                recovery.planned(waves(plan)),
                new WorkloadImages(planned(plan), live),
                Set.copyOf(unread),
                List.copyOf(problems));
    }

    /** One that can't be read brings nothing back; its number is taken all the same. */
    private void readVersions() {
        for (var each : cluster.records().keptVersions(application)) {
            if (each.number().isEmpty()) {
                problems.add("ConfigMap '" + each.map() + "' says that it is a version of the application, but its name"
                        + " tells no version: it is left as it is");
                continue;
            }
            var number = each.number().getAsInt();
            var problem = each.kept().map(kept -> add(number, kept)).orElse(each.problem());
            if (!problem.isEmpty()) {
                unreadable.add(number);
                problems.add("version " + number + " is kept, but can't be read, and its number is not used again: "
                        + problem);
            }
        }
    }

    /** @return why it is none of this application that can be read; empty: it is */
    private String add(int number, Kept kept) {
        try {
            var descriptor = DescriptorJson.read(kept.descriptor());
            if (!descriptor.name().equals(application)) {
                return "its descriptor is of application '" + descriptor.name() + "'";
            }
            if (descriptor.projectName().isEmpty() || descriptor.releaseVersion() < 1) {
                return "its descriptor tells no release";
            }
            Catalogs.fromJson(kept.catalog());
            versions.put(number, new RecordRecovery.Version(kept, descriptor));
            return "";
        } catch (ApsException e) {
            return e.getMessage();
        }
    }

    /** The workloads; one that our account may not read is as one that is not there. */
    private Map<ObjectRef, HasMetadata> workloads(Set<ObjectRef> labelled) {
        var found = new HashMap<ObjectRef, HasMetadata>();
        for (var ref : labelled) {
            if (!PodContent.isIn(ref)) {
                continue;
            }
            try {
                cluster.find(ref).ifPresent(workload -> found.put(ref, workload));
            } catch (ApsException e) {
                if (e.code() != ErrorCode.NOT_ALLOWED) {
                    throw e;
                }
                unread.add(ref);
            }
        }
        return found;
    }

    /** What a version plans; empty: that can't be worked out any more. */
    private Optional<Plan> plan(int number) {
        var version = versions.get(number);
        try {
            return Optional.of(Planner.plan(new PlanRequest(
                    version.descriptor(),
                    number,
                    // Its files are in the repository, which is not asked: nothing but content depends on them.
                    Project.of(version.descriptor().projectName(), List.of()),
                    Catalogs.fromJson(version.kept().catalog()),
                    version.kept().gateway().orElse(""),
                    placeholders(version.descriptor()))));
        } catch (ApsException e) {
            problems.add("what version " + number + " consists of can't be told: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** But for what its content names: that is known from what is kept. */
    private Map<ObjectRef, Integer> waves(Optional<Plan> plan) {
        var waves = new HashMap<ObjectRef, Integer>();
        plan.stream().flatMap(each -> each.waves().stream()).forEach(wave -> wave.objects().stream()
                .filter(object -> !object.isContent())
                .filter(object -> object.ref().namespace().equals(application))
                .forEach(object -> waves.put(object.ref(), wave.index())));
        return waves;
    }

    private static Map<ObjectRef, HasMetadata> planned(Optional<Plan> plan) {
        return plan.stream()
                .flatMap(Plan::objects)
                .filter(object -> PodContent.isIn(object.ref()))
                .collect(Collectors.toMap(PlannedObject::ref, PlannedObject::body));
    }

    private static Map<String, Map<String, SecretValue>> placeholders(Descriptor descriptor) {
        var all = new HashMap<String, Map<String, SecretValue>>();
        for (var connector : descriptor.connectors()) {
            var values = new HashMap<String, SecretValue>();
            connector.secrets().keySet().forEach(name -> values.put(name, new SecretValue("-")));
            all.put(connector.name(), values);
        }
        return all;
    }

    private static Instant created(HasMetadata namespace) {
        try {
            return Instant.parse(namespace.getMetadata().getCreationTimestamp());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
