package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields that a JSON object of a project may have, and their types. {@code null} counts as not given.
 *
 * <p>Later versions of the modeling application write more fields than are known here, and their projects must stay
 * deployable: an unknown field is a note. It is a problem where it was surely meant as a known one, and everywhere in an
 * object that decides what is a secret.
 */
final class JsonFields {
    /** What a field may hold. */
    enum Type {
        TEXT("notText", "text", JsonNodeType.STRING),
        /** A version or a default is written as a number, too. */
        SCALAR("notText", "text", JsonNodeType.STRING, JsonNodeType.NUMBER, JsonNodeType.BOOLEAN),
        FLAG("notBoolean", "true or false, without quotes", JsonNodeType.BOOLEAN),
        LIST("notAList", "a list", JsonNodeType.ARRAY),
        OBJECT("notAnObject", "an object", JsonNodeType.OBJECT),
        ANY("", "anything", JsonNodeType.values());

        private final String code;
        private final String words;
        private final JsonNodeType[] types;

        Type(String code, String words, JsonNodeType... types) {
            this.code = code;
            this.words = words;
            this.types = types;
        }
    }

    /** Unknown fields of one object that are told: a hostile one has many thousands. */
    private static final int TOLD = 50;

    private final Map<String, Type> types;
    private final boolean strict;

    private JsonFields(Map<String, Type> types, boolean strict) {
        this.types = types;
        this.strict = strict;
    }

    static JsonFields of(Type type, String... names) {
        return new JsonFields(Map.of(), false).and(type, names);
    }

    JsonFields and(Type type, String... names) {
        var more = new TreeMap<>(types);
        Arrays.stream(names).forEach(name -> more.put(name, type));
        return new JsonFields(more, strict);
    }

    /** The same; every unknown field is a problem. */
    JsonFields strict() {
        return new JsonFields(types, true);
    }

    /**
     * Tells what is unknown or of another type.
     *
     * @param pointer where the object is in the file
     * @return whether all of it is of the right type
     */
    boolean check(ModelFile file, String pointer, JsonNode object, Problems problems) {
        var good = true;
        int unknown = 0;
        for (var field : object.properties()) {
            var at = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            var type = types.get(field.getKey());
            if (type == null) {
                if (++unknown <= TOLD) {
                    unknown(file, at, field.getKey(), problems);
                }
            } else if (!field.getValue().isNull()
                    && !Arrays.asList(type.types).contains(field.getValue().getNodeType())) {
                good = false;
                problems.add(file.path(), at, type.code, "'" + field.getKey() + "' must be " + type.words);
            }
        }
        return good;
    }

    private void unknown(ModelFile file, String at, String name, Problems problems) {
        var text = "'" + UnknownName.shown(name) + "' " + UnknownName.problem(name, types.keySet());
        if (strict || Nearest.typo(name, types.keySet()).isPresent()) {
            problems.add(file.path(), at, "unknownField", text);
        } else {
            problems.note(file.path(), at, "unknownField", text + "; it is ignored");
        }
    }
}
