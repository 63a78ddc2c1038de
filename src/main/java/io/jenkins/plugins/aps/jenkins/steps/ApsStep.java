package io.jenkins.plugins.aps.jenkins.steps;

import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What our steps have in common: the cluster, whether and how long they wait, and whether an error fails the build. */
public abstract class ApsStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private String cluster = "";
    private int timeoutMinutes;
    private boolean wait;
    private boolean failOnError = true;

    ApsStep(boolean wait, int timeoutMinutes) {
        this.wait = wait;
        this.timeoutMinutes = timeoutMinutes;
    }

    public final String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public final void setCluster(String cluster) {
        this.cluster = Typed.text(cluster);
    }

    public final int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public final void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public final boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public final void setWait(boolean wait) {
        this.wait = wait;
    }

    public final boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public final void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }
}
