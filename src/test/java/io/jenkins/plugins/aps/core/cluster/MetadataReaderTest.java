package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static io.jenkins.plugins.aps.core.cluster.StubApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetadataReaderTest {
    private static final ObjectRef SECRETS = new ObjectRef("v1", "Secret", "holiday", "");
    private static final ObjectRef SERVICES = new ObjectRef("v1", "Service", "holiday", "");

    private static String page(String next, String... names) {
        var items = new StringBuilder();
        for (var name : names) {
            items.append(items.isEmpty() ? "" : ",")
                    .append("{\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"uid-" + name
                            + "\",\"resourceVersion\":\"7\"},\"data\":{\"password\":\"aHVudGVyMg==\"}}");
        }
        return "{\"kind\":\"PartialObjectMetadataList\",\"metadata\":{\"continue\":\"" + next + "\"},\"items\":["
                + items + "]}";
    }

    @Test
    void asksForMetadataOnlyAndReadsAllPages() {
        try (var api = new StubApi(reply(200, page("more", "a")), reply(200, page("", "b")));
                var connection = api.connect()) {
            var found = new MetadataReader(connection).of("holiday", Set.of(SECRETS));
            assertThat(found).hasSize(2);
            var seen = found.get(new ObjectRef("v1", "Secret", "holiday", "b"));
            assertThat(seen.getUid()).isEqualTo("uid-b");
            assertThat(seen.getResourceVersion()).isEqualTo("7");
            assertThat(api.lines().get(1))
                    .startsWith("GET /api/v1/namespaces/holiday/secrets?limit=500&labelSelector=")
                    .endsWith("&continue=more");
            assertThat(api.asked())
                    .extracting(StubApi.Asked::accept)
                    .allMatch(accept -> accept.startsWith("application/json;as=PartialObjectMetadataList"));
        }
    }

    @Test
    void leavesOutAKindThatOurAccountMayNotList() {
        try (var api = new StubApi(asked -> asked.path().contains("secrets")
                        ? status(403, "Forbidden", "secrets is forbidden: User x cannot list resource secrets")
                        : reply(200, page("", "rb")));
                var connection = api.connect()) {
            assertThat(new MetadataReader(connection).of("holiday", Set.of(SECRETS, SERVICES)))
                    .containsOnlyKeys(new ObjectRef("v1", "Service", "holiday", "rb"));
        }
    }

    @Test
    void tellsOfAnAnswerThatIsNoneWithoutRepeatingIt() {
        try (var api = new StubApi(reply(200, "hunter2"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> new MetadataReader(connection).of("holiday", Set.of(SECRETS)))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void takesAKindWhoseListDoesNotEndAsNotSeen() {
        try (var api = new StubApi(asked -> asked.path().contains("secrets")
                        ? reply(200, page("always the same", "a"))
                        : reply(200, page("", "rb")));
                var connection = api.connect()) {
            assertThat(new MetadataReader(connection).of("holiday", Set.of(SECRETS, SERVICES)))
                    .containsOnlyKeys(new ObjectRef("v1", "Service", "holiday", "rb"));
            assertThat(api.lines()).hasSize(3);
        }
    }
}
