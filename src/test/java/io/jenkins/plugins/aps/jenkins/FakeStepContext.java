package io.jenkins.plugins.aps.jenkins;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step is run in: a log, no run, and how it ended. What is serialized finds itself again, as in Jenkins. */
public final class FakeStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private static final Map<String, FakeStepContext> LIVING = new ConcurrentHashMap<>();

    /** How the step ended. */
    public final transient CompletableFuture<Object> ended = new CompletableFuture<>();

    /** What saving keeps: the bytes of the execution that a test gives. */
    public transient Callable<byte[]> toSave = () -> new byte[0];

    /** What was last saved while the step ran: all that is left after a crash. */
    public transient volatile byte[] saved;

    private final String id;
    private final transient ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final transient PrintStream printed = new PrintStream(log, true, StandardCharsets.UTF_8);

    public FakeStepContext() {
        this(UUID.randomUUID().toString());
    }

    /** The one that an execution in a file belongs to. */
    public FakeStepContext(String id) {
        this.id = id;
        LIVING.put(id, this);
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private Object readResolve() {
        return LIVING.get(id);
    }

    @Override
    public <T> T get(Class<T> key) {
        if (key == TaskListener.class) {
            TaskListener listener = () -> printed;
            return key.cast(listener);
        }
        if (key == Run.class) {
            return null; // everything that is asked about it is asked the facade
        }
        throw new AssertionError("the step asks for " + key + ", which it doesn't say that it needs");
    }

    @Override
    public void onSuccess(Object result) {
        if (!ended.complete(result)) {
            throw new IllegalStateException("ended twice");
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        if (!ended.completeExceptionally(failure)) {
            throw new IllegalStateException("ended twice");
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Saves the execution, as Jenkins does with the whole program. */
    @Override
    public ListenableFuture<Void> saveState() {
        try {
            saved = toSave.call();
        } catch (Exception unserializable) {
            throw new AssertionError("can't be kept with the build", unserializable);
        }
        return null;
    }

    @Override
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
