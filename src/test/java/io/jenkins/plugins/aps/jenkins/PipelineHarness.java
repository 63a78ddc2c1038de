package io.jenkins.plugins.aps.jenkins;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.jenkins.steps.AccessArgument;
import io.jenkins.plugins.aps.jenkins.steps.ApsAdoptStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsDeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsRedeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsRollbackStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsStatusStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsUndeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ConnectorArgument;
import io.jenkins.plugins.aps.jenkins.steps.SecretArgument;
import io.jenkins.plugins.aps.jenkins.steps.Serialized;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs pipelines without Jenkins: our steps are made by data binding from a script's arguments, and their real
 * executions run on a core that the test gives.
 *
 * <pre>
 * try (var pipelines = new PipelineHarness(aps, "dora")) {
 *     Object value = pipelines.run("deploy.groovy", Map.of("application", "holiday"));
 * }
 * </pre>
 */
public final class PipelineHarness implements AutoCloseable {
    private static final long LONGEST_MINUTES = 5;

    private static final Map<String, Class<? extends Step>> STEPS = Map.of(
            "apsDeploy", ApsDeployStep.class,
            "apsRollback", ApsRollbackStep.class,
            "apsRedeploy", ApsRedeployStep.class,
            "apsStatus", ApsStatusStep.class,
            "apsUndeploy", ApsUndeployStep.class,
            "apsAdopt", ApsAdoptStep.class);

    private static final Map<String, Class<?>> SYMBOLS = Map.of(
            "apsAccess", AccessArgument.class,
            "apsConnector", ConnectorArgument.class,
            "apsSecret", SecretArgument.class);

    /** Why an aborted step ends. */
    static final String ABORTED = "aborted by a test";

    private final FakeJenkins jenkins;
    private volatile StepExecution running;
    private volatile FakeStepContext context;
    private final StringBuffer log = new StringBuffer();

    /** With a core, and the id of a user who has the role and starts every build. */
    public PipelineHarness(Aps aps, String user) {
        this(settings -> aps, user);
    }

    /** With a core of its own for each start of Jenkins. */
    public PipelineHarness(Function<ApsSettings, Aps> opener, String user) {
        jenkins = FakeJenkins.install(opener);
        jenkins.startedBy(user).withRole("APS_DEVOPS");
    }

    public FakeJenkins jenkins() {
        return jenkins;
    }

    /** What the pipelines' builds have written so far. */
    public String log() {
        return log.toString();
    }

    /** Runs a file of {@code src/test/resources/pipelines} with variables; returns the value of its last expression. */
    public Object run(String file, Map<String, ?> variables) throws IOException {
        try (var script = PipelineHarness.class.getResourceAsStream("/pipelines/" + file)) {
            if (script == null) {
                throw new IOException("no pipeline " + file);
            }
            return evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8), variables);
        }
    }

    /** Runs a pipeline given as text. */
    public Object evaluate(String script, Map<String, ?> variables) {
        var configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        var shell = new GroovyShell(PipelineHarness.class.getClassLoader(), configuration);
        shell.setVariable(PipelineScript.HARNESS, this);
        variables.forEach(shell::setVariable);
        return shell.evaluate(script);
    }

    /** Whether it is one of our steps or symbols. */
    boolean knows(String name) {
        return STEPS.containsKey(name) || SYMBOLS.containsKey(name);
    }

    void echo(Object text) {
        log.append(text).append('\n');
    }

    Object invoke(String name, Map<String, ?> arguments) throws Exception {
        if (SYMBOLS.containsKey(name)) {
            return DataBinding.bind(SYMBOLS.get(name), arguments);
        }
        return finished(DataBinding.bind(STEPS.get(name), arguments));
    }

    private Object finished(Step step) throws Exception {
        var context = new FakeStepContext();
        var execution = step.start(context);
        context.toSave = () -> Serialized.of(execution);
        this.context = context;
        running = execution;
        if (execution.start()) {
            throw new AssertionError("a step of ours never ends in start()");
        }
        try {
            return context.ended.get(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } catch (TimeoutException timeout) {
            execution.stop(timeout);
            throw timeout;
        } finally {
            log.append(context.log());
        }
    }

    /** Aborts the step that runs, as who stops a build does. */
    void abort() throws Exception {
        running.stop(new InterruptedException(ABORTED));
    }

    /** What the step that runs has written so far. */
    String logOfStep() {
        return context.log();
    }

    /** As if Jenkins had been killed and started again: of the build there is what was saved last. */
    void restart() throws Exception {
        var saved = context.saved;
        jenkins.restart();
        running = Serialized.back(saved);
        running.onResume();
    }

    @Override
    public void close() {
        jenkins.close();
    }
}
