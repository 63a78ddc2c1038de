package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsUndeploy}: removes an application and everything in its namespace. Returns how that ended. */
public final class ApsUndeployStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 10;

    private final String application;
    private boolean force;
    private boolean removeForeignFinalizers;
    private String cluster = "";
    private int timeoutMinutes = DEFAULT_TIMEOUT;
    private boolean wait = true;
    private boolean failOnError = true;

    @DataBoundConstructor
    public ApsUndeployStep(String application) {
        this.application = Typed.text(application);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new UndeployExecution(context, this);
    }

    public String getApplication() {
        return application;
    }

    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    public boolean isRemoveForeignFinalizers() {
        return removeForeignFinalizers;
    }

    @DataBoundSetter
    public void setRemoveForeignFinalizers(boolean removeForeignFinalizers) {
        this.removeForeignFinalizers = removeForeignFinalizers;
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Typed.text(cluster);
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsUndeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsUndeployStep_displayName();
        }
    }
}
