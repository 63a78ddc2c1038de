package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final Kept OLD = new Kept("{}", "{}");
    private static final Kept ONE = OLD.reachedAt("https://one.example.org");

    @Test
    void anotherAddressIsDeployedInAnotherWay() {
        assertThat(ONE.agrees(OLD.reachedAt("https://two.example.org"))).isFalse();
        assertThat(ONE.agrees(OLD.reachedAt(""))).isFalse();
        assertThat(ONE.agrees(OLD.reachedAt("https://one.example.org"))).isTrue();
    }

    @Test
    void whatIsNotToldDisagreesWithNothing() {
        assertThat(OLD.agrees(ONE)).isTrue();
        assertThat(ONE.agrees(OLD)).isTrue();
    }

    @Test
    void oneThatToldNoDefaultsIsTheSameAsOneThatDoes() {
        var old = new Kept("{\"commit\": \"a\"}", "{}");
        var later = new Kept("{\"commit\":\"a\",\"defaults\":{\"connectors\":{}}}", "{}");
        assertThat(old.agrees(later)).isTrue();
        assertThat(later.agrees(old)).isTrue();
        assertThat(later.agrees(new Kept("{\"commit\":\"b\"}", "{}"))).isFalse();
        assertThat(later.agrees(new Kept("{\"commit\":\"a\",\"defaults\":{}}", "{}")))
                .isFalse();
        assertThat(later.agrees(new Kept("no JSON", "{}"))).isFalse();
    }

    @Test
    void theDigestIsOfTheAddressTooAndOfWhatDoesNotTellOneAsItWas() {
        assertThat(ONE.digest())
                .isNotEqualTo(OLD.digest())
                .isNotEqualTo(OLD.reachedAt("").digest());
        assertThat(OLD.digest()).isEqualTo("e0078739917e91baf13e8d3937f058309e12d60a729dc88b99cfd73809acf8e3");
        assertThat(ONE.with(List.of(new ContentRef("Secret", "s", "email"))).gateway())
                .contains("https://one.example.org");
    }
}
