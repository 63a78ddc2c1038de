package io.jenkins.plugins.aps.jenkins;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.AccessDeniedException3;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.config.ApsGlobalConfiguration;
import io.jenkins.plugins.aps.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.aps.jenkins.security.Starters;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.HttpResponses;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * The one way to the Jenkins instance: users, runs, credentials, threads and our own extensions.
 *
 * <p>Everything that asks the instance asks here, so that the rest is plain logic that a test drives with a stub of
 * this class. Safe for many threads.
 */
public class JenkinsFacade {
    private static final int NOT_FOUND = 404;

    private static volatile JenkinsFacade current = new JenkinsFacade();

    protected JenkinsFacade() {}

    public static JenkinsFacade get() {
        return current;
    }

    /** Puts another one in place, for a test; returns what was there before. */
    static JenkinsFacade replace(JenkinsFacade other) {
        var before = current;
        current = other;
        return before;
    }

    /** Who the current thread acts as: in a step's {@code start()}, who the run acts as. */
    public Authentication caller() {
        return Jenkins.getAuthentication2();
    }

    /** The language of who looks at a page, as the instance decides it. */
    public Locale language() {
        return LocaleProvider.getLocale();
    }

    /**
     * What a page answers to somebody who may not see it: it isn't there; who isn't logged in is first asked to do so. An
     * error with a text is shown as Jenkins's own page, as for a path that leads nowhere; a bare status would be an empty one.
     *
     * @return to be thrown
     */
    public RuntimeException hidden(Authentication who, Permission permission) {
        return isAnonymous(who)
                ? new AccessDeniedException3(who, permission)
                : HttpResponses.errorWithoutStack(NOT_FOUND, "Not Found");
    }

    /** SYSTEM may do everything, so that a check of it says nothing. */
    public boolean isSystem(Authentication who) {
        return ACL.SYSTEM2.equals(who);
    }

    public boolean isAnonymous(Authentication who) {
        return ACL.isAnonymous2(who);
    }

    /**
     * A user as the security realm knows them now; empty for one that Jenkins doesn't know, or that the realm refuses.
     * May ask a directory: not for the thread that runs pipelines.
     */
    public Optional<Authentication> impersonate(String userId) {
        var user = User.getById(userId, false);
        if (user == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(user.impersonate2());
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("try") // the context is there to be closed
    public void runAs(Authentication who, Runnable task) {
        try (var context = ACL.as2(who)) {
            task.run();
        }
    }

    public boolean has(Authentication who, Permission permission) {
        return Jenkins.get().getACL().hasPermission2(who, permission);
    }

    /** Throws Jenkins's own exception where the caller may not administer. */
    public void checkAdminister() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    /** Whether the caller may see which credentials there are: of an item, or of the instance where it is null. */
    public boolean mayChooseCredentials(Item item) {
        if (item == null) {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        }
        return item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** Who and what caused the run. */
    public Starters startedBy(Run<?, ?> run) {
        return Starters.of(run.getCauses());
    }

    /** {@code folder/job#7}. */
    public String nameOf(Run<?, ?> run) {
        return run.getExternalizableId();
    }

    /** A credential that the run may use, its use noted; empty where there is none of that id and type. */
    public <C extends IdCredentials> Optional<C> credentialOf(Run<?, ?> run, String id, Class<C> type) {
        var found = CredentialsProvider.findCredentialById(id, type, run, List.of());
        return Optional.ofNullable(found).map(credential -> CredentialsProvider.track(run, credential));
    }

    /**
     * A credential of the instance itself: one of a folder can't take its place.
     *
     * @param address where it is to be sent; one whose domain is of other places is not found. Empty: the credential itself
     *     says where
     */
    public <C extends IdCredentials> Optional<C> credentialOfInstance(String id, Class<C> type, String address) {
        var place = address.isEmpty()
                ? List.<DomainRequirement>of()
                : URIRequirementBuilder.fromUri(address).build();
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, place).stream()
                .filter(credential -> id.equals(credential.getId()))
                .findFirst();
    }

    /** A credential of a user's own: those of the instance are not theirs to hand to an application. */
    public <C extends IdCredentials> Optional<C> credentialOf(Authentication who, String id, Class<C> type) {
        return credentialsOf(who, type).stream()
                .filter(credential -> id.equals(credential.getId()))
                .findFirst();
    }

    /** All of them of a type. */
    public <C extends IdCredentials> List<C> credentialsOf(Authentication who, Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), who, List.of());
    }

    /** A credential's secret in clear. */
    public SecretValue reveal(Secret secret) {
        return new SecretValue(secret.getPlainText());
    }

    /** What a drop-down list of credentials offers. */
    public ListBoxModel choices(CredentialChoices choices, Item item, String currentValue) {
        return choices.offer(item, currentValue);
    }

    /** What such a list shows to somebody who may not see which credentials there are. */
    public ListBoxModel onlyCurrent(String currentValue) {
        return CredentialChoices.onlyCurrent(currentValue);
    }

    /** The proxy of Jenkins's own configuration (Manage Jenkins / System), as it is at each connection. */
    public ProxyChoice proxies() {
        return address -> {
            var configured = Jenkins.get().getProxy();
            var host = address.getHost();
            if (configured == null || host == null) {
                return Optional.empty();
            }
            return Optional.ofNullable(configured.createProxy(host).address())
                    .filter(InetSocketAddress.class::isInstance)
                    .map(InetSocketAddress.class::cast)
                    .map(proxy -> new ProxyChoice.HttpProxy(
                            proxy.getHostString(),
                            proxy.getPort(),
                            Objects.requireNonNullElse(configured.getUserName(), ""),
                            new SecretValue(
                                    configured.getSecretPassword() == null
                                            ? ""
                                            : configured.getSecretPassword().getPlainText())));
        };
    }

    public ApsGlobalConfiguration configuration() {
        return ExtensionList.lookupSingleton(ApsGlobalConfiguration.class);
    }

    public ApsDoor door() {
        return ExtensionList.lookupSingleton(ApsDoor.class);
    }

    /** Opens a core of its own, to be closed by who asked for it. */
    public Aps open(ApsSettings settings) {
        return Core.open(settings);
    }

    /** Threads for work that blocks. */
    public Executor threads() {
        return ApsThreads.POOL;
    }

    /** Where Jenkins keeps its files. */
    public Path home() {
        return Jenkins.get().getRootDir().toPath();
    }

    /** Tells this instance from all others, also after a restart; not secret. */
    public String instanceId() {
        return Jenkins.get().getLegacyInstanceId();
    }
}
