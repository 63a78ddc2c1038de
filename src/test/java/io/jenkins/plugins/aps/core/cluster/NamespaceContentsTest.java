package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.StubApi.Asked;
import io.jenkins.plugins.aps.core.cluster.StubApi.Reply;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import org.junit.jupiter.api.Test;

class NamespaceContentsTest {
    private static final String CORE =
            """
            {"kind": "APIGroupDiscoveryList", "items": [{"metadata": {}, "versions": [{"version": "v1", "freshness": "Current",
              "resources": [
                {"resource": "configmaps", "scope": "Namespaced", "verbs": ["delete", "list"], "responseKind": {"kind": "ConfigMap"}},
                {"resource": "secrets", "scope": "Namespaced", "verbs": ["delete", "list"], "responseKind": {"kind": "Secret"}},
                {"resource": "bindings", "scope": "Namespaced", "verbs": ["create"], "responseKind": {"kind": "Binding"}},
                {"resource": "nodes", "scope": "Cluster", "verbs": ["delete", "list"], "responseKind": {"kind": "Node"}}]}]}]}
            """;
    private static final String GROUPS =
            """
            {"kind": "APIGroupDiscoveryList", "items": [
              {"metadata": {"name": "example.org"}, "versions": [
                {"version": "v2", "freshness": "Current", "resources": [
                  {"resource": "crates", "scope": "Namespaced", "verbs": ["delete", "list"], "responseKind": {"kind": "Crate"}},
                  {"resource": "oxen", "scope": "Namespaced", "verbs": ["delete", "list"], "responseKind": {"kind": "Ox"}}]},
                {"version": "v1", "freshness": "Current", "resources": [
                  {"resource": "oxen", "scope": "Namespaced", "verbs": ["delete", "list"], "responseKind": {"kind": "Ox"}}]}]},
              {"metadata": {"name": "metrics.example.org"}, "versions": [{"version": "v1", "freshness": "Stale"}]}]}
            """;

    private static Reply answer(Asked asked) {
        return switch (asked.path().replaceFirst("\\?.*", "")) {
            case "/api" -> StubApi.reply(200, CORE);
            case "/apis" -> StubApi.reply(200, GROUPS);
            case "/api/v1/namespaces/holiday/configmaps" ->
                asked.path().contains("continue")
                        ? StubApi.reply(200, list("second", ""))
                        : StubApi.reply(200, list("first", "more"));
            case "/api/v1/namespaces/holiday/secrets" ->
                StubApi.status(403, "Forbidden", "secrets is forbidden: User cannot list resource secrets");
            case "/apis/example.org/v2/namespaces/holiday/crates" ->
                StubApi.status(403, "Forbidden", "crates is forbidden: User cannot list resource crates");
            case "/apis/example.org/v2/namespaces/holiday/oxen" -> StubApi.reply(200, list("bob", ""));
            default -> StubApi.status(404, "NotFound", "not asked for: " + asked.path());
        };
    }

    private static String list(String name, String next) {
        return """
                {"metadata": {"continue": "%s"}, "items": [{"metadata": {"name": "%s", "uid": "u-%s", "resourceVersion": "7",
                 "finalizers": ["example.org/hold"], "unheardOf": {}}}]}
                """
                .formatted(next, name, name);
    }

    @Test
    void listsEachKindOnceAndSaysWhatItCouldNotLookAt() {
        try (var api = new StubApi(NamespaceContentsTest::answer);
                var connection = api.connect()) {
            var contents = new NamespaceContents(connection).of("holiday");
            assertThat(contents.objects())
                    .extracting(Remnant::ref)
                    .containsExactly(
                            new ObjectRef("v1", "ConfigMap", "holiday", "first"),
                            new ObjectRef("v1", "ConfigMap", "holiday", "second"),
                            new ObjectRef("example.org/v2", "Ox", "holiday", "bob"));
            assertThat(contents.objects().get(2).finalizers()).containsExactly("example.org/hold");
            assertThat(contents.unlisted())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "our account at cluster 'test' cannot list secrets, crates.example.org in namespace 'holiday'");
            assertThat(contents.deadApis()).containsExactly("v1.metrics.example.org");
            assertThat(contents.complete()).isFalse();
        }
    }

    @Test
    void saysThatAnOlderClusterDoesNotTellItsKinds() {
        try (var api = new StubApi(StubApi.reply(200, "{\"kind\": \"APIVersions\"}"));
                var connection = api.connect()) {
            var contents = new NamespaceContents(connection).of("holiday");
            assertThat(contents.provablyEmpty()).isFalse();
            assertThat(contents.unlisted().get(0)).contains("does not tell its kinds");
        }
    }

    @Test
    void saysThatTheListOfAKindDoesNotEndAndListsTheOthers() {
        try (var api = new StubApi(asked -> asked.path().contains("/oxen")
                        ? StubApi.reply(200, list("bob", "always the same"))
                        : answer(asked));
                var connection = api.connect()) {
            var contents = new NamespaceContents(connection).of("holiday");
            assertThat(contents.objects())
                    .extracting(found -> found.ref().name())
                    .containsExactly("first", "second");
            assertThat(contents.unlisted()).anyMatch(what -> what.contains("does not end its list of ox"));
        }
    }
}
