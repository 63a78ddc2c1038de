package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.output.SafeText;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/** Has a person type the name of an application: a yes is typed before it is thought of. */
final class Confirmation {
    /** Characters of an answer. */
    private static final int LONGEST = 200;

    private final Host host;

    Confirmation(Host host) {
        this.host = host;
    }

    /**
     * Returns when the name was typed, or where there is nothing to lose.
     *
     * @throws io.jenkins.plugins.aps.core.model.ApsException {@code invalidRequest}, if anything else was typed
     */
    void undeploying(Instance instance) {
        if (instance.status() == Status.NOT_DEPLOYED) {
            return;
        }
        host.err()
                .println("This removes " + SafeText.line(instance.application()) + " ("
                        + SafeText.line(instance.release()) + ", version " + instance.applicationVersion() + ", "
                        + instance.status().json()
                        + ") with everything in its namespace, its data too. It cannot be undone.");
        ask(instance.application(), "Type its name to go on: ", "it stays as it is");
    }

    /** The same, before its record is written. */
    void adopting(String application) {
        ask(application, "Type its name to record it: ", "nothing was recorded");
    }

    private void ask(String name, String question, String otherwise) {
        host.err().print(question);
        host.err().flush();
        var typed = line();
        if (!typed.equals(name)) {
            var problems = new InputProblems();
            problems.add(
                    "APPLICATION",
                    (typed.isEmpty() ? "its name was not typed" : "'" + typed + "' was typed, not '" + name + "'")
                            + ": " + otherwise + "; --yes asks nothing");
            problems.check();
        }
    }

    private String line() {
        var bytes = new ByteArrayOutputStream();
        try {
            for (int read = host.in().read(); read != -1 && read != '\n' && bytes.size() < LONGEST; ) {
                bytes.write(read);
                read = host.in().read();
            }
        } catch (IOException e) {
            // Nobody is there to answer.
            return "";
        }
        return bytes.toString(Charset.defaultCharset()).strip();
    }
}
