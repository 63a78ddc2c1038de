package io.jenkins.plugins.aps.jenkins;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.config.ApsGlobalConfiguration;
import io.jenkins.plugins.aps.jenkins.config.EmptyConfiguration;
import io.jenkins.plugins.aps.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.aps.jenkins.security.CauseKind;
import io.jenkins.plugins.aps.jenkins.security.Starters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.security.core.Authentication;

/** An instance without Jenkins, in its place from {@link #install} to {@link #close}. */
public final class FakeJenkins extends JenkinsFacade implements AutoCloseable {
    public final Map<String, FakeUser> users = new LinkedHashMap<>();
    public final List<String> startedBy = new ArrayList<>();
    public final Map<String, IdCredentials> credentials = new LinkedHashMap<>();
    public final List<String> tracked = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public FakeUser caller = new FakeUser("SYSTEM");
    public boolean administrator = true;
    /** Of builds without a user. */
    public Set<CauseKind> causes = Set.of(CauseKind.TIMER);
    /** Whether all causes of a build are known. */
    public boolean complete = true;

    /** Of every credential. */
    public volatile String secret = "s3cret";

    private final ApsGlobalConfiguration configuration = EmptyConfiguration.create();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fake-jenkins");
        thread.setDaemon(true);
        return thread;
    });
    private final Function<ApsSettings, Aps> opener;
    private final JenkinsFacade before;
    private ApsDoor door;

    private FakeJenkins(Function<ApsSettings, Aps> opener) {
        this.opener = opener;
        this.door = new ApsDoor(opener);
        this.before = JenkinsFacade.replace(this);
    }

    public static FakeJenkins install(Aps aps) {
        return new FakeJenkins(settings -> aps);
    }

    public static FakeJenkins install(Function<ApsSettings, Aps> opener) {
        return new FakeJenkins(opener);
    }

    /** Adds a user, who also started the build. */
    public FakeUser startedBy(String id) {
        startedBy.add(id);
        return users.computeIfAbsent(id, FakeUser::new);
    }

    /** As if Jenkins had been started again. */
    public void restart() {
        door.onBeforeShutdown();
        door = new ApsDoor(opener);
    }

    public void shutDown() {
        door.onBeforeShutdown();
    }

    @Override
    public Authentication caller() {
        return caller;
    }

    @Override
    public Locale language() {
        return Locale.forLanguageTag("fr-CH");
    }

    @Override
    public RuntimeException hidden(Authentication who, Permission permission) {
        return new SecurityException(isAnonymous(who) ? "log in" : "not found");
    }

    @Override
    public boolean isSystem(Authentication who) {
        return who.getName().equals("SYSTEM");
    }

    @Override
    public boolean isAnonymous(Authentication who) {
        return who.getName().equals("anonymous");
    }

    @Override
    public Optional<Authentication> impersonate(String userId) {
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public void runAs(Authentication who, Runnable task) {
        task.run();
    }

    @Override
    public boolean has(Authentication who, Permission permission) {
        return isSystem(who) || ((FakeUser) who).permissions.contains(permission);
    }

    @Override
    public void checkAdminister() {
        asked.add("permission");
        if (!administrator) {
            throw new SecurityException("not an administrator");
        }
    }

    @Override
    public boolean mayChooseCredentials(Item item) {
        asked.add("permission");
        return administrator;
    }

    @Override
    public Starters startedBy(Run<?, ?> run) {
        return new Starters(new LinkedHashSet<>(startedBy), Set.of(), causes, complete);
    }

    @Override
    public String nameOf(Run<?, ?> run) {
        return "holiday/deploy#7";
    }

    @Override
    public <C extends IdCredentials> Optional<C> credentialOf(Run<?, ?> run, String id, Class<C> type) {
        var found = credentialOfInstance(id, type, "");
        found.ifPresent(credential -> tracked.add(id));
        return found;
    }

    @Override
    public <C extends IdCredentials> Optional<C> credentialOfInstance(String id, Class<C> type, String address) {
        asked.add("credential " + id + (address.isEmpty() ? "" : " for " + address));
        return Optional.ofNullable(credentials.get(id)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public <C extends IdCredentials> Optional<C> credentialOf(Authentication who, String id, Class<C> type) {
        asked.add("credential " + id + " of " + who.getName());
        return Optional.ofNullable(credentials.get(id)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public <C extends IdCredentials> List<C> credentialsOf(Authentication who, Class<C> type) {
        asked.add("credentials of " + who.getName());
        return credentials.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public SecretValue reveal(Secret secret) {
        return new SecretValue(this.secret);
    }

    @Override
    public ListBoxModel choices(CredentialChoices choices, Item item, String currentValue) {
        asked.add("choices " + choices);
        return new ListBoxModel();
    }

    @Override
    public ListBoxModel onlyCurrent(String currentValue) {
        return new ListBoxModel();
    }

    @Override
    public ProxyChoice proxies() {
        return ProxyChoice.none();
    }

    @Override
    public ApsGlobalConfiguration configuration() {
        return configuration;
    }

    @Override
    public ApsDoor door() {
        return door;
    }

    @Override
    public Aps open(ApsSettings settings) {
        asked.add("open");
        return opener.apply(settings);
    }

    @Override
    public Executor threads() {
        return threads;
    }

    @Override
    public Path home() {
        return Path.of("jenkins-home");
    }

    @Override
    public String instanceId() {
        return "0123456789abcdef";
    }

    @Override
    public void close() {
        JenkinsFacade.replace(before);
        threads.shutdown();
    }
}
