package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a kubeconfig. One that comes out of a credential store may be written by somebody who must not run programs or
 * read files where we run: what would do so is refused, all of it at once, and nothing that it says is ignored silently.
 */
final class KubeconfigReader {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What an untrusted one must not say, and why. */
    private static final Map<String, String> REFUSED_OF_USERS = Map.of(
            "exec", "it would run a program where the deployer runs: use a token or a client certificate",
            "auth-provider", "it would run a login where the deployer runs: use a token or a client certificate",
            "tokenFile", "it names a file where the deployer runs: put the token itself into 'token'",
            "client-certificate", "it names a file where the deployer runs: use 'client-certificate-data'",
            "client-key", "it names a file where the deployer runs: use 'client-key-data'",
            "username", "API servers know no passwords any more: use a token or a client certificate");

    private static final Map<String, String> REFUSED_OF_CLUSTERS = Map.of(
            "certificate-authority", "it names a file where the deployer runs: use 'certificate-authority-data'",
            "proxy-url", "the deployer would send its requests there: set up the proxy where the deployer runs");

    private KubeconfigReader() {}

    /**
     * @param which behind the words <i>the kubeconfig</i>: its file, or {@code of cluster '...'}
     * @param runs whether the program that it may name is run; without it the credential that it gives is missing
     */
    static ClientFactory.Access read(String which, String text, String wantedContext, boolean trusted, boolean runs) {
        var root = parse(which, text);
        var contextName = wantedContext.isEmpty() ? root.path("current-context").asText("") : wantedContext;
        var context = named(root, "contexts", contextName, "context");
        var target = named(root, "clusters", context.path("cluster").asText(""), "cluster");
        var user = named(root, "users", context.path("user").asText(""), "user");
        var problems = new ArrayList<Problem>();
        if (contextName.isEmpty()) {
            problems.add(new Problem("current-context", "it names no context, and none was asked for"));
        } else if (context.isMissingNode()) {
            problems.add(new Problem("contexts", "there is no context '" + contextName + "'" + contexts(root)));
        } else if (target.path("server").asText("").isEmpty()) {
            problems.add(new Problem("clusters", "the cluster of context '" + contextName + "' has no server"));
        } else {
            ServerAddress.problem(target.path("server").asText())
                    .ifPresent(
                            problem -> problems.add(new Problem("clusters.cluster.server", "the server " + problem)));
        }
        if (!trusted) {
            refuse(problems, "users.user.", user, REFUSED_OF_USERS);
            refuse(problems, "clusters.cluster.", target, REFUSED_OF_CLUSTERS);
        }
        if (Impersonation.lacksUser(user)) {
            problems.add(new Problem(
                    "users.user.as", "it is missing, though somebody is meant to be acted as: name the user"));
        }
        if (Impersonation.hasControls(user)) {
            problems.add(new Problem("users.user.as", "whom it names to be acted as holds a control character"));
        }
        var files = new KubeconfigFiles(problems);
        var config = config(target, user, files);
        if (!problems.isEmpty()) {
            throw new ApsException(ErrorCode.INVALID_REQUEST, "the kubeconfig " + which + " can't be used", problems);
        }
        var serverName = target.path("tls-server-name").asText("");
        if (runs && user.hasNonNull("exec")) {
            var credential = new CredentialProgram(which, user.get("exec"), info(target, config)).run();
            text(credential.token()).ifPresent(config::withOauthToken);
            text(credential.certificate()).map(KubeconfigReader::base64).ifPresent(config::withClientCertData);
            text(credential.key()).map(KubeconfigReader::base64).ifPresent(key -> key(config, key));
        }
        var built = user.hasNonNull("auth-provider") ? withLogin(text, contextName) : config.build();
        return new ClientFactory.Access(built, serverName, Impersonation.of(user));
    }

    private static String contexts(JsonNode root) {
        var names = new ArrayList<String>();
        root.path("contexts").forEach(each -> names.add(each.path("name").asText()));
        return names.isEmpty() ? "; it has none" : "; it has " + String.join(", ", names);
    }

    private static JsonNode parse(String which, String text) {
        try {
            var root = YAML.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text around the fault, which may be a key: only the place is told.
            var place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new ApsException(ErrorCode.INVALID_REQUEST, "the kubeconfig " + which + " is not YAML" + place);
        }
        throw new ApsException(ErrorCode.INVALID_REQUEST, "the kubeconfig " + which + " is not a kubeconfig");
    }

    private static JsonNode named(JsonNode root, String list, String name, String field) {
        for (var entry : root.path(list)) {
            if (!name.isEmpty() && entry.path("name").asText("").equals(name)) {
                return entry.path(field);
            }
        }
        return MissingNode.getInstance();
    }

    private static void refuse(List<Problem> problems, String where, JsonNode node, Map<String, String> refused) {
        refused.keySet().stream().sorted().forEach(field -> {
            if (node.hasNonNull(field)
                    && !(node.get(field).isTextual() && node.get(field).asText().isEmpty())) {
                problems.add(new Problem(where + field, "'" + field + "' is not allowed: " + refused.get(field)));
            }
        });
    }

    /** Each field that says who or where; one that names a file is refused above where it is not to be trusted. */
    private static ConfigBuilder config(JsonNode target, JsonNode user, KubeconfigFiles files) {
        boolean insecure = target.path("insecure-skip-tls-verify").asBoolean(false);
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(target.path("server").asText())
                .withTrustCerts(insecure)
                .withDisableHostnameVerification(insecure);
        files.data("clusters.cluster.", target, "certificate-authority").ifPresent(config::withCaCertData);
        files.data("users.user.", user, "client-certificate").ifPresent(config::withClientCertData);
        files.data("users.user.", user, "client-key").ifPresent(key -> key(config, key));
        // What the file holds comes first: the token beside it is what it once held.
        files.text("users.user.", user, "tokenFile")
                .or(() -> text(user.path("token").asText("")))
                .ifPresent(config::withOauthToken);
        text(target.path("proxy-url").asText(""))
                .ifPresent(proxy -> config.withHttpsProxy(proxy).withHttpProxy(proxy));
        text(user.path("username").asText("")).ifPresent(config::withUsername);
        text(user.path("password").asText("")).ifPresent(config::withPassword);
        return config;
    }

    private static void key(ConfigBuilder config, String data) {
        config.withClientKeyData(data).withClientKeyAlgo(algorithm(data));
    }

    /** A login that fabric8 knows how to renew: kubectl's older way, which only {@code oidc} is left of. */
    private static Config withLogin(String text, String context) {
        var root = YAML.createObjectNode();
        try {
            root.setAll((ObjectNode) YAML.readTree(text));
            root.put("current-context", context);
            return Config.fromKubeconfig(YAML.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was read a moment ago", e);
        }
    }

    /** What a credential program is told of the cluster, in the same fields. */
    private static JsonNode info(JsonNode target, ConfigBuilder config) {
        ObjectNode info = target.deepCopy();
        info.remove(List.of("certificate-authority", "extensions"));
        if (config.getCaCertData() != null) {
            info.put("certificate-authority-data", config.getCaCertData());
        }
        return info;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(String value) {
        return Optional.of(value.trim()).filter(text -> !text.isEmpty());
    }

    /** fabric8 wants to be told; in PKCS #8 the key itself knows. */
    private static String algorithm(String keyData) {
        try {
            var pem = new String(Base64.getMimeDecoder().decode(keyData), StandardCharsets.US_ASCII);
            if (pem.contains("BEGIN EC PRIVATE KEY")) {
                return "EC";
            }
            if (!pem.contains("BEGIN PRIVATE KEY")) {
                return "RSA";
            }
            var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return "EC";
        } catch (IllegalArgumentException | NoSuchAlgorithmException | InvalidKeySpecException e) {
            return "RSA";
        }
    }
}
