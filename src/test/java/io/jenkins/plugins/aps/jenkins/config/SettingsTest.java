package io.jenkins.plugins.aps.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.security.CauseKind;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final FakeJenkins jenkins = FakeJenkins.install(new FakeAps());
    private final ClusterConfiguration cluster = new ClusterConfiguration("default");
    private final RepositoryConfiguration repository =
            new RepositoryConfiguration("models", "git@git.example.org:models.git");
    private final CatalogConfiguration catalog = new CatalogConfiguration("activiti-8");

    @AfterEach
    void close() {
        jenkins.close();
    }

    private ClusterCredential ofCluster() {
        jenkins.configuration().setClusters(List.of(cluster));
        return Settings.of(jenkins, 0).clusters().get(0).credential().get();
    }

    private GitCredential ofRepository() {
        jenkins.configuration().setRepositories(List.of(repository));
        return Settings.of(jenkins, 0).repositories().get(0).credential().get();
    }

    @Test
    void takesOverWhetherTheClustersCertificateMayGoUnchecked() {
        jenkins.configuration().setClusters(List.of(cluster));
        assertThat(Settings.of(jenkins, 0).clusters().get(0).insecureSkipTlsVerify())
                .isFalse();
        cluster.setInsecureSkipTlsVerify(true);
        assertThat(Settings.of(jenkins, 0).clusters().get(0).insecureSkipTlsVerify())
                .isTrue();
    }

    @Test
    void aCredentialIsAskedForWithThePlaceThatItIsSentTo() {
        cluster.setServerUrl("https://kubernetes.example.org:6443");
        cluster.setCredentialsId("kube");
        repository.setCredentialsId("git");
        assertThatThrownBy(this::ofCluster)
                .hasMessageContaining("whose domain has https://kubernetes.example.org:6443");
        assertThatThrownBy(this::ofRepository).hasMessageContaining("whose domain has its address");
        assertThat(jenkins.asked)
                .contains(
                        "credential kube for https://kubernetes.example.org:6443",
                        "credential git for ssh://git@git.example.org/models.git");
    }

    @Test
    void asksForNoCredentialBeforeTheCoreDoes() {
        cluster.setCredentialsId("kube");
        jenkins.configuration().setClusters(List.of(cluster));
        var settings = Settings.of(jenkins, 0);
        assertThat(jenkins.asked).isEmpty();
        assertThatThrownBy(() -> settings.clusters().get(0).credential().get())
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("'default'")
                .hasMessageContaining("'kube'")
                .hasMessageContaining("those of folders are not looked at");
        jenkins.credentials.put(
                "kube", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
        assertThat(settings.clusters().get(0).credential().get()).isInstanceOf(ClusterCredential.Token.class);
    }

    @Test
    void aSecretFileIsAKubeconfigThatIsNotTrusted() {
        var content = new ByteArrayInputStream("kind: Config".getBytes(StandardCharsets.UTF_8));
        jenkins.credentials.put("kube", FakeCredentials.of(FileCredentials.class, Map.of("getContent", content)));
        cluster.setCredentialsId("kube");
        assertThat(ofCluster()).isInstanceOfSatisfying(ClusterCredential.Kubeconfig.class, kubeconfig -> {
            assertThat(kubeconfig.content().reveal()).isEqualTo("kind: Config");
            assertThat(kubeconfig.trusted()).isFalse();
        });
    }

    @Test
    void withoutACredentialThePodsServiceAccountIsUsed() {
        assertThat(ofCluster()).isEqualTo(new ClusterCredential.ServiceAccount());
        assertThat(ofRepository()).isEqualTo(new GitCredential.Anonymous());
    }

    @Test
    void repositoriesTakePasswordsAndKeys() {
        var answers = new HashMap<String, Object>(Map.of("getUsername", "git", "getPrivateKeys", List.of("KEY")));
        answers.put("getPassword", null);
        answers.put("getPassphrase", null);
        repository.setCredentialsId("git");
        repository.setKnownHosts("git.example.org ssh-ed25519 AAAA");
        jenkins.credentials.put("git", FakeCredentials.of(StandardUsernamePasswordCredentials.class, answers));
        assertThat(ofRepository())
                .isInstanceOfSatisfying(GitCredential.UserPassword.class, pair -> assertThat(pair.user())
                        .isEqualTo("git"));
        jenkins.credentials.put("git", FakeCredentials.of(SSHUserPrivateKey.class, answers));
        assertThat(ofRepository()).isInstanceOfSatisfying(GitCredential.SshKey.class, key -> {
            assertThat(key.privateKey().reveal()).isEqualTo("KEY");
            assertThat(key.passphrase().reveal()).isEmpty();
            assertThat(key.knownHosts()).startsWith("git.example.org");
        });
    }

    @Test
    void aRepositoryInJenkinsIsNeverALocalPath() {
        jenkins.configuration().setRepositories(List.of(repository));
        assertThat(Settings.of(jenkins, 0).repositories().get(0).localAllowed()).isFalse();
    }

    @Test
    void twoCoresOfOneJenkinsAreTwoDoors() {
        var first = Settings.of(jenkins, 0).door();
        assertThat(first).matches("jenkins-[0-9a-f]{12}").doesNotContain(jenkins.instanceId());
        assertThat(Settings.of(jenkins, 0).door()).isEqualTo(first);
        assertThat(Settings.of(jenkins, 1).door()).isEqualTo(first + "-1");
    }

    @Test
    void platformVersionsAndTheIntervalReachTheCore() {
        assertThat(Settings.of(jenkins, 0).catalogs()).isEmpty();
        assertThat(Settings.of(jenkins, 0).releaseInterval()).isEqualTo(Duration.ofMinutes(1));

        catalog.setContent("version: activiti-8\n");
        jenkins.configuration().setCatalogs(List.of(catalog));
        jenkins.configuration().setReleaseIntervalSeconds(300);

        var settings = Settings.of(jenkins, 0);
        assertThat(settings.catalogs()).containsExactly(new CatalogSettings("activiti-8", "", "version: activiti-8\n"));
        assertThat(settings.releaseInterval()).isEqualTo(Duration.ofMinutes(5));
        jenkins.configuration().setReleaseIntervalSeconds(0);
        assertThat(jenkins.configuration().getReleaseIntervalSeconds())
                .as("what can't be meant is the usual")
                .isEqualTo(60);
    }

    @Test
    void rolesAreStrippedAndEmptyRowsOfTheFormAreNone() {
        jenkins.configuration().setDevopsRoles(List.of(" ADMINS ", "", "ADMINS"));
        assertThat(jenkins.configuration().getDevopsRoles()).containsExactly("ADMINS");
    }

    @Test
    void theServiceIdentityIsForNamedJobsAndForCausesThatThereAre() {
        assertThat(jenkins.configuration().serviceIdentity().jobs()).isEmpty();
        jenkins.configuration().setServiceIdentityJobs(List.of(" shop ", ""));
        jenkins.configuration().setServiceIdentityCauses(List.of("Timer", " scm", ""));
        assertThat(jenkins.configuration().serviceIdentity().jobs()).containsExactly("shop");
        assertThat(jenkins.configuration().serviceIdentity().causes()).containsExactly(CauseKind.TIMER, CauseKind.SCM);

        assertThatThrownBy(() -> jenkins.configuration().setServiceIdentityCauses(List.of("cron")))
                .hasMessage("serviceIdentityCauses: 'cron' is no cause; there are timer, scm, branch, remote, other");
        assertThat(jenkins.configuration().getServiceIdentityCauses()).containsExactly("Timer", "scm");
    }

    /** XStream saves other classes of lists by their insides, and can't load a record. */
    @Test
    void whatIsSavedIsPlain() throws IllegalAccessException {
        jenkins.configuration().setClusters(List.of(cluster));
        jenkins.configuration().setRepositories(List.of(repository));
        jenkins.configuration().setDevopsRoles(List.of("A"));
        jenkins.configuration().setCatalogs(List.of(catalog));
        for (var saved : List.of(jenkins.configuration(), cluster, repository, catalog)) {
            for (var field : saved.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    assertThat(field.get(saved).getClass().getName())
                            .as(field.toString())
                            .isIn("java.lang.String", "java.lang.Integer", "java.util.ArrayList", "java.lang.Boolean");
                }
            }
        }
        assertThat(Arrays.asList(ClusterConfiguration.class, RepositoryConfiguration.class, CatalogConfiguration.class))
                .noneMatch(Class::isRecord);
    }
}
