package io.jenkins.plugins.aps.jenkins.steps;

import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that bring an application to a version have in common: how long they may take, and what if not. */
public abstract class ApsVersionStep extends ApsStep {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 15;
    static final int DEFAULT_COMPONENT_TIMEOUT = 10;

    private final String application;
    private int componentTimeoutMinutes = DEFAULT_COMPONENT_TIMEOUT;
    private boolean dryRun;
    private String onFailure = "rollback";
    private String onAbort = "leave";
    private String ifRunning = "wait";

    ApsVersionStep(String application) {
        super(true, DEFAULT_TIMEOUT);
        this.application = Typed.text(application);
    }

    public final String getApplication() {
        return application;
    }

    public final int getComponentTimeoutMinutes() {
        return componentTimeoutMinutes;
    }

    @DataBoundSetter
    public final void setComponentTimeoutMinutes(int componentTimeoutMinutes) {
        this.componentTimeoutMinutes = componentTimeoutMinutes;
    }

    public final boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public final void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public final String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public final void setOnFailure(String onFailure) {
        this.onFailure = Typed.text(onFailure);
    }

    public final String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public final void setOnAbort(String onAbort) {
        this.onAbort = Typed.text(onAbort);
    }

    public final String getIfRunning() {
        return ifRunning;
    }

    @DataBoundSetter
    public final void setIfRunning(String ifRunning) {
        this.ifRunning = Typed.text(ifRunning);
    }
}
