package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.demo.Demo;
import io.jenkins.plugins.aps.cli.input.Environment;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Shows it all without a cluster: an embedded one, a sample project, a deployment, a failure.",
        description = {
            "",
            "Needs nothing but Java, listens on 127.0.0.1 only, and cleans up when it ends. Until then the other commands"
                    + " can be tried against it from another terminal; it prints them."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps demo", "  aps demo --no-wait"})
final class DemoCommand extends ApsCommand {
    @Option(names = "--no-wait", description = "Ends at once instead of waiting for Enter.")
    private boolean noWait;

    /** The demo stops as a whole. */
    private static final ExitHooks NO_HOOKS = new ExitHooks() {
        @Override
        public void add(Thread hook) {}

        @Override
        public void remove(Thread hook) {}
    };

    DemoCommand(Host host) {
        super(host);
    }

    @Override
    String textOnly() {
        return "the demo";
    }

    @Override
    public Integer call() {
        problems().check();
        try (var demo = new Demo(this::type, host.out())) {
            var cleaning = new Thread(() -> stop(demo), "aps-demo-cleaning");
            host.hooks().add(cleaning);
            boolean well = demo.walk(host.clock());
            if (!noWait) {
                demo.tellHowToGoOn(program());
                demo.waitForEnter(host.in());
            }
            host.hooks().remove(cleaning);
            return well ? 0 : ErrorCode.FAILED.exitCode();
        }
    }

    /** Errors go where the rest goes, so that they stand in their place also in a file. */
    private int type(Path kubeconfig, Path folder, List<String> words) {
        var outer = host.environment();
        var variables = new HashMap<>(outer.variables());
        variables.put("KUBECONFIG", kubeconfig.toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        if (output.noColor()) {
            variables.put("NO_COLOR", "1");
        }
        var inner = new Host(
                host.out(),
                host.out(),
                host.in(),
                new Environment(variables, outer.home(), folder, outer.user(), outer.process()),
                host.clock(),
                host.terminal(),
                host.signs(),
                host.core(),
                NO_HOOKS);
        return new ApsCommandLine(inner).run(words.toArray(String[]::new));
    }

    /** What a command that loses its cluster would still say is of no use to anybody. */
    private void stop(Demo demo) {
        host.out().println();
        host.out().println("Demo stopped.");
        host.out().close();
        demo.close();
    }

    /** How this very program is started. */
    private static String program() {
        try {
            var place = Path.of(DemoCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return place.toString().endsWith(".jar") ? "java -jar " + place : "aps";
        } catch (URISyntaxException e) {
            return "aps";
        }
    }
}
