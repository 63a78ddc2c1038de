package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of(
            new SecretValue("hunter2"),
            new SecretValue("hunter2000"),
            new SecretValue("-----BEGIN KEY-----\n  MIIEv=\nQ\n-----END KEY-----\n"),
            new SecretValue("abc")));

    @Test
    void hidesEveryValueTheLongerOneFirst() {
        assertThat(redaction.of("login with hunter2000 or hunter2 failed"))
                .isEqualTo("login with ****** or ****** failed");
    }

    @Test
    void hidesEachLineOfAValueAndAllOfThemOnOneLine() {
        assertThat(redaction.of("key: MIIEv=")).isEqualTo("key: ******");
        assertThat(redaction.of("key -----BEGIN KEY----- MIIEv= Q -----END KEY-----"))
                .isEqualTo("key ******");
    }

    @Test
    void leavesWhatIsTooShortToBeASecret() {
        assertThat(redaction.of("abc is the Quality of the alphabet")).isEqualTo("abc is the Quality of the alphabet");
    }

    @Test
    void hidesTheBeginningOfASecretWhereALineWasCut() {
        assertThat(redaction.of("password: hunter...")).isEqualTo("password: ******...");
        assertThat(redaction.of("waiting...")).isEqualTo("waiting...");
    }

    @Test
    void hidesAValueInBase64AsSecretsHoldIt() {
        for (var value : List.of("hunter2000", "hunter2000\n", "hünter/2+~?")) {
            var encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            assertThat(new Redaction(List.of(new SecretValue(value))).of("data: " + encoded + " refused"))
                    .isEqualTo("data: ****** refused");
        }
    }

    /** As in {@code Authorization: Basic ...}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "us:", "usr:", "user:"})
    void hidesAValueThatIsPartOfSomethingInBase64(String before) {
        var whole = (before + "hunter2000 and more").getBytes(StandardCharsets.UTF_8);
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder())) {
            var told = redaction.of("Basic " + encoder.encodeToString(whole));
            assertThat(told).contains("******").doesNotContain(encoder.encodeToString(whole));
            var left = told.replace("Basic ", "").replace("******", "");
            assertThat(left).doesNotContainPattern("aHVudGVy|h1bnRlcj|odW50ZXIy");
        }
    }

    @Test
    void noPasswordThatWasMadeForItIsToldByAnOperation() {
        var world = new World(new FakeCluster("door-a"));
        world.cluster.events.add("BackOff: can't log in with hunter2000");
        world.cluster.generated = List.of(new SecretValue("hunter2000"));
        world.componentTimeout = Duration.ofSeconds(30);
        world.deploy("op-1");
        world.pass(40);
        assertThat(world.events.toString()).contains("can't log in with ******").doesNotContain("hunter2000");
    }

    @Test
    void hidesWhatAnErrorTellsAndLeavesOneThatTellsNothing() {
        var tells = new ApsException(
                ErrorCode.REJECTED, "denied: hunter2", List.of(new Problem("Secret/x", "'hunter2' is not base64")));
        assertThat(redaction.of(tells)).hasMessage("denied: ******");
        assertThat(redaction.of(tells).problems()).containsExactly(new Problem("Secret/x", "'******' is not base64"));
        var silent = new ApsException(ErrorCode.FAILED, "no");
        assertThat(redaction.of(silent)).isSameAs(silent);
    }

    @Test
    void noSecretOfTheRequestIsToldByAnOperation() {
        var world = new World(new FakeCluster("door-a"));
        world.secrets = List.of(new SecretValue("hunter2"));
        world.componentTimeout = Duration.ofSeconds(30);
        world.cluster.events.add("BackOff: can't log in with hunter2");
        var run = world.deploy("op-1");
        world.pass(40);
        assertThat(world.told(DeployEvent.ServiceLog.class)).hasSize(1);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(world.events.toString()).contains("can't log in with ******").doesNotContain("hunter2");
    }

    @Test
    void noSecretOfTheRequestIsToldByAnErrorNorRecorded() {
        var world = new World(new FakeCluster("door-a"));
        world.secrets = List.of(new SecretValue("hunter2"));
        world.cluster.before = what -> {
            if (what.equals("write Ingress")) {
                throw new ApsException(ErrorCode.REJECTED, "denied: hunter2");
            }
        };
        var run = world.deploy("op-1");
        assertThat(World.error(run)).hasMessage("denied: ******");
        assertThat(world.events.toString()).doesNotContain("hunter2");
        assertThat(world.cluster.state.records.toString())
                .contains("denied: ******")
                .doesNotContain("hunter2");
    }
}
