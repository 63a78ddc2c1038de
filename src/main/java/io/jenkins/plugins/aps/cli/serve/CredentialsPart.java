package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.serve.Credentials.Entry;
import io.jenkins.plugins.aps.cli.serve.Credentials.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code credentials} in the configuration file: the files that ids stand for, never what is in them. */
final class CredentialsPart {
    private static final Map<String, Kind> KINDS = kinds();

    private CredentialsPart() {}

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        kinds.put("kubeconfig", Kind.KUBECONFIG);
        kinds.put("token", Kind.TOKEN);
        kinds.put("password", Kind.PASSWORD);
        kinds.put("key", Kind.KEY);
        kinds.put("secret", Kind.SECRET);
        return kinds;
    }

    static Credentials read(Fields fields) {
        var entries = new LinkedHashMap<String, Entry>();
        fields.parts("credentials", part -> {
            var id = part.required("id");
            var user = part.text("user", "");
            var passphrase = part.path("passphrase");
            Entry entry = null;
            int given = 0;
            for (var kind : KINDS.entrySet()) {
                var file = part.path(kind.getKey());
                if (file != null) {
                    given++;
                    entry = new Entry(kind.getValue(), file, user, passphrase);
                    part.problems().read("credentials." + id, file);
                }
            }
            if (given != 1) {
                part.problem("", "must name one file: " + String.join(", ", KINDS.keySet()));
            } else if (entries.putIfAbsent(id, entry) != null) {
                part.problem("id", "'" + id + "' is given twice");
            }
        });
        return new Credentials(entries);
    }
}
