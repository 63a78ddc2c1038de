package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Trial;
import io.jenkins.plugins.aps.core.cluster.Trial.Refusal;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void tellsTheStatusThatTheApplicationHas() {
        world.cluster.state.records.put(
                "holiday", Records.of(new Owner("", "", 3), Records.ended("op-0", Verdict.FAILED)));
        world.status = () -> World.instance(Status.UNKNOWN);
        world.dryRun = true;
        assertThat(world.deploy("op-1").result()).isCompleted();
        assertThat(world.told(DeployEvent.OperationSucceeded.class).get(0).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("write") || what.startsWith("keep"));
    }

    @Test
    void plansOnAThreadThatMayTakeItsTime() {
        world.preparation = () -> {
            var good = world.prepared("blue");
            return new Prepared(good.descriptor(), good.kept(), good.secrets(), version -> {
                var frames = StackWalker.getInstance().walk(all -> all.map(StackWalker.StackFrame::getClassName)
                        .toList());
                assertThat(frames).doesNotContain(Turns.class.getName());
                return good.plans().apply(version);
            });
        };
        world.dryRun = true;
        assertThat(world.deploy("op-1").result()).isCompleted();
        world.dryRun = false;
        var run = world.deploy("op-2");
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
    }

    @Test
    void tellsFieldByFieldWhatWouldChangeButNoSecret() throws Exception {
        world.cluster.state.records.put(
                "holiday", Records.of(new Owner("", "", 3), Records.ended("op-0", Verdict.SUCCEEDED)));
        world.secrets = List.of(new SecretValue("hunter22"));
        world.cluster.trials = object -> object.ref().kind().equals("ConfigMap")
                ? new Trial(
                        Optional.of(Json.of("{\"data\":{\"colour\":\"blue\",\"words\":\"old\"}}")),
                        Optional.of(Json.of("{\"data\":{\"colour\":\"red\",\"words\":\"hunter22\"}}")),
                        List.of(),
                        List.of("its hunter22 was not checked"))
                : NOTHING;
        world.dryRun = true;
        var outcome = world.deploy("op-1").result().getNow(null);
        var change = outcome.plan().get(1).get(0);
        assertThat(change.action()).isEqualTo(Change.Action.CONFIGURED);
        assertThat(change.diff().fields())
                .extracting(Object::toString)
                .containsExactly("data.colour: blue -> red", "data.words: old -> ******");
        assertThat(change.diff().note()).isEqualTo("its ****** was not checked");
        assertThat(world.told(DeployEvent.Planned.class).get(0).waves().get(1).objects())
                .contains(change);
        assertThat(world.events.toString()).doesNotContain("hunter22");
    }

    @Test
    void tellsNoValueOfASecretThatItReadOnlyToCompareIt() {
        world.cluster.trials = object -> switch (object.ref().name()) {
            case "settings" ->
                new Trial(
                        Optional.of(
                                Json.of(
                                        "{\"kind\":\"Secret\",\"data\":{\"p\":\"aHVudGVyMjI=\"},\"stringData\":{\"q\":\"hunter33\"}}")),
                        Optional.empty(),
                        List.of(),
                        List.of());
            case "gateway" ->
                new Trial(
                        Optional.of(Json.of("{\"args\":[\"--is=hunter22\"]}")),
                        Optional.of(Json.of("{\"args\":[\"--is=hunter33\"]}")),
                        List.of(),
                        List.of());
            default -> NOTHING;
        };
        world.dryRun = true;
        world.deploy("op-1");
        assertThat(world.events.toString())
                .contains("--is=******")
                .doesNotContain("hunter22")
                .doesNotContain("hunter33");
    }

    @Test
    void asksForTheStateOfWhatTheRecordTakesToBeUnchanged() throws Exception {
        var run = world.deploy("op-0");
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        var edited = new Trial(
                Optional.of(Json.of("{\"data\":{}}")),
                Optional.of(Json.of("{\"data\":{\"colour\":\"blue\"}}")),
                List.of(),
                List.of());
        world.cluster.trials = object -> object.ref().kind().equals("ConfigMap") ? edited : NOTHING;
        world.dryRun = true;
        var plan = world.deploy("op-1").result().getNow(null).plan();
        assertThat(plan.get(0).get(0).action()).isEqualTo(Change.Action.UNCHANGED);
        assertThat(plan.get(1).get(0).action()).isEqualTo(Change.Action.CONFIGURED);
    }

    @Test
    void whatWouldBeRefusedIsAFailureWithThePlanAndEveryProblem() {
        world.cluster.trials = object -> new Trial(
                Optional.empty(),
                Optional.empty(),
                List.of(new Refusal(ErrorCode.REJECTED, new Problem(object.ref().toString(), "quota"))),
                List.of());
        world.dryRun = true;
        var error = World.error(world.deploy("op-1"));
        assertThat(error.code()).isEqualTo(ErrorCode.REJECTED);
        assertThat(error.getMessage()).contains("4 problems", "nothing was written");
        assertThat(error.problems())
                .extracting(Problem::where)
                .containsExactly(
                        "Namespace/holiday", "ConfigMap/settings", "ConfigMap/content-blue", "Ingress/gateway");
        assertThat(world.told(DeployEvent.Planned.class)).hasSize(1);
        assertThat(world.failure().problems()).hasSize(4);
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("write") || what.startsWith("keep"));
    }

    private static final Trial NOTHING = new Trial(Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Whose errors need no declaring. */
    private static final class Json {
        static com.fasterxml.jackson.databind.JsonNode of(String text) {
            try {
                return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
    }
}
