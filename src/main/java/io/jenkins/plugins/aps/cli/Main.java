package io.jenkins.plugins.aps.cli;

import io.jenkins.plugins.aps.cli.command.ApsCommandLine;
import io.jenkins.plugins.aps.cli.command.ExitHooks;
import io.jenkins.plugins.aps.cli.command.Host;
import io.jenkins.plugins.aps.cli.input.Environment;
import io.jenkins.plugins.aps.core.api.ApsCore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the process begins: meets the real world, runs one command, ends with its exit code. */
public final class Main {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty("java.util.logging.config.file") == null) {
            // What matters to the user is told by the commands; the libraries' logs would break their lines.
            Logger.getLogger("").setLevel(Level.OFF);
        }
        if (System.getProperty(TUNNEL_SCHEMES) == null) {
            // Most proxies know no other way to log in; Java lets none through a tunnel by this one unless told so.
            System.setProperty(TUNNEL_SCHEMES, "");
        }
        var charset = outputCharset();
        var host = new Host(
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                System.in,
                Environment.ofThisProcess(),
                Clock.systemDefaultZone(),
                terminal(),
                charset.newEncoder().canEncode('●'),
                ApsCore::open,
                ExitHooks.ofThisProcess());
        System.exit(new ApsCommandLine(host).run(args));
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /** What the terminal or the locale uses; newer Java tells it under another name. */
    private static Charset outputCharset() {
        for (var property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
            var name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return Charset.defaultCharset();
    }

    /** Since Java 22 there is always a console, and it says itself whether it is a terminal. */
    private static boolean terminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
