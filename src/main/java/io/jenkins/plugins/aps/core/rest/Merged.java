package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A descriptor and what a request adds to it: what the request says wins, connector by connector and name by name. */
final class Merged {
    private static final Set<String> ADDED = Set.of("security", "variables", "secrets");

    private Merged() {}

    static ObjectNode of(ObjectNode descriptor, ObjectNode added) {
        var problems = new BodyProblems();
        added.fieldNames().forEachRemaining(name -> {
            if (!ADDED.contains(name)) {
                problems.unknown("", name, ADDED);
            }
        });
        problems.refuse();
        var security = added.path("security");
        // An empty list is what generated clients send that were told nothing.
        if (!security.isMissingNode() && !(security.isArray() && security.isEmpty())) {
            descriptor.set("security", security);
        }
        for (var part : new String[] {"variables", "secrets"}) {
            if (added.has(part)) {
                merge(descriptor, part, added);
            }
        }
        return descriptor;
    }

    private static void merge(ObjectNode into, String name, ObjectNode from) {
        var given = from.get(name);
        if (into.get(name) instanceof ObjectNode ours && given instanceof ObjectNode theirs && !isLeaf(theirs)) {
            theirs.fieldNames().forEachRemaining(each -> merge(ours, each, theirs));
        } else {
            into.set(name, given);
        }
    }

    /** A secret is replaced as a whole. */
    private static boolean isLeaf(ObjectNode node) {
        return node.has("credentialsId") || node.has("value");
    }
}
