package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Waits until an application's status is no longer in progress. Changes nothing. */
public final class AwaitRun extends ClusterRun<Instance> {
    private final Callable<Instance> status;
    private final Duration timeout;
    private Watched view;
    private Instance last;

    /** @param status tells how the application stands; blocks */
    public AwaitRun(
            String id,
            String application,
            Duration timeout,
            Callable<Instance> status,
            ClusterClient cluster,
            Threads threads,
            InstantSource clock) {
        super(id, application, timeout, cluster, operation -> false, threads, DeployListener.SILENT, clock);
        this.status = status;
        this.timeout = timeout;
    }

    @Override
    void enter() {
        view = cluster().watch(application(), this::somethingChanged);
        look();
    }

    /** One question at a time; what changes meanwhile is seen by the next one. */
    @Override
    void look() {
        if (busy()) {
            return;
        }
        ask(status, instance -> {
            if (instance.statusClass() != StatusClass.IN_PROGRESS) {
                beginEnd();
                succeed(instance);
                return;
            }
            last = instance;
            persist();
            waitFor(application() + ": " + told(instance));
            againLater(this::look);
        });
    }

    @Override
    void timeUp() {
        throw new ApsException(
                ErrorCode.TIMED_OUT,
                (last == null
                                ? "the cluster did not tell how it stands within "
                                : "it was still " + told(last) + " after ")
                        + told(timeout));
    }

    private static String told(Instance instance) {
        return instance.status().json() + (instance.reason().isEmpty() ? "" : " (" + instance.reason() + ")");
    }

    @Override
    void broken(ApsException error, Verdict verdict) {
        failResult(error.of(application(), id()));
    }

    @Override
    void lost(ApsException error, Verdict verdict) {
        failResult(error.of(application(), id()));
    }

    @Override
    void release() {
        var held = view;
        if (held != null) {
            held.close();
        }
    }
}
