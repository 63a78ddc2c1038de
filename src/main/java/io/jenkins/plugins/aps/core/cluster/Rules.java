package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What rules allow: those of a role, or of everything that an account has in a namespace. They never tell of less than
 * they allow, but an account may have more: other authorizers than RBAC need not list theirs.
 *
 * @param list in the shape of a role's rules
 */
record Rules(JsonNode list) {

    /** The needs, with the verbs that no rule allows; empty: all are allowed. */
    List<Need> lacking(List<Need> needs) {
        var lacking = new ArrayList<Need>();
        for (var need : needs) {
            var verbs = need.verbs().stream().filter(verb -> !allow(need, verb)).toList();
            if (!verbs.isEmpty()) {
                lacking.add(need.only(verbs));
            }
        }
        return lacking;
    }

    private boolean allow(Need need, String verb) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(rule -> has(rule.path("verbs"), verb)
                        && has(rule.path("apiGroups"), need.group())
                        && hasResource(rule.path("resources"), need.resource())
                        && (rule.path("resourceNames").isEmpty()
                                || !need.name().isEmpty() && names(rule, need.name())));
    }

    private static boolean names(JsonNode rule, String name) {
        return texts(rule.path("resourceNames")).contains(name);
    }

    private static boolean has(JsonNode allowed, String wanted) {
        var texts = texts(allowed);
        return texts.contains("*") || texts.contains(wanted);
    }

    /** A star stands for subresources too, and one before a slash for any resource. */
    private static boolean hasResource(JsonNode allowed, String wanted) {
        var slash = wanted.indexOf('/');
        return has(allowed, wanted) || slash >= 0 && texts(allowed).contains("*" + wanted.substring(slash));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
