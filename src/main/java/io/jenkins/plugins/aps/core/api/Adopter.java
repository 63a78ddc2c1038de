package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.api.AdoptionReader.Findings;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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
        var entry = cluster.records().look(application);
        if (entry.isPresent()) {
            return goOn(request, recorded(entry.get()));
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
        var found = AdoptionReader.read(cluster, application);
        refuseBareLabels(found, application);
        refuseWithoutNextVersion(found, application);
        var adoption = adoption(request, found, why.unseen());
        refuseIfChanged(request, adoption);
        if (request.dryRun()) {
            return adoption;
        }
        if (!adoption.obstacle().isEmpty()) {
            throw new ApsException(ErrorCode.CONFLICT, adoption.obstacle());
        }
        try {
            var recovery = found.recovery();
            // Complete in one write, unless there is more to read once the record gives our account its rights back.
            var written = cluster.records()
                    .create(
                            found.unread().isEmpty()
                                    ? recovery.record(request, clock.instant())
                                    : recovery.incompleteRecord(request, clock.instant()));
            return complete(request, written, found, why.unseen());
        } catch (StaleRecordException e) {
            throw new ApsException(ErrorCode.CONFLICT, e.getMessage(), e);
        }
    }

    private static ApplicationRecord recorded(Entry entry) {
        return entry.record().orElseThrow(() -> new ApsException(ErrorCode.FAILED, entry.problem()));
    }

    /** It is entered again, or whoever adopted it was stopped before the record was complete. */
    private Adoption goOn(AdoptRequest request, ApplicationRecord record) {
        var application = request.application();
        var isIncomplete = RecordRecovery.isIncomplete(record);
        var isEnteredAgain = record.operationIds().contains(request.operationId());
        if (!isIncomplete && !isEnteredAgain) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "application '" + application + "' has a record already"
                            + (RecordRecovery.isAdopted(record)
                                    ? ": "
                                            + record.operations()
                                                    .get(0)
                                                    .summary()
                                                    .by() + " adopted it at "
                                            + record.updatedAt() + ", and nothing is left to do"
                                    : ""));
        }
        var found = AdoptionReader.read(cluster, application);
        if (!isIncomplete) {
            return adoption(request, found, "");
        }
        refuseAnothers(application);
        var adoption = adoption(request, found, "");
        if (!isEnteredAgain) {
            // Its own rights, which it has regained, may show more than was decided on.
            refuseIfChanged(request, adoption);
        }
        return request.dryRun() ? adoption : complete(request, record, found, "");
    }

    /** Our account may have lost its rights in the namespace with its record; now that it has one, it takes them. */
    private Adoption complete(AdoptRequest request, ApplicationRecord record, Findings before, String unseen) {
        var application = request.application();
        try {
            cluster.regainRights(application, record.namespaceUid());
            if (!RecordRecovery.isIncomplete(record)) {
                return adoption(request, before, unseen);
            }
            var found = before.unread().isEmpty() ? before : AdoptionReader.read(cluster, application);
            cluster.records()
                    .update(found.recovery().record(request, clock.instant()).at(record.resourceVersion()));
            return adoption(request, found, unseen);
        } catch (StaleRecordException e) {
            throw incomplete(application, new ApsException(ErrorCode.CONFLICT, e.getMessage(), e));
        } catch (ApsException e) {
            throw incomplete(application, e);
        }
    }

    private static ApsException incomplete(String application, ApsException why) {
        return why.reworded(
                "the record of application '" + application + "' was written, but may not be complete: "
                        + why.getMessage() + ". Adopt it again: that goes on, or tells that nothing is left to do",
                why.problems());
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
    private static void refuseBareLabels(Findings found, String application) {
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
                                : "our account may not look what is in it (" + AdoptionNotes.kinds(found.unread())
                                        + "). Give it these rights, then adopt the application"));
    }

    /** It could be recorded, and then never be deployed again. */
    private static void refuseWithoutNextVersion(Findings found, String application) {
        if (found.recovery().highest() >= ApplicationRecord.HIGHEST_VERSION) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "there is no higher number than that of kept version "
                            + found.recovery().highest() + ", and so no next version. No deployment counted up to it:"
                            + " delete ConfigMap 'app-" + application + ".v"
                            + found.recovery().highest()
                            + "' in the platform namespace, then adopt the application");
        }
    }

    /** Nobody decided on what nobody saw. */
    private static void refuseIfChanged(AdoptRequest request, Adoption now) {
        var seen = request.basedOnDigest();
        if (!seen.isEmpty() && !seen.equals(now.digest())) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "what application '" + now.application()
                            + "' says of itself was changed since this was decided. Nothing was written now",
                    List.of(new Problem(
                            "basedOnDigest",
                            "is not the digest of what it says now. Look at it with a dry run, decide again, and send the"
                                    + " digest that it has then")));
        }
    }

    /** @param unseen where our account may not look whether another installation has it; empty: it may everywhere */
    private Adoption adoption(AdoptRequest request, Findings found, String unseen) {
        var recovery = found.recovery();
        var descriptor = recovery.descriptor();
        var obstacle = unseen.isEmpty() || request.noOtherInstallation()
                ? ""
                : unseen + ". Make sure that no other installation has it, then say so: noOtherInstallation (aps adopt"
                        + " --no-other-installation)";
        var findings = AdoptionNotes.of(found, request.application());
        var notes = new ArrayList<String>();
        if (!unseen.isEmpty()) {
            notes.add(obstacle.isEmpty() ? unseen + "; it was said that there is none" : obstacle);
        }
        notes.addAll(findings);
        return new Adoption(
                request.application(),
                cluster.name(),
                recovery.project(),
                recovery.release(),
                recovery.current(),
                recovery.running(),
                descriptor.map(Descriptor::runtimeVersion).orElse(""),
                descriptor.map(Descriptor::access).orElse(Access.NONE),
                found.images().connectors(),
                recovery.createdAt(),
                recovery.versions().descendingMap().entrySet().stream()
                        .map(each -> new Adoption.Version(
                                each.getKey(), each.getValue().descriptor().release()))
                        .toList(),
                recovery.objects().keySet().stream().toList(),
                notes,
                obstacle,
                recovery.digest(findings, found.images().connectors()),
                !request.dryRun());
    }
}
