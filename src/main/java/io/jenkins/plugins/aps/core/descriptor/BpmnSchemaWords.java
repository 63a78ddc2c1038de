package io.jenkins.plugins.aps.core.descriptor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JDK's validator says of a BPMN file, in words that tell what to do. */
final class BpmnSchemaWords {
    private static final List<Translation> TRANSLATIONS = List.of(
            of("cvc-id.2: .*ID value '(.*)'", "the id '$1' is used twice: give each element an id of its own"),
            of(
                    "cvc-id.1: .*IDREF '(.*)'",
                    "no element of the file has the id '$1', which is referred to: add the element, or correct the reference"),
            of(
                    "cvc-complex-type.4: Attribute '(.*)' must appear on element '(.*)'",
                    "the attribute '$1' of '$2' is missing: add it"),
            of(
                    "cvc-complex-type.3.2.2: Attribute '(.*)' is not allowed to appear in element '(.*)'",
                    "BPMN knows no attribute '$1' of '$2': remove it"),
            of(
                    "cvc-complex-type.2.4.[acd]: .* starting with element '\\{?(?:\"[^\"]*\":)?([^}']*)}?'",
                    "BPMN allows no element '$1' here: remove it, or move it to its place"),
            of(
                    "cvc-complex-type.2.4.[bij]: The content of element '(.*?)' is not complete",
                    "the element '$1' lacks an element that it must hold: add it"),
            of(
                    "cvc-datatype-valid.1.2.1: '(.*)' is not a valid value for '(?:NCName|ID|IDREF)'",
                    "'$1' is no id: an id begins with a letter or '_', and holds letters, digits, '-', '_' and '.'"),
            of(
                    "cvc-datatype-valid.1.2.1: '(.*)' is not a valid value for '(.*)'",
                    "'$1' is no value of the type '$2': correct it"),
            of(
                    "UndeclaredPrefix: .*'(.*)' as a QName: the prefix '(.*)' is not declared",
                    "the name '$1' has the prefix '$2', which is not declared: declare it, or leave it out"),
            of("cvc-elt.1[.a]*: Cannot find the declaration of element '(.*)'", "BPMN knows no element '$1'"));

    private BpmnSchemaWords() {}

    /** A sentence with its consequence. */
    static String of(String message) {
        for (var each : TRANSLATIONS) {
            var found = each.pattern.matcher(message);
            if (found.lookingAt()) {
                return each.fill(found) + BpmnRules.LEFT_OUT;
            }
        }
        return "it is not valid by the schema of BPMN 2.0 (" + message + ")" + BpmnRules.LEFT_OUT;
    }

    private static Translation of(String pattern, String words) {
        return new Translation(Pattern.compile(pattern, Pattern.DOTALL), words);
    }

    private record Translation(Pattern pattern, String words) {
        String fill(Matcher found) {
            var filled = words;
            for (int i = 1; i <= found.groupCount(); i++) {
                filled = filled.replace("$" + i, found.group(i));
            }
            return filled;
        }
    }
}
