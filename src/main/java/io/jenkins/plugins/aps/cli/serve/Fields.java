package io.jenkins.plugins.aps.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The fields of one part of the configuration file. What is wrong, unknown fields included, becomes a problem. */
final class Fields {
    private final String where;
    private final JsonNode node;
    private final Path folder;
    private final InputProblems problems;
    private final Set<String> known = new TreeSet<>();

    /** @param folder where relative paths start: that of the file */
    Fields(String where, JsonNode node, Path folder, InputProblems problems) {
        this.where = where;
        this.node = node;
        this.folder = folder;
        this.problems = problems;
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            problem("", "must be a list of fields and their values");
        }
    }

    String text(String name, String otherwise) {
        var value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isValueNode()) {
            problem(name, "must be a text");
        }
        return value.asText();
    }

    String required(String name) {
        var text = text(name, "");
        if (text.isBlank() && !value(name).isContainerNode()) {
            problem(name, "is missing");
        }
        return text;
    }

    /** False where it is not given. */
    boolean flag(String name) {
        var value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            problem(name, "must be true or false");
        }
        return value.asBoolean();
    }

    int number(String name, int otherwise, int least, int most) {
        var value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            problem(name, "must be a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.intValue();
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        var value = value(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            problem(name, "must be a list of texts");
        }
        value.forEach(each -> {
            if (each.isValueNode() && !each.isNull()) {
                texts.add(each.asText());
            } else {
                problem(name, "must be a list of texts");
            }
        });
        return texts;
    }

    /** A path, made absolute; null where the field is not there. */
    Path path(String name) {
        var text = text(name, "");
        return text.isEmpty() ? null : folder.resolve(text).normalize();
    }

    /** One part in it. */
    void part(String name, Consumer<Fields> reading) {
        var part = new Fields(at(name), value(name), folder, problems);
        reading.accept(part);
        part.refuseUnknown();
    }

    /** A list of parts. */
    void parts(String name, Consumer<Fields> reading) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            problem(name, "must be a list");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            var part = new Fields(at(name) + "[" + i + "]", value.get(i), folder, problems);
            reading.accept(part);
            part.refuseUnknown();
        }
    }

    boolean has(String name) {
        return node.has(name);
    }

    void problem(String name, String message) {
        problems.add(name.isEmpty() ? where : at(name), message);
    }

    InputProblems problems() {
        return problems;
    }

    void refuseUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(UnknownName.shown(name), UnknownName.problem(name, known));
            }
        });
    }

    private String at(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    private JsonNode value(String name) {
        known.add(name);
        return node.path(name);
    }
}
