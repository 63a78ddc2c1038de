package io.jenkins.plugins.aps.core.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${...}} in the catalog's values. What it doesn't know it leaves as it is: services have their own. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z]+)}");

    private final Map<String, String> values;

    private Placeholders(Map<String, String> values) {
        this.values = values;
    }

    static Placeholders of(PlanRequest request) {
        return new Placeholders(Map.of(
                "application", request.descriptor().name(),
                "gateway", ApplicationUrls.base(request.gatewayUrl()),
                "version", Integer.toString(request.applicationVersion()),
                "project", request.project().name()));
    }

    /** These, and the name of one workload. */
    Placeholders named(String name) {
        var more = new TreeMap<>(values);
        more.put("name", name);
        return new Placeholders(more);
    }

    /** Empty if it needs something that is not known, such as the gateway. */
    Optional<String> fill(String text) {
        var matcher = PLACEHOLDER.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            var value = values.getOrDefault(matcher.group(1), matcher.group());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    /** Sorted; without those that can't be filled. */
    Map<String, String> fill(Map<String, String> env) {
        var filled = new TreeMap<String, String>();
        env.forEach((name, value) -> fill(value).ifPresent(known -> filled.put(name, known)));
        return filled;
    }
}
