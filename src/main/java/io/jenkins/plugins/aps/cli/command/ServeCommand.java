package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.DeployingClusterOptions;
import io.jenkins.plugins.aps.cli.input.EnvironmentProxies;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.cli.output.SafeText;
import io.jenkins.plugins.aps.cli.serve.ApsServer;
import io.jenkins.plugins.aps.cli.serve.AvailabilityLog;
import io.jenkins.plugins.aps.cli.serve.Credentials;
import io.jenkins.plugins.aps.cli.serve.Loopback;
import io.jenkins.plugins.aps.cli.serve.ServeFile;
import io.jenkins.plugins.aps.cli.serve.ServeSettings;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.CatalogCheck;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.rest.Core;
import io.jenkins.plugins.aps.core.rest.RestApi;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        header = "Serves the dashboard, and the deployment service's REST API, over HTTP.",
        description = {
            "",
            "Listens on 127.0.0.1 only, for whoever is on this machine, unless a configuration file says otherwise: it names"
                    + " clusters, repositories, credentials (as files) and the tokens that are asked for. Ends with Ctrl-C or"
                    + " SIGTERM, after the requests that are being answered; operations that run stay recorded, and go on"
                    + " when they are entered again."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps serve --repository models",
            "  aps serve --config aps.yaml",
            "  curl http://127.0.0.1:8080/deployment-service/v1/applications"
        })
final class ServeCommand extends ApsCommand {
    private static final String CONFIG = "--config";
    private static final String NO_TOKEN = "--no-token";
    /** What may be said beside a configuration file. */
    private static final Set<String> OWN = Set.of(CONFIG, "--port", NO_TOKEN, "--no-color");

    @Spec
    private CommandSpec spec;

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            description = "Configuration in YAML, see docs/serve.md. Default: what the other options say.")
    private String config = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port to listen at; 0: any that is free. Default: the file's, else " + ServeSettings.PORT + ".")
    private Integer port;

    @Option(
            names = NO_TOKEN,
            description =
                    "Answers whoever is on this machine, all its users, without a token. Default: where the file names no"
                            + " tokens one is made for this run, or taken from $APS_TOKEN.")
    private boolean noToken;

    @Mixin
    private final DeployingClusterOptions cluster = new DeployingClusterOptions();

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    ServeCommand(Host host) {
        super(host);
    }

    @Override
    String textOnly() {
        return "the server";
    }

    @Override
    public Integer call() {
        var problems = problems();
        if (port != null && (port < 0 || port > 65_535)) {
            problems.add("--port", "must be a whole number from 0 to 65535");
        }
        var file = config.isEmpty() ? typed(problems) : configured(problems);
        var settings = guarded(file.serve(), problems);
        var proxies = EnvironmentProxies.of(host.environment(), problems);
        problems.check();
        try (var aps = host.core()
                .open(new ApsSettings(
                                file.clusters(),
                                file.repositories(),
                                host.environment().cache(),
                                Session.door(host),
                                ApsSettings.DEFAULT_TAKEOVER,
                                file.releaseInterval(),
                                file.catalogs())
                        .through(proxies))) {
            warn(file.catalogs());
            serve(settings, file.credentials(), aps);
        }
        return 0;
    }

    private void serve(ServeSettings settings, Credentials credentials, Aps aps) {
        var core = Core.lasting(aps);
        // From now on it keeps itself up to date: whoever asks first needn't wait for that.
        aps.readModel();
        var api = new RestApi(() -> core, settings.limits(), host.clock());
        var server = ApsServer.start(settings, api, host.environment().user(), credentials, this::log);
        var stopped = new CountDownLatch(1);
        var stopping = new Thread(
                () -> {
                    server.close();
                    aps.close();
                    stopped.countDown();
                },
                "aps-serve-stop");
        host.hooks().add(stopping);
        tell(settings, server.port());
        var availability = AvailabilityLog.start(aps.readModel(), this::log);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            host.hooks().remove(stopping);
            server.close();
        } finally {
            availability.interrupt();
        }
    }

    /** Loopback is shared by all users of a machine: one who names no tokens has one made. */
    private ServeSettings guarded(ServeSettings settings, InputProblems problems) {
        if (settings == null || noToken || !settings.tokens().isEmpty()) {
            if (noToken && settings != null && !settings.tokens().isEmpty()) {
                problems.add(NO_TOKEN, "the file names tokens: remove them, or leave the option out");
            }
            return settings;
        }
        var chosen = host.environment().variable("APS_TOKEN");
        if (!chosen.isEmpty() && !chosen.matches("[A-Za-z0-9._~-]{16,200}")) {
            problems.add("$APS_TOKEN", "must be 16 to 200 letters, digits, dots, hyphens, tildes and underscores");
        }
        return settings.withOwnToken(new SecretValue(chosen.isEmpty() ? random() : chosen));
    }

    private static String random() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void tell(ServeSettings settings, int listening) {
        var address = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        var root = "http://" + address + ":" + listening;
        host.out().println("Serving " + root + "/ (dashboard) and " + root + RestApi.BASE + "/v1/applications (API)");
        if (settings.ownToken().isPresent()) {
            var token = settings.ownToken().get().reveal();
            host.out().println("Open " + root + "/#token=" + token);
            host.out()
                    .println("Requests to the API carry 'Authorization: Bearer " + token + "'. Both are yours alone.");
        } else if (settings.tokens().isEmpty()) {
            host.out().println("No token is asked for: whoever is on this machine may do everything.");
        } else if (!Loopback.is(settings.address())) {
            host.err()
                    .println("Warning: it listens at " + settings.address()
                            + " without TLS: whoever is on the way can read the"
                            + " tokens. Let a proxy end TLS before it.");
        }
        host.out().println("Ctrl-C ends it.");
        host.out().flush();
    }

    /** What can be read here: one that can't be used takes no other away, and hinders only who wants it. */
    private void warn(List<CatalogSettings> catalogs) {
        catalogs.stream().filter(each -> each.url().isEmpty()).forEach(each -> CatalogCheck.problem(
                        each, ProxyChoice.none())
                .ifPresent(problem -> host.err().println("Warning: " + problem)));
    }

    private void log(String line) {
        host.err().println(host.clock().instant() + " " + SafeText.line(line));
    }

    private ServeFile configured(InputProblems problems) {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !OWN.contains(name))
                .forEach(name -> problems.add(name, "belongs into the configuration file where --config is given"));
        var file = ServeFile.read(CONFIG, host.environment().path(config), problems);
        return port == null || file.serve() == null
                ? file
                : file.with(file.serve().withPort(port));
    }

    private ServeFile typed(InputProblems problems) {
        return new ServeFile(
                ServeSettings.local(port == null ? ServeSettings.PORT : port),
                Credentials.none(),
                List.of(Session.settings(host, cluster, problems)),
                List.of(repository.settings(host.environment(), problems)));
    }
}
