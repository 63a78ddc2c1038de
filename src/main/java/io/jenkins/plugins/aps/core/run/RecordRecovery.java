package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Labelled;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record that was lost, made again from what the application's objects and the kept versions say. Pure.
 *
 * @param namespace of the application
 * @param namespaceUid its UID
 * @param createdAt of the namespace
 * @param objects that carry the application's labels, without the namespace
 * @param versions that are kept and can be read, by number
 * @param unreadable numbers of those that are kept and can't be read
 * @param waves of the objects that the newest version plans; empty: that is not known
 * @param pointed names of the ConfigMaps and Secrets that the pods of its workloads use
 */
public record RecordRecovery(
        ObjectRef namespace,
        String namespaceUid,
        Instant createdAt,
        Map<ObjectRef, Labelled> objects,
        NavigableMap<Integer, Version> versions,
        NavigableSet<Integer> unreadable,
        Map<ObjectRef, Integer> waves,
        Set<String> pointed) {
    /** As each front end makes them: of a build, or random, with what follows on failure. */
    private static final Pattern OPERATION_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:#/@ %-]{0,250}");

    static final String REASON = "its record was brought back from its objects and kept versions";

    private static final String INCOMPLETE =
            "its record is being brought back and is not complete: if this stays so, adopt the application again";

    /** Where an object is that nothing planned: the order matters to its removal only. */
    private static final Map<String, Integer> WAVES =
            Map.of("Deployment", 3, "StatefulSet", 2, "Service", 3, "Ingress", 6);

    private static final int OTHER_WAVE = 1;

    /** A kept version, read. */
    public record Version(Kept kept, Descriptor descriptor) {}

    /**
     * The highest kept version that can be read. Where a higher one can't, that one may be what was begun last: then what
     * runs comes first.
     */
    public int current() {
        if (versions.isEmpty()) {
            return unreadable.isEmpty() ? 1 : unreadable.last();
        }
        return isSurpassed() && running() > 0 ? running() : versions.lastKey();
    }

    /** Whether a version that can't be read is newer than all that can. */
    private boolean isSurpassed() {
        return !unreadable.isEmpty() && (versions.isEmpty() || unreadable.last() > versions.lastKey());
    }

    /** The highest number that is kept, also of one that can't be read; 0: none. */
    public int highest() {
        return Math.max(versions.isEmpty() ? 0 : versions.lastKey(), unreadable.isEmpty() ? 0 : unreadable.last());
    }

    /**
     * What only this has: SHA-256, in hexadecimal. Who decided on one doesn't decide on another.
     *
     * @param told what else a person was told of it
     */
    public String digest(List<String> told, List<Adoption.Connector> connectors) {
        var parts = new ArrayList<String>(List.of(namespaceUid, project(), release(), "" + current(), "" + running()));
        versions.forEach(
                (number, version) -> parts.add(number + " " + version.kept().digest()));
        unreadable.forEach(number -> parts.add("" + number));
        inventory().forEach(item -> {
            var from = objects.get(item.ref());
            parts.add(item + (from == null ? "" : " " + from));
        });
        connectors.forEach(each -> parts.add(each.toString()));
        parts.addAll(told);
        return Kept.digest(parts);
    }

    /** The highest kept version whose content is all there, and is what the workloads use; 0: none. */
    public int running() {
        return versions.descendingMap().entrySet().stream()
                .filter(each -> isThere(each.getValue().kept()))
                .filter(each -> isUsed(each.getValue().kept()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private boolean isThere(Kept kept) {
        return kept.content()
                .map(content -> content.stream().allMatch(ref -> objects.containsKey(ref.in(namespace.name()))))
                .orElse(true);
    }

    /** An operation that was stopped made the content, and not what uses it: no kept version's other content is in use. */
    private boolean isUsed(Kept kept) {
        var used = content().stream()
                .map(ObjectRef::name)
                .filter(pointed::contains)
                .collect(Collectors.toSet());
        return kept.content()
                .map(content ->
                        used.equals(content.stream().map(ContentRef::name).collect(Collectors.toSet())))
                .orElse(true);
    }

    /** {@code project/version} of the current version, or the highest that its objects tell; empty: nothing tells. */
    public String release() {
        return versions.isEmpty()
                ? objects.values().stream()
                        .map(Labelled::release)
                        .flatMap(release -> ReleaseReference.exact(release).stream())
                        .max(Comparator.comparingInt(release -> Integer.parseInt(release.version())))
                        .map(release -> release.project() + "/" + release.version())
                        .orElse("")
                : versions.get(current()).descriptor().release();
    }

    public String project() {
        return ReleaseReference.of("", release()).project();
    }

    public Optional<Descriptor> descriptor() {
        return Optional.ofNullable(versions.get(current())).map(Version::descriptor);
    }

    /** The same, with the waves of what its current version plans. */
    public RecordRecovery planned(Map<ObjectRef, Integer> planned) {
        return new RecordRecovery(namespace, namespaceUid, createdAt, objects, versions, unreadable, planned, pointed);
    }

    /** With the adoption as its last operation. */
    public ApplicationRecord record(AdoptRequest request, Instant now) {
        return record(request, now, REASON);
    }

    /** What is written before all of the application could be read. */
    public ApplicationRecord incompleteRecord(AdoptRequest request, Instant now) {
        return record(request, now, INCOMPLETE);
    }

    /** Whether an adoption wrote it that did not come to its end, and nothing came after that. */
    public static boolean isIncomplete(ApplicationRecord record) {
        return isLast(record, INCOMPLETE);
    }

    /** Why an application can't be looked at: where its adoption did not come to its end, that first. */
    public static String reason(ApplicationRecord record, String why) {
        return isIncomplete(record) ? INCOMPLETE + " (" + why + ")" : why;
    }

    /** Whether an adoption wrote it, and nothing came after that. */
    public static boolean isAdopted(ApplicationRecord record) {
        return isLast(record, REASON);
    }

    private static boolean isLast(ApplicationRecord record, String reason) {
        return record.operations().stream()
                .findFirst()
                .filter(last -> reason.equals(last.summary().reason()))
                .isPresent();
    }

    private ApplicationRecord record(AdoptRequest request, Instant now, String reason) {
        return new ApplicationRecord(
                namespace.name(),
                namespaceUid,
                project(),
                release(),
                descriptor().map(Descriptor::runtimeVersion).orElse(""),
                current(),
                running(),
                createdAt,
                now,
                new Owner("", "", 1),
                operations(request, now, reason),
                inventory(),
                "");
    }

    private List<RecordedOperation> operations(AdoptRequest request, Instant now, String reason) {
        var all = new ArrayList<RecordedOperation>();
        var isGood = reason.equals(REASON) && current() == running() && !isSurpassed();
        // Of a type that every version of the plugin knows: others read the record too.
        all.add(operation(
                new OperationSummary(
                        request.operationId(),
                        OperationType.REDEPLOY,
                        Phase.DONE,
                        now,
                        now,
                        isGood ? Verdict.SUCCEEDED : Verdict.UNKNOWN,
                        request.by(),
                        request.build(),
                        reason),
                current()));
        // Their numbers are taken: nothing is kept under them again.
        unreadable.descendingSet().stream()
                .filter(version -> version != current())
                .forEach(version -> all.add(operation(unknown(request.operationId() + "-v" + version), version)));
        versions.descendingMap().keySet().stream()
                .filter(version -> version != current())
                .forEach(version -> all.add(operation(unknown(request.operationId() + "-v" + version), version)));
        // Whatever one of these made and nobody could list is ours by them.
        objects.values().stream()
                .map(Labelled::operation)
                // Whoever writes in the namespace can write anything there, of any length.
                .filter(id -> OPERATION_ID.matcher(id).matches())
                .distinct()
                .sorted()
                .forEach(id -> all.add(operation(unknown(id), current())));
        return all.stream().limit(ApplicationRecord.KEPT_OPERATIONS).toList();
    }

    private RecordedOperation operation(OperationSummary summary, int version) {
        var kept = Optional.ofNullable(versions.get(version));
        return new RecordedOperation(
                summary,
                version,
                kept.map(each -> each.descriptor().release())
                        .orElseGet(() -> unreadable.contains(version) ? "" : release()),
                kept.map(each -> each.kept().digest()).orElse(""));
    }

    /** When it ran and for whom is lost. */
    private OperationSummary unknown(String id) {
        return new OperationSummary(
                id, OperationType.DEPLOY, Phase.DONE, createdAt, createdAt, Verdict.UNKNOWN, "", "", REASON);
    }

    private List<Item> inventory() {
        var content = content();
        var namespaceItem = new Item(namespace, namespaceUid, "", 0, "", 0);
        return Stream.concat(
                        Stream.of(namespaceItem),
                        objects.entrySet().stream()
                                .map(each -> new Item(
                                        each.getKey(),
                                        each.getValue().uid(),
                                        "",
                                        0,
                                        "",
                                        wave(each.getKey()),
                                        content.contains(each.getKey()))))
                .sorted(Comparator.comparingInt(Item::wave)
                        .thenComparing(item -> item.ref().toString()))
                .toList();
    }

    private int wave(ObjectRef ref) {
        return waves.getOrDefault(ref, WAVES.getOrDefault(ref.kind(), OTHER_WAVE));
    }

    /** What versions point to; it goes when none does any more. */
    private Set<ObjectRef> content() {
        var content = new HashSet<ObjectRef>();
        versions.values().forEach(each -> each.kept()
                .content()
                .ifPresent(refs -> refs.forEach(ref -> content.add(ref.in(namespace.name())))));
        return content;
    }
}
