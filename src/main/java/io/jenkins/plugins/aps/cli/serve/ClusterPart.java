package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.input.KubeconfigPaths;
import io.jenkins.plugins.aps.cli.serve.Credentials.Entry;
import io.jenkins.plugins.aps.cli.serve.Credentials.Kind;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.function.Supplier;

/** One of {@code clusters} in the configuration file. */
final class ClusterPart {
    private ClusterPart() {}

    static ClusterSettings read(Fields fields, Credentials credentials) {
        var context = fields.text("context", "");
        var gateway = fields.text("gatewayUrl", "");
        GatewayUrl.problem(gateway).ifPresent(problem -> fields.problem("gatewayUrl", problem));
        var server = fields.text("serverUrl", "");
        return new ClusterSettings(
                        fields.required("name"),
                        server,
                        fields.text("caCertificate", ""),
                        credential(fields, credentials, context, server),
                        fields.text("platformNamespace", "aps-platform"),
                        gateway.replaceFirst("/+$", ""),
                        fields.text("catalog", "activiti-7"))
                .insecureSkipTlsVerify(fields.flag("insecureSkipTlsVerify"));
    }

    private static Supplier<ClusterCredential> credential(
            Fields fields, Credentials credentials, String context, String server) {
        var id = fields.text("credentialsId", "");
        if (id.isEmpty()) {
            // That of the pod that the server runs in.
            return ClusterCredential.ServiceAccount::new;
        }
        var entry = credentials.entries().get(id);
        if (entry == null || entry.kind() != Kind.KUBECONFIG && entry.kind() != Kind.TOKEN) {
            fields.problem("credentialsId", "must be the id of one of 'credentials' with a kubeconfig or a token");
            return ClusterCredential.ServiceAccount::new;
        }
        if (entry.kind() == Kind.TOKEN) {
            if (server.isEmpty()) {
                fields.problem("serverUrl", "is needed with a token");
            }
            return () -> new ClusterCredential.Token(Credentials.secret(id, entry.file()));
        }
        return () -> kubeconfig(id, entry, context);
    }

    /** Whoever may write the configuration may also run programs: its kubeconfigs may do so, and name files. */
    private static ClusterCredential kubeconfig(String id, Entry entry, String context) {
        var text = Credentials.text(id, entry.file());
        return new ClusterCredential.Kubeconfig(
                new SecretValue(KubeconfigPaths.absolute(text, entry.file().getParent())),
                context,
                true,
                entry.file().toString());
    }
}
