package io.jenkins.plugins.aps.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.output.ErrorPrinter;
import io.jenkins.plugins.aps.cli.output.Style;
import io.jenkins.plugins.aps.cli.output.TypedCommand;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whatever we tell people to type is understood by our own parser. */
class HintsTest {
    private static final Pattern COMMAND = Pattern.compile("'aps ([^']*)'");
    private static final Pattern LINE = Pattern.compile("(?m)^(?: *\\$ | {2,})?aps ([^\\n]*)");
    private static final Pattern INLINE = Pattern.compile("`aps ([^`]*)`");
    private static final Pattern BRACKETS = Pattern.compile("\\(aps ([^)]*)\\)");
    /** As a shell has it: what is quoted is one. */
    private static final Pattern WORD = Pattern.compile("([^ '\u201d]|'[^']*'|\u201d[^\u201d]*\u201d)+");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][-a-z]*");

    @TempDir
    Path folder;

    private final Set<String> understood = new HashSet<>();

    private CommandLine root;

    @BeforeEach
    void open() {
        root = new ApsCommandLine(new TestConsole(folder).host()).root();
    }

    /**
     * A hint, and what it is told after.
     *
     * @param command that was typed
     */
    private record Hint(String command, String text) {}

    /** Each once, with one of the errors that it is told with. */
    private Map<Hint, String> remedies() {
        var told = new LinkedHashMap<Hint, String>();
        root.getSubcommands().forEach((name, command) -> {
            var typed = ApsCommandLine.typed(root.parseArgs(name).subcommand());
            for (var code : ErrorCode.values()) {
                for (var reason : ErrorReason.values()) {
                    for (var outcome : FailureOutcome.values()) {
                        var error =
                                new ApsException(code, "why").because(reason).with(outcome);
                        if (canEnd(command, error)) {
                            var where = name + " " + code + " " + reason + " " + outcome;
                            told.putIfAbsent(new Hint(name, hint(typed, error)), where);
                            told.putIfAbsent(new Hint(name, hint(typed, error.of("holiday", ""))), where);
                        }
                    }
                }
            }
        });
        return told;
    }

    /** A command that asks no repository meets none of its errors. */
    private static boolean canEnd(CommandLine command, ApsException error) {
        var options = command.getCommandSpec().optionsMap().keySet();
        return switch (error.reason()) {
            case NO_REPOSITORY, SSH_HOST_UNKNOWN, SSH_HOST_CHANGED, SSH_KEY_MISSING, SSH_KEY_UNUSABLE, SSH_PASSPHRASE ->
                options.contains("--git-key");
            case NO_API_SERVER -> options.contains("--kubeconfig");
            default -> true;
        };
    }

    private static String hint(TypedCommand command, ApsException error) {
        var bytes = new ByteArrayOutputStream();
        new ErrorPrinter(new PrintStream(bytes, true, UTF_8), Style.PLAIN).error(command, error);
        return bytes.toString(UTF_8).lines().skip(1).collect(Collectors.joining("\n"));
    }

    @Test
    void eachRemedyNamesCommandsAndOptionsThatThereAre() {
        remedies().forEach((hint, where) -> {
            checkCommands(where, hint.text());
            var options =
                    root.getSubcommands().get(hint.command()).getCommandSpec().optionsMap();
            // What stands outside of a command is to be added to the one that was typed.
            assertThat(OPTION.matcher(COMMAND.matcher(hint.text()).replaceAll(""))
                            .results()
                            .map(MatchResult::group))
                    .as(where + ": " + hint.text())
                    .allSatisfy(option -> assertThat(options.keySet()).contains(option));
        });
    }

    @Test
    void eachHintAtAStopDoesToo() {
        for (var type : OperationType.values()) {
            for (boolean planned : new boolean[] {true, false}) {
                checkCommands(type + " " + planned, new StopHint("holiday", false).of(Optional.of(type), planned));
            }
        }
    }

    /** In whatever is printed, help and the demo's last words included: all of it stands in the sources. */
    @Test
    void eachCommandInOurSourcesIsUnderstood() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                found.addAll(commands(file.toString(), literals(Files.readString(file))));
            }
        }
        assertThat(found).hasSizeGreaterThan(50);
    }

    /** What docs tell people to type; an ellipsis stands for more of the same. */
    @Test
    void eachCommandInTheDocsIsUnderstood() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.list(Path.of("docs"))) {
            for (var file : Stream.concat(Stream.of(Path.of("README.md")), files)
                    .filter(each -> each.toString().endsWith(".md"))
                    .toList()) {
                // What shows how mistakes are told is no command to type.
                var page = Files.readString(file).replaceAll("\\$ aps [^\n]*\nError \\(invalidRequest\\)", "");
                for (var block : page.split("(?m)^```")) {
                    found.addAll(commands(file.toString(), block));
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(50);
    }

    /** The texts of a source, a line each, joined where they are broken in two; what is put in is a word. */
    private static String literals(String source) {
        return source.replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "")
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("\"\\s*\\+[^\";]*\\+\\s*\"", "holiday")
                .replaceAll("%s", "holiday")
                .replaceAll("\\\\\\\\\"[,;)]*\\s*(out.println\\()?\"", "")
                .replaceAll("\\\\\"", "\u201d")
                .replace('"', '\n');
    }

    /** Those in it, which all are understood. */
    private List<String> commands(String where, String text) {
        var joined = text.replaceAll("\\\\\\\\?\\n\\s*", "");
        var found = Stream.of(COMMAND, LINE, BRACKETS, INLINE)
                .flatMap(pattern -> pattern.matcher(joined).results())
                .map(match -> match.group(1).strip())
                // One of every command is a remedy, which is looked at as it is told.
                .filter(command -> command.matches("(?!holiday)[a-z]+( .*)?"))
                .toList();
        found.forEach(command -> check(where, command));
        return found;
    }

    private void checkCommands(String where, String hint) {
        COMMAND.matcher(hint).results().map(match -> match.group(1)).forEach(command -> check(where, command));
    }

    private void check(String where, String command) {
        if (!understood.add(command)) {
            return;
        }
        var words = command.replace("COMMAND", "deploy")
                .replaceAll(" (#|>|2>|&|<|\\||;).*", "")
                .replace(" ...", "");
        var parsed = new ApsCommandLine(new TestConsole(folder).host())
                .root()
                .parseArgs(WORD.matcher(words).results().map(MatchResult::group).toArray(String[]::new));
        assertThat(ParseErrors.of(parsed, root)).as(where + ": aps " + command).isEmpty();
        assertThat(parsed.hasSubcommand()).as(where + ": aps " + command).isTrue();
    }
}
