package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsDeploy}: brings a release to run, or an application to another release. Returns its instance map. */
public final class ApsDeployStep extends ApsVersionStep {
    private static final long serialVersionUID = 1L;

    /**
     * A descriptor as JSON text. A public field, because {@code getDescriptor()} is taken: it is Jenkins's own, and
     * data binding would read that instead.
     */
    @DataBoundSetter
    public String descriptor = "";

    private String project = "";
    private String release = "";
    private AccessArgument administrators;
    private AccessArgument users;
    private ArrayList<ConnectorArgument> connectors = new ArrayList<>();
    private String repository = "";

    private boolean forceConflicts;
    private boolean noGateway;

    @DataBoundConstructor
    public ApsDeployStep(String application) {
        super(application);
    }

    public boolean isForceConflicts() {
        return forceConflicts;
    }

    @DataBoundSetter
    public void setForceConflicts(boolean forceConflicts) {
        this.forceConflicts = forceConflicts;
    }

    public boolean isNoGateway() {
        return noGateway;
    }

    @DataBoundSetter
    public void setNoGateway(boolean noGateway) {
        this.noGateway = noGateway;
    }

    ApplyOptions applyOptions() {
        return new ApplyOptions(noGateway, forceConflicts);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new DeployExecution(context, this);
    }

    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(String project) {
        this.project = Typed.text(project);
    }

    public String getRelease() {
        return release;
    }

    @DataBoundSetter
    public void setRelease(String release) {
        this.release = Typed.text(release);
    }

    /** For the form, which would otherwise show Jenkins's own descriptor. */
    public String getDescriptorText() {
        return Typed.text(descriptor);
    }

    public AccessArgument getAdministrators() {
        return administrators;
    }

    @DataBoundSetter
    public void setAdministrators(AccessArgument administrators) {
        this.administrators = administrators;
    }

    public AccessArgument getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(AccessArgument users) {
        this.users = users;
    }

    public List<ConnectorArgument> getConnectors() {
        return connectors;
    }

    @DataBoundSetter
    public void setConnectors(List<ConnectorArgument> connectors) {
        this.connectors = new ArrayList<>(connectors == null ? List.of() : connectors);
    }

    public String getRepository() {
        return repository;
    }

    @DataBoundSetter
    public void setRepository(String repository) {
        this.repository = Typed.text(repository);
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsDeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsDeployStep_displayName();
        }
    }
}
