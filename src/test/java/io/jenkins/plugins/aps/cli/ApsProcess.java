package io.jenkins.plugins.aps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the packaged command line, or a shell in which {@code aps} is it, as a user starts them. */
public final class ApsProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "aps.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder read = new StringBuilder();

    private ApsProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** {@code java -jar target/aps.jar WORDS}. */
    public static ApsProcess aps(Path folder, List<String> words) throws IOException {
        var command = new ArrayList<>(List.of(JAVA, "-Duser.home=" + folder, "-jar", JAR.toString()));
        command.addAll(words);
        return start(folder, Map.of(), command);
    }

    /** A script that ends at the first command that fails, and shows each. */
    static ApsProcess shell(Path folder, Map<String, String> environment, String script) throws IOException {
        var aps = "aps() { '" + JAVA + "' -Duser.home='" + folder + "' -jar '" + JAR + "' \"$@\"; }\n";
        return start(folder, environment, List.of("bash", "-euc", aps + script));
    }

    private static ApsProcess start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new ApsProcess(builder.start());
    }

    /** Whether there is a shell at all. */
    static boolean hasShell() {
        try {
            return new ProcessBuilder("bash", "-c", "git --version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** All that was printed up to a line with this text, and that line; fails where the program ends without it. */
    public String readTo(String text) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return read.toString();
            }
        }
        throw new AssertionError("'" + text + "' was not printed:\n" + read);
    }

    void pressEnter() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Asks it to end, as a shell's {@code kill} does; its output can still be read. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** All that was printed until its end. */
    public String readToEnd() throws IOException {
        var rest = new char[4096];
        for (int count = output.read(rest); count >= 0; count = output.read(rest)) {
            read.append(rest, 0, count);
        }
        return read.toString();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
