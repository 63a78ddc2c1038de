package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.Nearest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds names that are meant as those of declared variables and are spelled otherwise. A connector may read more than is
 * declared (its runtime's variables, for example), so that an unknown name alone is no problem.
 */
final class MistypedVariables {
    private MistypedVariables() {}

    /**
     * Tells of each what was meant.
     *
     * @param where the connector
     * @param asked what a person gave a value, as variable or as secret
     * @param declared by the connector and its model, by name
     * @param known whether the image is the catalog's. One of one's own may read two names that are alike, so that there
     *     only what is required and has no value can be meant
     */
    static void check(
            String where, Set<String> asked, Map<String, Variable> declared, boolean known, RequestProblems problems) {
        var missing = declared.values().stream()
                .filter(each -> !asked.contains(each.name()) && (known || lacks(each)))
                .map(Variable::name)
                .collect(Collectors.toSet());
        for (var name : asked) {
            if (!declared.containsKey(name)) {
                Nearest.typo(name, missing)
                        .ifPresent(meant -> problems.add(
                                where + ".variables." + name,
                                "the connector has no variable '" + name + "'; '" + meant + "' must be meant"));
            }
        }
    }

    private static boolean lacks(Variable declared) {
        return declared.required() && (declared.secure() || declared.value() == null);
    }
}
