package io.jenkins.plugins.aps.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.output.ErrorPrinter;
import io.jenkins.plugins.aps.cli.output.Style;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whatever we tell people to type is understood by our own parser. */
class HintsTest {
    private static final Pattern COMMAND = Pattern.compile("'aps ([^']*)'");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][-a-z]*");

    @TempDir
    Path folder;

    private CommandLine root;

    @BeforeEach
    void open() {
        root = new ApsCommandLine(new TestConsole(folder).host()).root();
    }

    /** Each once, with one of the errors that it is told with. */
    private Map<String, String> remedies() {
        var told = new LinkedHashMap<String, String>();
        for (var command : root.getSubcommands().keySet()) {
            for (var code : ErrorCode.values()) {
                for (var reason : ErrorReason.values()) {
                    for (var outcome : FailureOutcome.values()) {
                        var error = new ApsException(code, "why")
                                .because(reason)
                                .with(outcome)
                                .of("holiday", "");
                        told.putIfAbsent(hint(command, error), command + " " + code + " " + reason + " " + outcome);
                    }
                }
            }
        }
        return told;
    }

    private static String hint(String command, ApsException error) {
        var bytes = new ByteArrayOutputStream();
        new ErrorPrinter(new PrintStream(bytes, true, UTF_8), Style.PLAIN).error(command, error);
        return bytes.toString(UTF_8).lines().skip(1).collect(Collectors.joining("\n"));
    }

    @Test
    void eachRemedyNamesCommandsAndOptionsThatThereAre() {
        remedies().forEach((hint, where) -> check(where, hint));
    }

    @Test
    void eachHintAtAStopDoesToo() {
        for (var type : OperationType.values()) {
            for (boolean planned : new boolean[] {true, false}) {
                check(type + " " + planned, new StopHint("holiday", false).of(Optional.of(type), planned));
            }
        }
    }

    private void check(String where, String hint) {
        var options = root.getSubcommands().values().stream()
                .flatMap(each -> each.getCommandSpec().optionsMap().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(OPTION.matcher(hint).results().map(match -> match.group()))
                .as(where + ": " + hint)
                .allSatisfy(option -> assertThat(options).contains(option));
        COMMAND.matcher(hint).results().map(match -> match.group(1)).forEach(command -> {
            var words = command.replace("URL", "models").replace("COMMAND", "deploy");
            var parsed =
                    new ApsCommandLine(new TestConsole(folder).host()).root().parseArgs(words.split(" "));
            assertThat(ParseErrors.of(parsed, root)).as(where + ": " + command).isEmpty();
        });
    }
}
