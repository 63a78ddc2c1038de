package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsStatus}: an application as it stands, or all of them. Returns an instance map, or a list of them. */
public final class ApsStatusStep extends ApsStep {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 15;

    private String application = "";

    @DataBoundConstructor
    public ApsStatusStep() {
        super(false, DEFAULT_TIMEOUT);
    }

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
