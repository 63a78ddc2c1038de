package io.jenkins.plugins.aps.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.Diff;
import io.jenkins.plugins.aps.core.model.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What differs between an object as it is and as it would be, field by field; keys in alphabetical order, lists by the
 * names of their elements where they have such. Left out is what the server itself keeps. Values of Secrets, and of what
 * is named like one in variables, are never told, only that they change.
 */
public final class Differences {
    /** Fields of one object that are told. */
    static final int MOST = 50;
    /** Characters of one value that are told. */
    static final int LONGEST = 160;

    static final String HIDDEN = "******";

    private static final String OPERATION = "metadata.annotations.aps.jenkins.io/operation";
    private static final Set<String> KEPT_BY_THE_SERVER = Set.of(
            "status",
            "metadata.managedFields",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.uid",
            "metadata.creationTimestamp",
            OPERATION);
    /** What tells the elements of a list apart, as in server-side apply. */
    private static final List<String> KEYS =
            List.of("name", "mountPath", "containerPort", "port", "key", "host", "path");

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(passw|secret|token|credential|api[-_]?key|private[-_]?key).*");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int BEFORE_THE_DIFFERENCE = 30;
    private static final String CUT = "...";

    private final UnaryOperator<String> told;
    private final boolean secret;
    private final List<FieldChange> fields = new ArrayList<>();
    private int more;

    private Differences(boolean secret, UnaryOperator<String> told) {
        this.secret = secret;
        this.told = told;
    }

    /** @param told takes out of a value what nobody may be told; is given whole values */
    public static Diff of(JsonNode before, JsonNode after, UnaryOperator<String> told) {
        var secret = isSecret(before) || isSecret(after);
        var differences = new Differences(secret, told);
        differences.compare("", before, after, false);
        return new Diff(differences.fields, differences.more, "");
    }

    private static boolean isSecret(JsonNode object) {
        return object.path("kind").asText("").equals("Secret");
    }

    private void compare(String path, JsonNode before, JsonNode after, boolean hidden) {
        if (before.equals(after) || KEPT_BY_THE_SERVER.contains(path)) {
            return;
        }
        if (objects(before, after)) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                compare(
                        path.isEmpty() ? name : path + "." + name,
                        before.path(name),
                        after.path(name),
                        hidden || hides(path, name, before, after));
            }
        } else if (lists(before, after)) {
            elements(path, before, after, hidden);
        } else {
            change(path, before, after, hidden);
        }
    }

    /** Whether both are, or one is and the other isn't there: then what it has is told field by field too. */
    private static boolean objects(JsonNode before, JsonNode after) {
        return (before.isObject() || before.isMissingNode())
                && (after.isObject() || after.isMissingNode())
                && before.size() + after.size() > 0;
    }

    private static boolean lists(JsonNode before, JsonNode after) {
        return (before.isArray() || before.isMissingNode())
                && (after.isArray() || after.isMissingNode())
                && before.size() + after.size() > 0;
    }

    private boolean hides(String path, String name, JsonNode before, JsonNode after) {
        if (path.isEmpty()) {
            return secret && (name.equals("data") || name.equals("stringData"));
        }
        if (path.equals("metadata.annotations")) {
            // The whole object once more, as kubectl applied it.
            return secret && name.equals(LAST_APPLIED) || names(name);
        }
        if (path.equals("data") || path.equals("binaryData")) {
            return names(name);
        }
        return name.equals("value") && (names(text(before, "name")) || names(text(after, "name")));
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    /** Whether what is called so may be a secret. */
    private static boolean names(String name) {
        return SECRET.matcher(name).matches();
    }

    private void elements(String path, JsonNode before, JsonNode after, boolean hidden) {
        var old = byKey(before, after);
        var young = byKey(after, before);
        var keys = new LinkedHashMap<String, Boolean>();
        young.keySet().forEach(key -> keys.put(key, true));
        old.keySet().forEach(key -> keys.put(key, true));
        var none = MissingNode.getInstance();
        for (var key : keys.keySet()) {
            compare(path + "[" + key + "]", old.getOrDefault(key, none), young.getOrDefault(key, none), hidden);
        }
    }

    /** The elements by what tells them apart in both lists; by their number where nothing does. */
    private static Map<String, JsonNode> byKey(JsonNode list, JsonNode other) {
        var key = KEYS.stream()
                .filter(name -> tellsApart(name, list) && tellsApart(name, other))
                .findFirst();
        var elements = new LinkedHashMap<String, JsonNode>();
        for (var element : list) {
            elements.put(key.map(name -> element.path(name).asText()).orElse(String.valueOf(elements.size())), element);
        }
        return elements;
    }

    private static boolean tellsApart(String name, JsonNode list) {
        var values = StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.path(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .distinct()
                .count();
        return values == list.size();
    }

    private void change(String path, JsonNode before, JsonNode after, boolean hidden) {
        if (fields.size() == MOST) {
            more++;
            return;
        }
        var old = text(path, before, hidden);
        var young = text(path, after, hidden);
        var from = old == null || young == null ? 0 : Math.max(0, same(old, young) - BEFORE_THE_DIFFERENCE);
        fields.add(new FieldChange(told.apply(path), cut(old, from), cut(young, from)));
    }

    private String text(String path, JsonNode value, boolean hidden) {
        if (value.isMissingNode()) {
            return null;
        }
        return hidden
                ? HIDDEN
                : told.apply(
                        value.isTextual() ? value.asText() : masked(path, value).toString());
    }

    /** Where one side has a part and the other something else, that part is told as a whole, but for what it hides. */
    private JsonNode masked(String path, JsonNode part) {
        if (part instanceof ObjectNode object) {
            var copy = object.objectNode();
            object.fields().forEachRemaining(field -> {
                var name = field.getKey();
                var of = path.isEmpty() ? name : path + "." + name;
                copy.set(
                        name, hides(path, name, object, object) ? copy.textNode(HIDDEN) : masked(of, field.getValue()));
            });
            return copy;
        }
        if (part instanceof ArrayNode list) {
            var copy = list.arrayNode();
            list.forEach(element -> copy.add(masked(path + "[]", element)));
            return copy;
        }
        return part;
    }

    private static int same(String one, String other) {
        var same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /** A long value is told from shortly before where it differs. */
    private static String cut(String text, int from) {
        if (text == null || text.length() <= LONGEST) {
            return text;
        }
        var start = Math.min(from, text.length() - LONGEST);
        var end = start + LONGEST;
        return (start > 0 ? CUT : "") + text.substring(start, end) + (end < text.length() ? CUT : "");
    }
}
