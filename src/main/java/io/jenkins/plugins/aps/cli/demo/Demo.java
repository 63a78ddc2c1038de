package io.jenkins.plugins.aps.cli.demo;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks through the commands against a cluster in this process and a sample repository in a temporary folder. Each
 * command is shown as it would be typed, and run by the very same code.
 */
public final class Demo implements AutoCloseable {
    private static final String GATEWAY = "https://gateway.example.org";
    private static final List<String> ACCESS = List.of("--admin-user", "ada", "--group", "staff");
    private static final List<String> CONNECTORS = List.of(
            "--secret",
            "email.EMAIL_PASSWORD=@smtp-password.txt",
            "--secret",
            "slack.SLACK_XOXB=@slack-token.txt",
            "--variables",
            "calendar={\"CALENDAR_URL\":\"https://calendar.example.org\"}");

    private final Shell shell;
    private final PrintStream out;
    private final TemporaryFolder folder = new TemporaryFolder();
    private EmbeddedCluster cluster;

    /** Runs one command with a kubeconfig, in a folder, and tells its exit code. */
    @FunctionalInterface
    public interface Shell {
        int run(Path kubeconfig, Path folder, List<String> words);
    }

    public Demo(Shell shell, PrintStream out) {
        this.shell = shell;
        this.out = out;
    }

    /**
     * The whole walk.
     *
     * @return whether everything went as it should: the broken upgrade not, all else well
     */
    public boolean walk(Clock clock) {
        cluster = EmbeddedCluster.start();
        new SampleRepository(folder.path().resolve("models"), clock).create();
        folder.write("kubeconfig", cluster.kubeconfig());
        folder.write("smtp-password.txt", "an example, no password\n");
        folder.write("slack-token.txt", "an example, no token\n");
        out.println("A cluster in this process listens at " + cluster.serverUrl()
                + ", a Git repository with a sample project is in");
        out.println(folder.path() + ". Nothing else of this machine is touched.");

        title("1. What can be deployed");
        boolean well = type("releases", "--repository", "models") == 0;

        title("2. Release 1 becomes an application");
        well &= type(deploy("1", "1.0")) == 0;

        title("3. The same again changes nothing");
        well &= type(deploy("1", "1.0")) == 0;

        title("4. Release 2 with an image that does not exist: back to release 1 by itself");
        var broken = new ArrayList<>(deploy("2", "does-not-exist"));
        broken.addAll(List.of("--component-timeout-minutes", "0.1"));
        well &= type(broken) == 1;

        title("5. Release 2 as it should be");
        well &= type(deploy("2", "2.0")) == 0;

        title("6. Back to release 1 all the same");
        well &= type("rollback", "holiday") == 0;

        title("7. How it stands, and how it came there");
        well &= type("status", "holiday") == 0;
        return well;
    }

    /** What the user can do in another terminal while the demo waits. */
    public void tellHowToGoOn(String program) {
        title("Go on in another terminal");
        out.println("  alias aps='" + program + "'");
        out.println("  export KUBECONFIG=" + folder.path().resolve("kubeconfig"));
        out.println("  cd " + folder.path() + "   # the sample project's; it goes with the demo");
        out.println();
        out.println("  aps status holiday");
        out.println("  aps releases --repository models --project holiday --release 2");
        out.println("  aps deploy summer --repository models --project holiday --release 2 --admin-user ada \\");
        out.println("    --connector calendar=registry.example.org/holiday/calendar:1.0 \\");
        out.println("    --secret email.EMAIL_PASSWORD=@smtp-password.txt --secret slack.SLACK_XOXB=@slack-token.txt");
        out.println("  aps rollback holiday --to-version 4");
        out.println("  aps undeploy holiday --yes");
        out.println("  # in a browser, by the link that it prints: aps serve --repository models");
        out.println();
    }

    /** Ends with the next line, or with the end of the input. */
    public void waitForEnter(InputStream in) {
        out.println("Press Enter to end the demo. Its cluster and its folder go with it.");
        out.flush();
        try {
            int read;
            do {
                read = in.read();
            } while (read != '\n' && read != -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (cluster != null) {
                cluster.close();
                cluster = null;
            }
        } finally {
            folder.close();
        }
    }

    private static List<String> deploy(String release, String calendar) {
        var words = new ArrayList<>(
                List.of("deploy", "holiday", "--repository", "models", "--project", "holiday", "--release", release));
        words.addAll(ACCESS);
        words.addAll(List.of("--connector", "calendar=registry.example.org/holiday/calendar:" + calendar));
        words.addAll(CONNECTORS);
        words.addAll(List.of("--gateway-url", GATEWAY));
        return words;
    }

    private int type(String... words) {
        return type(List.of(words));
    }

    private int type(List<String> words) {
        out.println("$ aps " + CommandText.of(words));
        out.flush();
        return shell.run(folder.path().resolve("kubeconfig"), folder.path(), words);
    }

    private void title(String title) {
        out.println();
        out.println("== " + title);
    }
}
