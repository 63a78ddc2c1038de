package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.input.SecretFile;
import io.jenkins.plugins.aps.cli.serve.ServeSettings.Token;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.rest.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code serve} in the configuration file. */
final class ServePart {
    /** Characters: what can't be guessed by asking. */
    private static final int LEAST_TOKEN = 16;

    private ServePart() {}

    static ServeSettings read(Fields fields) {
        var usual = ServeSettings.local(ServeSettings.PORT);
        var address = fields.text("address", usual.address());
        var port = fields.number("port", usual.port(), 0, 65_535);
        var hosts = fields.texts("hosts").stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var tokens = tokens(fields);
        // Never open by accident: whoever reaches the address must show a token.
        if (!Loopback.is(address) && tokens.isEmpty()) {
            fields.problem(
                    "tokens",
                    "are needed where 'address' is not this machine's loopback: name at least one with its file and rights");
        }
        var times = new Duration[3];
        var limits = new Limits[1];
        var connections = new int[1];
        fields.part("limits", part -> {
            limits[0] = limits(part);
            times[0] = seconds(part, "bodySeconds", usual.bodyTime());
            connections[0] = part.number("connections", usual.connections(), 10, 100_000);
            times[1] = seconds(part, "idleSeconds", usual.idle());
            times[2] = seconds(part, "stopSeconds", usual.stop());
        });
        return new ServeSettings(
                address,
                port,
                hosts,
                tokens,
                Optional.empty(),
                limits[0],
                times[0],
                connections[0],
                times[1],
                times[2]);
    }

    private static List<Token> tokens(Fields fields) {
        var tokens = new ArrayList<Token>();
        var names = new HashSet<String>();
        var secrets = new HashSet<String>();
        fields.parts("tokens", part -> {
            var name = part.required("name");
            part.required("file");
            var file = part.path("file");
            if (!name.isEmpty() && !names.add(name)) {
                part.problem("name", "'" + name + "' is given twice");
            }
            if (file != null) {
                checkToken(part, file, secrets);
            }
            tokens.add(new Token(name, file, rights(part)));
        });
        return tokens;
    }

    /** @param others those of the tokens before it; it is added */
    private static void checkToken(Fields part, Path file, Set<String> others) {
        int before = part.problems().list().size();
        var token = SecretFile.strip(part.problems().read("serve.tokens", file));
        if (part.problems().list().size() > before) {
            return;
        }
        if (token.strip().length() < LEAST_TOKEN) {
            part.problem("file", "holds no token, or one that is too short: use at least 16 random characters");
        } else if (!others.add(token)) {
            part.problem("file", "holds the same token as another: nobody could tell who asks");
        }
    }

    private static EnumSet<Right> rights(Fields part) {
        var rights = EnumSet.noneOf(Right.class);
        for (var text : part.texts("rights")) {
            Right.of(text)
                    .ifPresentOrElse(
                            rights::add,
                            () -> part.problem("rights", "may be view, deploy, undeploy and forceUndeploy"));
        }
        if (rights.isEmpty()) {
            part.problem("rights", "must name at least one of view, deploy, undeploy and forceUndeploy");
        }
        return rights;
    }

    private static Limits limits(Fields part) {
        var usual = Limits.DEFAULT;
        return new Limits(
                part.number("bodyBytes", usual.bodyBytes(), 1_024, 100 * 1024 * 1024),
                part.number("bodyDepth", usual.bodyDepth(), 8, 500),
                part.number("pageItems", usual.pageItems(), 1, 1_000),
                part.number("operations", usual.operations(), 1, 10_000),
                seconds(part, "decisionSeconds", usual.decision()));
    }

    private static Duration seconds(Fields part, String name, Duration usual) {
        return Duration.ofSeconds(part.number(name, (int) usual.toSeconds(), 1, 3_600));
    }
}
