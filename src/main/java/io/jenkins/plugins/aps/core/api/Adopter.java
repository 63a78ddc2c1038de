package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
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
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.run.PodContent;
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
            return carriedOut(request, recorded.flatMap(Entry::record).get(), look(application), List.of());
        }
        if (recorded.isPresent()) {
            throw new ApsException(ErrorCode.CONFLICT, "application '" + application + "' has a record already");
        }
        var why = cluster.unrecorded(application);
        if (!why.application() && !why.unseen().isEmpty()) {
            throw new ApsException(
                    ErrorCode.NOT_ALLOWED, "whether there is something to adopt is not known: " + why.unseen());
        }
        if (!why.application()) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    why.after("there is nothing to adopt: no namespace says that it is application '" + application
                            + "'"));
        }
        if (!why.adoptable()) {
            throw new ApsException(ErrorCode.CONFLICT, why.sentence());
        }
        refuseAnothers(application);
        var found = look(application);
        refuseBareLabels(found, application);
        var doubts = doubts(request, why.unseen());
        if (request.dryRun()) {
            return told(request, found.recovery(), notes(found, application, doubts));
        }
        try {
            var created = cluster.records().create(found.recovery().record(request, clock.instant()));
            return carriedOut(request, created, found, doubts);
        } catch (StaleRecordException e) {
            throw new ApsException(ErrorCode.CONFLICT, e.getMessage(), e);
        }
    }

    /** Our account may have lost its rights in the namespace with its record; now that it has one, it takes them. */
    private Adoption carriedOut(AdoptRequest request, ApplicationRecord record, Found before, List<String> doubts) {
        var application = request.application();
        cluster.regainRights(application, record.namespaceUid());
        if (before.unread().isEmpty()) {
            return told(request, before.recovery(), notes(before, application, doubts));
        }
        var found = look(application);
        var all = found.recovery().record(request, clock.instant()).at(record.resourceVersion());
        var last = record.operations().get(0).summary().id();
        if (last.equals(request.operationId())
                && !(all.inventory().equals(record.inventory()) && all.lastGoodVersion() == record.lastGoodVersion())) {
            try {
                cluster.records().update(all);
            } catch (StaleRecordException e) {
                throw new ApsException(ErrorCode.CONFLICT, e.getMessage(), e);
            }
        }
        return told(request, found.recovery(), notes(found, application, doubts));
    }

    /** What is bound to another account is used by that: its rights would be taken from it. */
    private void refuseAnothers(String application) {
        cluster.boundToAnother(application).ifPresent(other -> {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "RoleBinding 'aps-deployer' in namespace '" + application + "' gives the deployer's rights to "
                            + other
                            + ", not to our account: another installation deploys there. Look for the record in its"
                            + " platform namespace; if that installation is no more, delete the RoleBinding, then adopt"
                            + " the application");
        });
    }

    /** Whoever may label a namespace would have us delete it. */
    private void refuseBareLabels(Found found, String application) {
        var recovery = found.recovery();
        if (!recovery.objects().isEmpty() || !recovery.versions().isEmpty()) {
            return;
        }
        throw new ApsException(
                ErrorCode.CONFLICT,
                "nothing but its labels says that namespace '" + application
                        + "' is an application: no version of it is"
                        + " kept, and "
                        + (found.unread().isEmpty()
                                ? "nothing in it is the deployer's. There is nothing to adopt"
                                : "our account may not look what is in it (" + kinds(found.unread())
                                        + "). Give it these rights, then adopt the application"));
    }

    private static List<String> doubts(AdoptRequest request, String unseen) {
        if (unseen.isEmpty()) {
            return List.of();
        }
        if (request.noOtherInstallation()) {
            return List.of(unseen + "; it was said that there is none");
        }
        var doubt =
                unseen + ". Make sure that no other installation has it, then say so: noOtherInstallation (aps adopt"
                        + " --no-other-installation)";
        if (request.dryRun()) {
            return List.of(doubt);
        }
        throw new ApsException(ErrorCode.CONFLICT, doubt);
    }

    private static String kinds(Set<ObjectRef> unread) {
        return unread.stream().map(ObjectRef::kind).sorted().distinct().collect(Collectors.joining(", "));
    }

    /**
     * What was found.
     *
     * @param unread what our account may not read: kinds, or single objects
     */
    private record Found(RecordRecovery recovery, Set<ObjectRef> unread) {}

    /** Only reads. */
    private Found look(String application) {
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
        var versions = versions(application);
        var waves = waves(application, versions);
        var named = new HashSet<>(waves.keySet());
        versions.values().forEach(each -> each.kept()
                .content()
                .ifPresent(content -> content.forEach(one -> named.add(one.in(application)))));
        var unread = new HashSet<ObjectRef>();
        var labelled = cluster.labelled(application, named, unread::add);
        return new Found(
                new RecordRecovery(
                        ref, uid, created(namespace), labelled, versions, waves, used(labelled.keySet(), unread)),
                Set.copyOf(unread));
    }

    /** What the workloads use; one that our account may not read uses nothing that is known. */
    private Set<String> used(Set<ObjectRef> labelled, Set<ObjectRef> unread) {
        var names = new HashSet<String>();
        for (var ref : labelled) {
            if (!ref.kind().equals("Deployment") && !ref.kind().equals("StatefulSet")) {
                continue;
            }
            try {
                cluster.find(ref).ifPresent(workload -> names.addAll(PodContent.of(workload)));
            } catch (ApsException e) {
                if (e.code() != ErrorCode.NOT_ALLOWED) {
                    throw e;
                }
                unread.add(ref);
            }
        }
        return names;
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
                // Its files are in the repository, which is not asked: nothing but content depends on them.
                Project.of(newest.descriptor().projectName(), List.of()),
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

    private static List<String> notes(Found found, String application, List<String> doubts) {
        var recovery = found.recovery();
        var notes = new ArrayList<>(doubts);
        if (!found.unread().isEmpty()) {
            notes.add("our account may not read all of namespace '" + application + "' (" + kinds(found.unread())
                    + "): there may be more of the application in it. Carried out, it gives itself the rights first, where"
                    + " it may, and looks again");
        }
        if (recovery.versions().isEmpty()) {
            notes.add("no version of it is kept: what it was deployed with is not known, and it can't be rolled back or"
                    + " deployed again as it is; deploy a release");
        } else if (recovery.running() != recovery.current()) {
            notes.add("version " + recovery.current() + " was begun, but not all of its content is there and in use: "
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
