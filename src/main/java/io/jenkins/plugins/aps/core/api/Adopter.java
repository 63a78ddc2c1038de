package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings the record of an application back that was lost, from what its objects and its kept versions say. Without a record
 * nothing proves that they are of this installation: a person decides that. Blocks; changes nothing but the record.
 */
final class Adopter {
    private final ClusterClient cluster;
    private final InstantSource clock;

    Adopter(ClusterClient cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    Adoption adopt(AdoptRequest request) {
        var application = request.application();
        var recorded = cluster.records().look(application);
        if (recorded.flatMap(Entry::record)
                .filter(record -> record.operationIds().contains(request.operationId()))
                .isPresent()) {
            // It is entered again, after it was interrupted.
            var recovery = recovery(application);
            return told(request, recovery, notes(recovery, application));
        }
        if (recorded.isPresent()) {
            throw new ApsException(ErrorCode.CONFLICT, "application '" + application + "' has a record already");
        }
        var why = cluster.unrecorded(application);
        if (!why.application()) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    why.after("there is nothing to adopt: no namespace says that it is application '" + application
                            + "'"));
        }
        if (!why.adoptable()) {
            throw new ApsException(ErrorCode.CONFLICT, why.sentence());
        }
        var recovery = recovery(application);
        var notes = notes(recovery, application);
        if (!request.dryRun()) {
            try {
                cluster.records().create(recovery.record(request, clock.instant()));
            } catch (StaleRecordException e) {
                throw new ApsException(ErrorCode.CONFLICT, e.getMessage(), e);
            }
        }
        return told(request, recovery, notes);
    }

    private RecordRecovery recovery(String application) {
        var ref = new ObjectRef("v1", "Namespace", "", application);
        var namespace = cluster.find(ref)
                .orElseThrow(() ->
                        new ApsException(ErrorCode.NOT_FOUND, "namespace '" + application + "' vanished meanwhile"));
        if (namespace.getMetadata().getDeletionTimestamp() != null) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "namespace '" + application + "' is being deleted: there will be nothing left to adopt");
        }
        var uid = namespace.getMetadata().getUid();
        // Our account may have lost its rights in there with the record's owner; it may give them to itself.
        cluster.regainRights(application, uid);
        var versions = versions(application);
        var waves = waves(application, versions);
        var named = new HashSet<>(waves.keySet());
        versions.values().forEach(each -> each.kept()
                .content()
                .ifPresent(content -> content.forEach(one -> named.add(one.in(application)))));
        return new RecordRecovery(ref, uid, created(namespace), cluster.labelled(application, named), versions, waves);
    }

    private TreeMap<Integer, RecordRecovery.Version> versions(String application) {
        var versions = new TreeMap<Integer, RecordRecovery.Version>();
        for (var number : cluster.records().keptContent(application).keySet()) {
            try {
                cluster.records()
                        .kept(application, number)
                        .ifPresent(kept -> versions.put(
                                number, new RecordRecovery.Version(kept, DescriptorJson.read(kept.descriptor()))));
            } catch (ApsException e) {
                if (e.code() != ErrorCode.FAILED && e.code() != ErrorCode.INTERNAL) {
                    throw e;
                }
                // One that can't be read brings nothing back; that it is there is told.
            }
        }
        return versions;
    }

    /** What the newest version plans, but for what its content names: that is known from what is kept. */
    private static Map<ObjectRef, Integer> waves(
            String application, TreeMap<Integer, RecordRecovery.Version> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        var newest = versions.lastEntry().getValue();
        var plan = Planner.plan(new PlanRequest(
                newest.descriptor(),
                versions.lastKey(),
                bare(newest.descriptor()),
                Catalogs.fromJson(newest.kept().catalog()),
                newest.kept().gateway().orElse(""),
                placeholders(newest.descriptor())));
        var waves = new HashMap<ObjectRef, Integer>();
        plan.waves().forEach(wave -> wave.objects().stream()
                .filter(object -> !object.isContent())
                .filter(object -> object.ref().namespace().equals(application))
                .forEach(object -> waves.put(object.ref(), wave.index())));
        return waves;
    }

    /** Its files are in the repository, which is not asked: nothing but content depends on them. */
    private static Project bare(Descriptor descriptor) {
        return new Project(
                descriptor.projectName(),
                "",
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
                List.of());
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

    private static List<String> notes(RecordRecovery recovery, String application) {
        var notes = new ArrayList<String>();
        if (recovery.versions().isEmpty()) {
            notes.add("no version of it is kept: what it was deployed with is not known, and it can't be rolled back or"
                    + " deployed again as it is; deploy a release");
        } else if (recovery.running() != recovery.current()) {
            notes.add("version " + recovery.current() + " was begun, but not all of its content is there: "
                    + (recovery.running() == 0 ? "no version's is" : "that of version " + recovery.running() + " is"));
        }
        if (recovery.objects().isEmpty()) {
            notes.add("nothing in namespace '" + application + "' says that it is the application's");
        }
        var missing = new TreeSet<String>();
        recovery.waves().keySet().stream()
                .filter(ref -> !recovery.objects().containsKey(ref))
                .forEach(ref -> missing.add(ref.toString()));
        if (!missing.isEmpty()) {
            notes.add("missing, or not the application's: " + String.join(", ", missing)
                    + "; the next deployment makes what is missing");
        }
        return notes;
    }

    private Adoption told(AdoptRequest request, RecordRecovery recovery, List<String> notes) {
        var descriptor = recovery.descriptor();
        return new Adoption(
                request.application(),
                cluster.name(),
                recovery.project(),
                recovery.release(),
                recovery.current(),
                recovery.running(),
                descriptor.map(Descriptor::runtimeVersion).orElse(""),
                descriptor.map(Descriptor::access).orElse(Access.NONE),
                recovery.createdAt(),
                recovery.versions().descendingMap().entrySet().stream()
                        .map(each -> new Adoption.Version(
                                each.getKey(), each.getValue().descriptor().release()))
                        .toList(),
                recovery.objects().keySet().stream().toList(),
                notes,
                !request.dryRun());
    }
}
