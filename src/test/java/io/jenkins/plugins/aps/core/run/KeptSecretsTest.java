package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptSecretsTest {
    private static final ContentRef HELD = new ContentRef("Secret", "connector-email-secrets-1", "email");

    private final FakeCluster cluster = new FakeCluster("door-a");

    private static Descriptor descriptor() {
        var email = new Descriptor.Connector("email", "email", "", Map.of(), Map.of("EMAIL_PASSWORD", "smtp"));
        return new Descriptor(
                "holiday", "default", "holiday", "id", 1, "c", Access.NONE, List.of(email), List.of(), "activiti-7");
    }

    @Test
    void takesTheValueThatIsNeededAndKnowsEveryOneThatItRead() {
        var ref = HELD.in("holiday");
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(ref.name())
                .withUid("uid-1")
                .endMetadata()
                .withData(Map.of("EMAIL_PASSWORD", "aHVudGVyMg==", "OLD_ONE", "aHVudGVyMQ=="))
                .build();
        cluster.state.objects.put(ref, secret);
        var inventory = new Inventory(List.of(new Item(ref, "uid-1", "h", 0, "7", 1, true)), Set.of());
        var secrets = new KeptSecrets(cluster, inventory, "holiday");

        var values =
                secrets.of(descriptor(), new Kept("{}", "{}").with(List.of(HELD)), credentialsId -> Optional.empty());

        assertThat(values.get("email").get("EMAIL_PASSWORD").reveal()).isEqualTo("hunter2");
        assertThat(secrets.read()).extracting(SecretValue::reveal).containsExactlyInAnyOrder("hunter2", "hunter1");
    }
}
