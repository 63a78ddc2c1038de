package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No repository is configured, so that an operation ends before it asks the cluster. */
class ApsCoreTest {
    private static final String DESCRIPTOR =
            "{\"schemaVersion\": 1, \"name\": \"holiday\", \"projectName\": \"holiday\", \"releaseVersion\": \"1\"}";

    @TempDir
    Path temp;

    private Aps aps;

    @BeforeEach
    void open() {
        var cluster = new ClusterSettings(
                "default",
                "https://127.0.0.1:9",
                "",
                () -> new ClusterCredential.Token(new SecretValue("t")),
                "aps-platform",
                "",
                "activiti-7");
        aps = ApsCore.open(new ApsSettings(List.of(cluster), List.of(), temp, "door", Duration.ofSeconds(3)));
    }

    @AfterEach
    void close() {
        aps.close();
    }

    private static DeployRequest request(String application) {
        return new DeployRequest(
                "op-1",
                "me",
                "",
                application,
                "",
                "",
                "",
                "",
                DESCRIPTOR,
                Access.NONE,
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                false,
                FailurePolicy.LEAVE,
                IfRunning.WAIT);
    }

    @Test
    void anOperationGoesByTheNameThatItsDescriptorGives() {
        assertThatThrownBy(() ->
                        aps.deploy(request(""), DeployListener.SILENT).result().join())
                .cause()
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.application()).isEqualTo("holiday"));
    }

    @Test
    void theNameThatIsAskedForComesFirst() {
        assertThatThrownBy(() -> aps.deploy(request("vacation"), DeployListener.SILENT)
                        .result()
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.application()).isEqualTo("vacation"));
    }
}
