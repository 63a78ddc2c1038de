package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsStatus}: an application as it stands, or all of them. Returns an instance map, or a list of them. */
public final class ApsStatusStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 15;

    private String application = "";
    private String cluster = "";
    private boolean wait;
    private int timeoutMinutes = DEFAULT_TIMEOUT;
    private boolean failOnError = true;

    @DataBoundConstructor
    public ApsStatusStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new StatusExecution(context, this);
    }

    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Typed.text(application);
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Typed.text(cluster);
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
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
            return "apsStatus";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsStatusStep_displayName();
        }
    }
}
