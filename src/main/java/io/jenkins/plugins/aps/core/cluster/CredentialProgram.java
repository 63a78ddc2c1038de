package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program that a kubeconfig names to get a credential from ({@code exec}). It is run each time a connection is opened,
 * and again when the server no longer accepts what it gave. Source: Kubernetes, "client-go credential plugins".
 */
final class CredentialProgram {
    private static final Set<String> VERSIONS =
            Set.of("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1");
    /** One that asks somebody to log in in a browser needs a while. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Of what it says of its failure. */
    private static final int MOST_CHARACTERS = 500;

    private static final Pattern SECRET_WORD =
            Pattern.compile("token|secret|password|passwd|bearer|authorization|credential", Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET_SHAPE = Pattern.compile("[A-Za-z0-9+_=.-]{24,}");
    /** Of what it prints: a credential is some kilobytes. */
    private static final int MOST_BYTES = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String which;
    private final JsonNode exec;
    private final JsonNode cluster;
    private final Duration longest;

    /**
     * @param which behind the words <i>the kubeconfig</i>
     * @param cluster what the program is told of it, if it wants to know
     */
    CredentialProgram(String which, JsonNode exec, JsonNode cluster) {
        this(which, exec, cluster, LONGEST);
    }

    /** @param longest how long it may take */
    CredentialProgram(String which, JsonNode exec, JsonNode cluster, Duration longest) {
        this.longest = longest;
        this.which = which;
        this.exec = exec;
        this.cluster = cluster;
    }

    /** What it gave; empty strings for what it didn't. */
    record Credential(String token, String certificate, String key) {}

    /**
     * Runs it. Blocks.
     *
     * @throws ApsException {@code invalidRequest} or {@code notAllowed}, with what it said on its standard error
     */
    Credential run() {
        if (!VERSIONS.contains(exec.path("apiVersion").asText())) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    name() + " is of the version '" + exec.path("apiVersion").asText()
                            + "', which is not known; known are client.authentication.k8s.io/v1 and /v1beta1");
        }
        if (exec.path("interactiveMode").asText().equals("Always")) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    name()
                            + " wants to ask at a terminal (interactiveMode: Always), which it can't be given here: log in"
                            + " with it first, and let the kubeconfig say IfAvailable");
        }
        return credential(output());
    }

    private String name() {
        return "the credential program '" + exec.path("command").asText() + "' of the kubeconfig " + which;
    }

    private String output() {
        Process process = null;
        try {
            process = start();
            process.getOutputStream().close();
            var output = read(process.getInputStream());
            var error = read(process.getErrorStream());
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("did not end within " + longest.toSeconds() + " s", "");
            }
            if (process.exitValue() != 0) {
                throw failed("ended with " + process.exitValue(), result(error));
            }
            return result(output);
        } catch (IOException e) {
            var hint = exec.path("installHint").asText("").strip();
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    name() + " can't be started: is it installed, and on the PATH?"
                            + (hint.isEmpty() ? "" : " " + hint),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", "");
        } finally {
            if (process != null) {
                // What it started and left behind too, which may hold its outputs open.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /** Something that it left running may keep it from ending. */
    private String result(CompletableFuture<String> output) throws InterruptedException {
        try {
            return output.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failed("ended, and left something running that still holds its output", "");
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is completed with a text", e);
        }
    }

    private Process start() throws IOException {
        var command = new ArrayList<String>();
        command.add(exec.path("command").asText());
        exec.path("args").forEach(each -> command.add(each.asText()));
        var builder = new ProcessBuilder(command);
        exec.path("env").forEach(each -> builder.environment()
                .put(each.path("name").asText(), each.path("value").asText()));
        builder.environment().put("KUBERNETES_EXEC_INFO", info());
        return builder.start();
    }

    private String info() {
        var info = JSON.createObjectNode();
        info.put("kind", "ExecCredential");
        info.put("apiVersion", exec.path("apiVersion").asText());
        var spec = info.putObject("spec");
        spec.put("interactive", false);
        if (exec.path("provideClusterInfo").asBoolean()) {
            spec.set("cluster", cluster);
        }
        return info.toString();
    }

    private static CompletableFuture<String> read(InputStream in) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (in) {
                        return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        // The process has ended.
                        return "";
                    }
                },
                work -> {
                    var thread = new Thread(work, "aps-credential-program");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** What it says is told in logs and on pages too, and some print what they have got. */
    private static String withoutSecrets(String said) {
        return said.lines()
                .filter(line -> !SECRET_WORD.matcher(line).find())
                .map(line -> SECRET_SHAPE.matcher(line).replaceAll("***"))
                .collect(Collectors.joining("\n"));
    }

    private ApsException failed(String how, String said) {
        var text = OneLine.of(withoutSecrets(said).strip(), Integer.MAX_VALUE);
        var end = text.length() > MOST_CHARACTERS ? "..." + text.substring(text.length() - MOST_CHARACTERS) : text;
        return new ApsException(ErrorCode.NOT_ALLOWED, name() + " " + how + (end.isEmpty() ? "" : ": " + end));
    }

    private Credential credential(String output) {
        JsonNode status;
        try {
            status = JSON.readTree(output).path("status");
        } catch (JsonProcessingException e) {
            // Its message quotes what was read, which may be a token.
            throw failed("printed no JSON on its standard output", "");
        }
        var credential = new Credential(
                status.path("token").asText(""),
                status.path("clientCertificateData").asText(""),
                status.path("clientKeyData").asText(""));
        if (credential.token().isEmpty() && credential.certificate().isEmpty()) {
            throw failed("gave neither a token nor a client certificate", "");
        }
        return credential;
    }
}
