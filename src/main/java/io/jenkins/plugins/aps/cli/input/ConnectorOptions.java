package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/**
 * Where connectors come from and what they are set to.
 *
 * <p>A message never repeats what follows the first {@code =} of {@code --secret}: it may be the secret itself.
 */
public final class ConnectorOptions {
    private static final String CONNECTOR = "--connector";
    private static final String VARIABLES = "--variables";
    private static final String SECRET = "--secret";

    /** In place of what can't be read, and never sent: what stands there is told, so that it is not missing. */
    private static final String UNREAD = "?";

    @Option(
            names = CONNECTOR,
            paramLabel = "NAME=IMAGE|TEMPLATE",
            description = {
                "Where a connector of the project comes from: the image of your own, or the name of one that the platform"
                        + " offers (email, slack, rest, ...). What holds '/', ':' or '.' is an image, a plain word a"
                        + " template: write 'mine:latest' for an image 'mine'. Not needed where the model names its"
                        + " template. Repeatable."
            })
    private List<String> connectors = new ArrayList<>();

    @Option(
            names = VARIABLES,
            paramLabel = "NAME=@FILE|JSON",
            description =
                    "Variables of a connector as a flat JSON object, or a file with one. They win over the model's"
                            + " defaults. Repeatable.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = SECRET,
            paramLabel = "NAME.VARIABLE=@FILE",
            description =
                    "A secret variable of a connector, read from a file without the line break at its end: never on"
                            + " the command line, where others could see it. Repeatable.")
    private List<String> secrets = new ArrayList<>();

    private final Set<String> doubtful = new TreeSet<>();

    /** Fields of the requests that were said in a way that can't be read; known once those are made. */
    public Set<String> doubtful() {
        return doubtful;
    }

    /** What was asked for, by connector; what is wrong is added to {@code problems}. */
    public List<ConnectorRequest> requests(Environment environment, InputProblems problems) {
        var drafts = new TreeMap<String, Draft>();
        connectors.forEach(text -> connector(text, drafts, problems));
        variables.forEach(text -> variables(text, drafts, environment, problems));
        secrets.forEach(text -> secret(text, drafts, environment, problems));
        return drafts.entrySet().stream()
                .map(entry -> entry.getValue().request(entry.getKey()))
                .toList();
    }

    private void connector(String text, Map<String, Draft> drafts, InputProblems problems) {
        var name = name(CONNECTOR, text, "NAME=IMAGE or NAME=TEMPLATE", problems);
        if (name.isEmpty()) {
            doubtful.add(image(text));
            return;
        }
        var draft = drafts.computeIfAbsent(name, key -> new Draft());
        if (draft.origin != null) {
            problems.add(CONNECTOR, "'" + name + "' is given more than once");
        }
        draft.origin = after(text);
        if (draft.origin.isBlank()) {
            problems.add(CONNECTOR, "'" + name + "=' lacks an image or a template after the equals sign");
            doubtful.add(image(name));
        }
    }

    private static String image(String connector) {
        return "connectors." + connector + ".image";
    }

    private void variables(String text, Map<String, Draft> drafts, Environment environment, InputProblems problems) {
        int dot = text.indexOf('.');
        if (dot > 0 && dot < text.indexOf('=')) {
            oneVariable(text, drafts, problems);
            return;
        }
        var name = name(VARIABLES, text, "NAME=JSON or NAME=@FILE", problems);
        if (name.isEmpty()) {
            return;
        }
        var draft = drafts.computeIfAbsent(name, key -> new Draft());
        if (!draft.variables.isEmpty()) {
            problems.add(VARIABLES, "'" + name + "' is given more than once: put all variables into one object");
        }
        var value = after(text);
        int told = problems.list().size();
        draft.variables =
                value.startsWith("@") ? problems.read(VARIABLES, environment.path(value.substring(1))) : value;
        if (problems.list().size() > told) {
            unread(name, draft);
        }
    }

    private void oneVariable(String text, Map<String, Draft> drafts, InputProblems problems) {
        var named = text.substring(0, text.indexOf('='));
        var connector = named.substring(0, named.indexOf('.'));
        var variable = named.substring(named.indexOf('.') + 1);
        problems.add(
                VARIABLES,
                "'" + named + "' names one variable; all of a connector are given as one object: " + VARIABLES + " "
                        + connector + "='{\"" + variable + "\": \"...\"}', or in a file: " + connector
                        + "=@FILE. A secret one: " + SECRET + " " + named + "=@FILE");
        unread(connector, drafts.computeIfAbsent(connector, key -> new Draft()));
    }

    private void unread(String connector, Draft draft) {
        draft.variables = UNREAD;
        doubtful.add("connectors." + connector + ".variables");
    }

    private static void secret(
            String text, Map<String, Draft> drafts, Environment environment, InputProblems problems) {
        int equals = text.indexOf('=');
        int dot = text.indexOf('.');
        if (equals < 0 || dot < 1 || dot > equals - 2) {
            problems.add(SECRET, "write it as NAME.VARIABLE=@FILE, for example email.EMAIL_PASSWORD=@password.txt");
            return;
        }
        var name = text.substring(0, dot);
        var variable = text.substring(dot + 1, equals);
        problems.add(SECRET, ApplicationName.shapeProblem(name));
        int told = problems.list().size();
        var value = "";
        if (text.startsWith("@", equals + 1)) {
            value = SecretFile.strip(problems.read(SECRET, environment.path(text.substring(equals + 2))));
        } else {
            problems.add(
                    SECRET,
                    name + "." + variable + ": a secret is read from a file only: write " + name + "." + variable
                            + "=@FILE");
        }
        var kept = new SecretValue(problems.list().size() > told ? UNREAD : value);
        var draft = drafts.computeIfAbsent(name, key -> new Draft());
        if (draft.secrets.put(variable, new ConnectorSecret(ConnectorSecret.FILE, kept)) != null) {
            problems.add(SECRET, name + "." + variable + " is given more than once");
        }
    }

    private static String name(String option, String text, String form, InputProblems problems) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            problems.add(option, "write it as " + form + ", with the name of a connector of the project");
            return "";
        }
        var name = text.substring(0, equals);
        problems.add(option, ApplicationName.shapeProblem(name));
        return name;
    }

    private static String after(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    private static final class Draft {
        private String origin;
        private String variables = "";
        private final Map<String, ConnectorSecret> secrets = new TreeMap<>();

        ConnectorRequest request(String name) {
            var given = origin == null ? "" : origin;
            boolean image = given.matches(".*[/:.].*");
            return new ConnectorRequest(name, image ? "" : given, image ? given : "", variables, secrets);
        }
    }
}
