package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A cluster's settings and credential become a client's configuration, which takes nothing from the environment. */
final class ClusterAccess {
    /** Where a pod finds its service account. Source: Kubernetes, "Accessing the Kubernetes API from a Pod". */
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private ClusterAccess() {}

    static ClientFactory.Access of(ClusterSettings settings) {
        return of(settings, System.getenv(), SERVICE_ACCOUNT);
    }

    static ClientFactory.Access of(ClusterSettings settings, Map<String, String> environment, Path serviceAccount) {
        return of(settings, environment, serviceAccount, true);
    }

    /** What is wrong with settings whose cluster is not asked; no program is run. */
    static List<Problem> problems(ClusterSettings settings) {
        try {
            of(settings, System.getenv(), SERVICE_ACCOUNT, false);
            return List.of();
        } catch (ApsException e) {
            return e.problems().isEmpty() ? List.of(new Problem("cluster", e.getMessage())) : e.problems();
        }
    }

    private static ClientFactory.Access of(
            ClusterSettings settings, Map<String, String> environment, Path serviceAccount, boolean runs) {
        if (!settings.serverUrl().isEmpty()) {
            ServerAddress.problem(settings.serverUrl()).ifPresent(problem -> {
                throw invalid(settings, "its serverUrl " + problem);
            });
        }
        var credential = settings.credential().get();
        if (credential == null) {
            throw invalid(settings, "there is no credential");
        }
        var access = access(settings, credential, environment, serviceAccount, runs);
        var config = new ConfigBuilder(access.config());
        if (!settings.serverUrl().isEmpty()) {
            config.withMasterUrl(settings.serverUrl());
        }
        if (!settings.caCertificate().isEmpty()) {
            // Whoever names an authority wants the cluster to prove itself, whatever a kubeconfig says.
            config.withCaCertData(base64(settings.caCertificate()))
                    .withCaCertFile(null)
                    .withTrustCerts(false)
                    .withDisableHostnameVerification(false);
        }
        if (access.config().getHttpsProxy() == null) {
            settings.proxies().of(URI.create(config.getMasterUrl())).ifPresent(proxy -> through(config, proxy));
        }
        var built = config.build();
        var secret = Stream.of(built.getOauthToken(), built.getAutoOAuthToken(), built.getPassword())
                .anyMatch(each -> each != null && !each.isBlank());
        if (secret && ServerAddress.open(built.getMasterUrl())) {
            throw invalid(
                    settings,
                    "its address " + built.getMasterUrl() + " is not encrypted, so that everybody on the way could read"
                            + " its credential: use https://");
        }
        if (built.isTrustCerts() && !settings.insecureSkipTlsVerify()) {
            throw invalid(
                    settings,
                    "its kubeconfig says 'insecure-skip-tls-verify', so that whoever is on the way could take its place and read"
                            + " its credential: name its authority ('certificate-authority-data', or 'caCertificate' of the"
                            + " configuration), or allow it in the cluster's configuration ('insecureSkipTlsVerify', for the"
                            + " command line --insecure-skip-tls-verify)");
        }
        return new ClientFactory.Access(built, access.tlsServerName(), access.impersonation());
    }

    /** For its API server only: whether it is for it was asked before. */
    private static void through(ConfigBuilder config, ProxyChoice.HttpProxy proxy) {
        config.withHttpsProxy("http://" + proxy).withHttpProxy("http://" + proxy);
        if (!proxy.user().isEmpty()) {
            config.withProxyUsername(proxy.user())
                    .withProxyPassword(proxy.password().reveal());
        }
    }

    private static ClientFactory.Access access(
            ClusterSettings settings,
            ClusterCredential credential,
            Map<String, String> environment,
            Path serviceAccount,
            boolean runs) {
        if (credential instanceof ClusterCredential.Kubeconfig kubeconfig) {
            return kubeconfig(settings, kubeconfig, runs);
        }
        if (credential instanceof ClusterCredential.Token token) {
            return token(settings, token);
        }
        return serviceAccount(settings, environment, serviceAccount);
    }

    /** The namespace of the pod that we run in; the empty string outside of one. */
    static String ownNamespace() {
        return read(SERVICE_ACCOUNT.resolve("namespace"));
    }

    private static ClientFactory.Access kubeconfig(
            ClusterSettings settings, ClusterCredential.Kubeconfig kubeconfig, boolean runs) {
        return KubeconfigReader.read(
                kubeconfig.file().isEmpty() ? "of cluster '" + settings.name() + "'" : kubeconfig.file(),
                kubeconfig.content().reveal(),
                kubeconfig.context() == null ? "" : kubeconfig.context(),
                kubeconfig.trusted(),
                runs);
    }

    private static ClientFactory.Access token(ClusterSettings settings, ClusterCredential.Token token) {
        if (settings.serverUrl().isEmpty()) {
            throw invalid(settings, "its serverUrl is missing: a token alone does not say where to go");
        }
        return new ClientFactory.Access(
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(settings.serverUrl())
                        .withOauthToken(token.token().reveal().trim())
                        .build(),
                "");
    }

    private static ClientFactory.Access serviceAccount(
            ClusterSettings settings, Map<String, String> environment, Path folder) {
        var host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        var token = read(folder.resolve("token"));
        if (token.isEmpty() || host.isEmpty() && settings.serverUrl().isEmpty()) {
            throw invalid(
                    settings,
                    "it is to be reached with the service account of the pod that we run in, but we don't run in a pod"
                            + " that has one: give it a kubeconfig or a token");
        }
        var authorities = read(folder.resolve("ca.crt"));
        var port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
                .withOauthToken(token);
        if (!authorities.isEmpty()) {
            config.withCaCertData(base64(authorities));
        }
        return new ClientFactory.Access(config.build(), "");
    }

    private static ApsException invalid(ClusterSettings settings, String why) {
        return new ApsException(
                ErrorCode.INVALID_REQUEST, "cluster '" + settings.name() + "' can't be reached: " + why);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file).trim() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
