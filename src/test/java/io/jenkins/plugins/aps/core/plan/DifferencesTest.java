package io.jenkins.plugins.aps.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.Diff;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    @Test
    void tellsChangedAddedAndRemovedFieldsInAStableOrder() {
        assertThat(diff("{'spec': {'b': 1, 'a': 'x', 'gone': true}}", "{'spec': {'new': null, 'a': 'y', 'b': 2}}")
                        .fields())
                .extracting(Object::toString)
                .containsExactly("spec.a: x -> y", "spec.b: 1 -> 2", "spec.gone removed: true", "spec.new added: null");
    }

    @Test
    void tellsFieldByFieldWhatANewPartHas() {
        assertThat(diff("{}", "{'spec': {'strategy': {'type': 'Recreate'}, 'empty': {}}}")
                        .fields())
                .extracting(Object::toString)
                .containsExactly("spec.empty added: {}", "spec.strategy.type added: Recreate");
    }

    @Test
    void findsElementsOfListsByTheirName() {
        var before = "{'env': [{'name': 'A', 'value': '1'}, {'name': 'C', 'value': '3'}], 'args': ['x', 'y']}";
        var after =
                "{'env': [{'name': 'A', 'value': '1'}, {'name': 'B', 'value': '2'}, {'name': 'C', 'value': '4'}], 'args': ['x', 'z', 'y']}";
        assertThat(diff(before, after).fields())
                .extracting(Object::toString)
                .containsExactly(
                        "args[1]: y -> z",
                        "args[2] added: y",
                        "env[B].name added: B",
                        "env[B].value added: 2",
                        "env[C].value: 3 -> 4");
    }

    @Test
    void leavesOutWhatTheServerKeepsAndWhichOperationItWas() {
        var before =
                "{'metadata': {'uid': '1', 'resourceVersion': '7', 'generation': 1, 'managedFields': [1], 'annotations': {'aps.jenkins.io/operation': 'a', 'other': 'x'}}, 'status': {'ready': 1}}";
        var after =
                "{'metadata': {'uid': '2', 'resourceVersion': '8', 'generation': 2, 'managedFields': [], 'annotations': {'aps.jenkins.io/operation': 'b', 'other': 'y'}}, 'status': {}}";
        assertThat(diff(before, after).fields())
                .extracting(Object::toString)
                .containsExactly("metadata.annotations.other: x -> y");
    }

    @Test
    void neverTellsAValueOfASecretNorOfWhatIsNamedLikeOne() {
        var secret = diff(
                "{'kind': 'Secret', 'data': {'HOST': 'b2xk'}, 'stringData': {'x': 'old'}}",
                "{'kind': 'Secret', 'data': {'HOST': 'bmV3', 'MORE': 'bmV3'}, 'stringData': {'x': 'new'}}");
        assertThat(secret.fields())
                .extracting(Object::toString)
                .containsExactly(
                        "data.HOST: ****** -> ******", "data.MORE added: ******", "stringData.x: ****** -> ******");
        var pod = diff(
                "{'env': [{'name': 'SMTP_PASSWORD', 'value': 'old'}]}",
                "{'env': [{'name': 'SMTP_PASSWORD', 'value': 'new'}]}");
        assertThat(pod.fields())
                .extracting(Object::toString)
                .containsExactly("env[SMTP_PASSWORD].value: ****** -> ******");
        var map = diff("{'data': {'api-key': 'old'}}", "{'data': {'api-key': 'new'}}");
        assertThat(map.fields()).extracting(Object::toString).containsExactly("data.api-key: ****** -> ******");
    }

    @Test
    void hidesWhatEitherSideSaysIsASecret() {
        for (var kinds : List.of(List.of("Secret", "ConfigMap"), List.of("ConfigMap", "Secret"))) {
            var before = "{'kind': '" + kinds.get(0) + "', 'data': {'HOST': 'old'}}";
            var after = "{'kind': '" + kinds.get(1) + "', 'data': {'HOST': 'new'}}";
            assertThat(diff(before, after).fields())
                    .extracting(Object::toString)
                    .contains("data.HOST: ****** -> ******");
        }
        assertThat(diff(
                                "{'env': [{'name': 'A_TOKEN', 'value': 'old'}, {'name': 'A_TOKEN', 'value': 'old'}]}",
                                "{'env': [{'name': 'PLAIN', 'value': 'new'}]}")
                        .toString())
                .as("told apart by their number")
                .doesNotContain("old");
    }

    @Test
    void hidesSecretsInAPartThatTheOtherSideHasInAnotherShape() {
        var shapes = List.of("'text'", "7", "[]", "{}", "['x']");
        var env = "[{'name': 'A_PASSWORD', 'value': 'hunter2'}, {'name': 'PLAIN', 'value': 'seen'}]";
        for (var other : shapes) {
            for (var part :
                    List.of("'containers': [{'env': " + env + "}]", "'env': " + env, "'one': {'env': " + env + "}")) {
                var name = part.substring(0, part.indexOf(':'));
                var whole = "{'spec': {" + part + "}}";
                var changed = "{'spec': {" + name + ": " + other + "}}";
                assertThat(diff(whole, changed).toString()).doesNotContain("hunter2");
                assertThat(diff(changed, whole).toString()).doesNotContain("hunter2");
            }
            var secret = "{'kind': 'Secret', 'data': {'HOST': 'hunter2'}}";
            assertThat(diff(secret, "{'kind': 'Secret', 'data': " + other + "}").toString())
                    .doesNotContain("hunter2");
            assertThat(diff("{'kind': 'ConfigMap', 'data': " + other + "}", secret)
                            .toString())
                    .doesNotContain("hunter2");
        }
        assertThat(diff("{'spec': {'env': " + env + "}}", "{'spec': {'env': 7}}")
                        .toString())
                .contains("seen");
    }

    @Test
    void hidesTheWholeSecretThatKubectlWritesIntoItsAnnotation() {
        var applied = "{'kind': 'Secret', 'metadata': {'annotations':"
                + " {'kubectl.kubernetes.io/last-applied-configuration': 'hunter2', 'other': 'x'}}}";
        assertThat(diff(applied, "{'kind': 'Secret', 'metadata': {}}").fields())
                .extracting(Object::toString)
                .containsExactly(
                        "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration removed: ******",
                        "metadata.annotations.other removed: x");
        assertThat(diff(applied, "{'kind': 'Secret', 'metadata': {'annotations': 7}}")
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void takesKnownSecretsOutOfWholeValuesBeforeItCutsThem() {
        var filler = "x".repeat(Differences.LONGEST - 3);
        var diff = Differences.of(
                json("{'args': ['" + filler + "hunter22']}"),
                json("{'args': ['" + filler + "hunter33']}"),
                text -> text.replace("hunter22", "******").replace("hunter33", "******"));
        assertThat(diff.fields()).hasSize(1);
        assertThat(diff.toString()).doesNotContain("hun");
    }

    @Test
    void tellsLongValuesFromShortlyBeforeTheirDifference() {
        var start = "a".repeat(500);
        var change = diff("{'text': '" + start + "old'}", "{'text': '" + start + "new" + start + "'}")
                .fields()
                .get(0);
        assertThat(change.before()).startsWith("...aaa").endsWith("aaaold").hasSizeLessThan(170);
        assertThat(change.after())
                .startsWith("...aaa")
                .contains("new")
                .endsWith("...")
                .hasSizeLessThan(170);
    }

    @Test
    void countsWhatItDoesNotTellAnyMore() {
        var after = new StringBuilder("{'n': 0");
        for (int i = 0; i < Differences.MOST + 7; i++) {
            after.append(", 'k").append(i).append("': 1");
        }
        var diff = diff("{'n': 0}", after + "}");
        assertThat(diff.fields()).hasSize(Differences.MOST);
        assertThat(diff.more()).isEqualTo(7);
        assertThat(diff.upTo(10).fields()).hasSize(10);
        assertThat(diff.upTo(10).more()).isEqualTo(Differences.MOST - 3);
    }

    private static Diff diff(String before, String after) {
        return Differences.of(json(before), json(after), UnaryOperator.identity());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
