package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundSetter;

/** Which rights every step needs, with each choice of each of its parameters. */
class RightsOfStepsTest {
    private final FakeJenkins jenkins = FakeJenkins.install(new FakeAps());

    /** Parameters whose value is one of a few, by name. */
    private static final Map<String, List<Object>> CHOICES = Map.ofEntries(
            Map.entry("onFailure", List.of("leave", "rollback", "undeploy", "UNDEPLOY", "explode")),
            Map.entry("onAbort", List.of("leave", "rollback", "undeploy", "Undeploy", "panic")),
            Map.entry("ifRunning", List.of("wait", "fail", "supersede")),
            Map.entry("dryRun", List.of(true, false)),
            Map.entry("noOtherInstallation", List.of(true, false)),
            Map.entry("wait", List.of(true, false)),
            Map.entry("failOnError", List.of(true, false)),
            Map.entry("force", List.of(true, false)),
            Map.entry("removeForeignFinalizers", List.of(true, false)),
            Map.entry("forceConflicts", List.of(true, false)),
            Map.entry("noGateway", List.of(true, false)));

    /** Parameters that say what and where, not what is done to it. A new parameter belongs into one of the two lists. */
    private static final Set<String> NO_CHOICE = Set.of(
            "application",
            "basedOnDigest",
            "cluster",
            "repository",
            "project",
            "release",
            "descriptor",
            "administrators",
            "users",
            "connectors",
            "toVersion",
            "timeoutMinutes",
            "componentTimeoutMinutes");

    /** What a choice needs beside that of the step; of an undeployment, instead. */
    private static final Map<String, Right> MORE = Map.of(
            "onFailure=undeploy", Right.FORCE_UNDEPLOY,
            "onFailure=UNDEPLOY", Right.FORCE_UNDEPLOY,
            "onAbort=undeploy", Right.FORCE_UNDEPLOY,
            "onAbort=Undeploy", Right.FORCE_UNDEPLOY,
            "force=true", Right.FORCE_UNDEPLOY,
            "removeForeignFinalizers=true", Right.FORCE_UNDEPLOY);

    @AfterEach
    void close() {
        jenkins.close();
    }

    private static List<ApsStep> steps() {
        return List.of(
                new ApsDeployStep("holiday"),
                new ApsRollbackStep("holiday"),
                new ApsRedeployStep("holiday"),
                new ApsUndeployStep("holiday"),
                new ApsAdoptStep("holiday"),
                new ApsStatusStep());
    }

    private record Choice(ApsStep step, Method setter, Object value) {
        String name() {
            return Introspector.decapitalize(setter.getName().substring("set".length()));
        }

        Set<Right> needs() {
            if (step instanceof ApsAdoptStep) {
                return EnumSet.of(Right.DEPLOY, Right.FORCE_UNDEPLOY);
            }
            var least = step instanceof ApsStatusStep
                    ? Right.VIEW
                    : step instanceof ApsUndeployStep ? Right.UNDEPLOY : Right.DEPLOY;
            var more = MORE.get(name() + "=" + value);
            return more == null
                    ? EnumSet.of(least)
                    : least == Right.UNDEPLOY ? EnumSet.of(more) : EnumSet.of(least, more);
        }

        @Override
        public String toString() {
            return step.getClass().getSimpleName() + " " + name() + "=" + value;
        }
    }

    private static Stream<Method> setters(ApsStep step) {
        return Stream.of(step.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class));
    }

    static Stream<Choice> choices() {
        return steps().stream().flatMap(step -> setters(step)
                .flatMap(setter -> CHOICES.getOrDefault(new Choice(step, setter, "").name(), List.of()).stream()
                        .map(value -> new Choice(step, setter, value))));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void needsWhatItMayLeadTo(Choice choice) throws Exception {
        choice.setter().invoke(choice.step(), choice.value());

        var execution = (ApsExecution) choice.step().start(new FakeStepContext());

        assertThat(execution.rights()).isEqualTo(choice.needs());
    }

    @ParameterizedTest
    @MethodSource("choices")
    void isRefusedWhereOneOfThemIsLacking(Choice choice) throws Exception {
        choice.setter().invoke(choice.step(), choice.value());
        var user = jenkins.startedBy("dora");
        for (var lacking : choice.needs()) {
            user.permissions.clear();
            EnumSet.complementOf(EnumSet.of(lacking)).forEach(right -> user.with(ApsPermissions.of(right)));
            var context = new FakeStepContext();

            choice.step().start(context).start();

            assertThat(failure(context)).contains(ApsPermissions.nameOf(ApsPermissions.of(lacking)));
        }
    }

    private static String failure(FakeStepContext context) throws Exception {
        try {
            return "returned " + context.ended.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            return failure.getCause().getMessage();
        }
    }

    @Test
    void everyParameterOfEveryStepIsDecidedOn() {
        var undecided = new ArrayList<String>();
        for (var step : steps()) {
            setters(step)
                    .map(setter -> new Choice(step, setter, ""))
                    .filter(choice -> !CHOICES.containsKey(choice.name()) && !NO_CHOICE.contains(choice.name()))
                    .forEach(choice -> undecided.add(choice.toString()));
        }

        assertThat(undecided).isEmpty();
    }
}
