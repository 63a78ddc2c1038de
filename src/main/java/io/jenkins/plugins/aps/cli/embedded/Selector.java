package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label selector and a field selector, as in a query: {@code a=b,c!=d,e,!f,g in (h,i),j notin (k)}. */
record Selector(Predicate<JsonNode> test) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

    static Selector of(String labels, String fields) {
        Predicate<JsonNode> test = object -> true;
        for (String requirement : COMMA_OUTSIDE_PARENTHESES.split(labels)) {
            if (!requirement.isBlank()) {
                Predicate<JsonNode> label = label(requirement.strip());
                test = test.and(object -> label.test(object.path("metadata").path("labels")));
            }
        }
        for (String requirement : fields.split(",")) {
            if (!requirement.isBlank()) {
                test = test.and(field(requirement.strip()));
            }
        }
        return new Selector(test);
    }

    boolean matches(JsonNode object) {
        return object != null && test.test(object);
    }

    private static Predicate<JsonNode> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            String key = set.group(1);
            List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*"));
            boolean in = set.group(2).equals("in");
            return labels -> in == values.contains(labels.path(key).asText("\\0"));
        }
        Matcher equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            String key = equality.group(1);
            String value = equality.group(3);
            boolean equal = !equality.group(2).equals("!=");
            return labels ->
                    equal == (labels.has(key) && labels.path(key).asText().equals(value));
        }
        return requirement.startsWith("!")
                ? labels -> !labels.has(requirement.substring(1).strip())
                : labels -> labels.has(requirement);
    }

    private static Predicate<JsonNode> field(String requirement) {
        Matcher equality = EQUALITY.matcher(requirement);
        if (!equality.matches()) {
            throw ApiError.badRequest("unable to parse the field selector " + requirement);
        }
        String pointer = "/" + equality.group(1).replace('.', '/');
        boolean equal = !equality.group(2).equals("!=");
        return object -> equal == object.at(pointer).asText("").equals(equality.group(3));
    }
}
