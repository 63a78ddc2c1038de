package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.output.ErrorPrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.cli.output.TypedCommand;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: words in, exit code out. One for a process, or for each test. */
public final class ApsCommandLine {
    /** As {@code sysexits.h} has it: an error while doing I/O on some file. */
    static final int LOST_OUTPUT = 74;

    private final Host host;

    public ApsCommandLine(Host host) {
        this.host = host;
    }

    /** Runs one command; never throws. What nobody can have read is no success. */
    public int run(String... args) {
        int exit = answer(args);
        boolean lost = host.out().checkError();
        if (lost) {
            host.err()
                    .println(
                            "Error: the output could not be written completely: the disk is full, or the program that reads"
                                    + " it has ended. What the command did is done.");
        }
        host.err().flush();
        return lost && exit == 0 ? LOST_OUTPUT : exit;
    }

    private int answer(String... args) {
        var root = root();
        var parsed = root.parseArgs(args);
        if (help(parsed)) {
            return 0;
        }
        var mistyped = MistypedOptions.of(args, last(parsed));
        var errors = new ArrayList<>(mistyped.typos());
        if (!errors.isEmpty()) {
            // It is not run; all else is checked as it was meant.
            root = root();
            parsed = root.parseArgs(mistyped.words());
        }
        errors.addAll(ParseErrors.of(parsed, root));
        var last = last(parsed);
        // A wrong command line may have failed to say how to answer.
        boolean json = asksForJson(args);
        if (last == parsed) {
            if (errors.isEmpty()) {
                root.usage(host.err());
                return ErrorCode.INVALID_REQUEST.exitCode();
            }
            return fail(TypedCommand.NONE, json, new OutputOptions(), ParseErrors.failure(errors));
        }
        var command = (ApsCommand) last.commandSpec().userObject();
        var typed = typed(last);
        command.parsed(errors);
        int exit = call(typed, json, command);
        // A command that did not look at them has done nothing wrong only by luck.
        return errors.isEmpty() || exit != 0 ? exit : fail(typed, json, command.output, ParseErrors.failure(errors));
    }

    static TypedCommand typed(ParseResult parsed) {
        var application = parsed.matchedPositionals().stream()
                .filter(each -> each.paramLabel().equals("APPLICATION"))
                .map(each -> String.valueOf(each.<String>getValue()))
                .filter(name -> ApplicationName.problem(name).isEmpty())
                .findFirst()
                .orElse("");
        var spec = parsed.commandSpec();
        return new TypedCommand(
                spec.name(), application, Set.copyOf(spec.optionsMap().keySet()));
    }

    /** What stands there, read as the parser would, which stops at the first word that it doesn't understand. */
    private static boolean asksForJson(String... args) {
        var words = String.join(" ", args).toLowerCase(Locale.ROOT) + " ";
        return words.contains("--output=json ") || words.contains("--output json ");
    }

    private int call(TypedCommand typed, boolean asked, ApsCommand command) {
        boolean json = asked || command.output.json();
        try {
            return command.call();
        } catch (Stopped e) {
            return Stopped.EXIT_CODE;
        } catch (ApsException e) {
            return fail(typed, json, command.output, e);
        } catch (RuntimeException e) {
            return fail(typed, json, command.output, ErrorPrinter.defect(e));
        } finally {
            host.out().flush();
            host.err().flush();
        }
    }

    private int fail(TypedCommand typed, boolean json, OutputOptions output, ApsException error) {
        if (json) {
            new JsonPrinter(host.out()).error(error);
        } else {
            new ErrorPrinter(host.err(), output.style(host)).error(typed, error);
        }
        if (error.getCause() != null
                && !host.environment().variable("APS_DEBUG").isEmpty()) {
            error.getCause().printStackTrace(host.err());
        }
        return error.code().exitCode();
    }

    private boolean help(ParseResult parsed) {
        for (var level = parsed; level != null; level = level.subcommand()) {
            if (level.isUsageHelpRequested()) {
                level.commandSpec().commandLine().usage(host.out());
                return true;
            }
            if (level.isVersionHelpRequested()) {
                level.commandSpec().commandLine().printVersionHelp(host.out());
                return true;
            }
        }
        return false;
    }

    CommandLine root() {
        var root = new CommandLine(new RootCommand())
                .addSubcommand(new ReleasesCommand(host))
                .addSubcommand(new DeployCommand(host))
                .addSubcommand(new RollbackCommand(host))
                .addSubcommand(new RedeployCommand(host))
                .addSubcommand(new StatusCommand(host))
                .addSubcommand(new ExportCommand(host))
                .addSubcommand(new UndeployCommand(host))
                .addSubcommand(new AdoptCommand(host))
                .addSubcommand(new ServeCommand(host))
                .addSubcommand(new DemoCommand(host))
                .addSubcommand(new HelpCommand(host))
                .registerConverter(Duration.class, new Minutes())
                .registerConverter(FailurePolicy.class, new LowerCase<>(FailurePolicy.class))
                .registerConverter(IfRunning.class, new LowerCase<>(IfRunning.class))
                .registerConverter(OutputFormat.class, new LowerCase<>(OutputFormat.class))
                // '@' means a file in our own options, after the equals sign; a word that begins with it is no option
                // file.
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(34);
        collectErrors(root);
        root.getSubcommands().values().forEach(ApsCommandLine::hideFormat);
        return root;
    }

    /** Help offers nothing that is always refused. */
    private static void hideFormat(CommandLine command) {
        var spec = command.getCommandSpec();
        if (((ApsCommand) spec.userObject()).isTextOnly()) {
            var format = spec.findOption(OutputOptions.FORMAT);
            spec.remove(format);
            spec.addOption(OptionSpec.builder(format).hidden(true).build());
        }
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(ApsCommandLine::collectErrors);
    }

    private static ParseResult last(ParseResult parsed) {
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }
}
