package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.source.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sample project in memory, to be spoilt by a test; and requests, a release and a catalog that fit it. */
final class Fixture implements ProjectFiles {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Entry> odd = new ArrayList<>();

    static Fixture holiday() {
        return of("holiday");
    }

    /** With every field that the modeling application is known to write. */
    static Fixture exported() {
        return of("exported");
    }

    private static Fixture of(String folder) {
        var fixture = new Fixture();
        try {
            var root = Path.of(Fixture.class.getResource(folder).toURI());
            try (var all = Files.walk(root)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    fixture.files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return fixture;
    }

    Fixture with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Fixture with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    Fixture replacing(String path, String old, String now) {
        return with(path, new String(files.get(path), StandardCharsets.UTF_8).replace(old, now));
    }

    Fixture without(String path) {
        files.remove(path);
        return this;
    }

    /** An entry that must not be read. */
    Fixture odd(Entry entry) {
        odd.add(entry);
        return this;
    }

    Fixture below(String folder) {
        var moved = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> moved.put(folder + "/" + path, bytes));
        files.clear();
        files.putAll(moved);
        return this;
    }

    @Override
    public List<Entry> list() {
        var all = new ArrayList<Entry>();
        files.forEach((path, bytes) -> all.add(new Entry(path, bytes.length, Kind.FILE)));
        all.addAll(odd);
        return all;
    }

    @Override
    public byte[] read(Entry entry) {
        if (odd.contains(entry)) {
            throw new AssertionError(entry + " must not be read");
        }
        return files.get(entry.path());
    }

    static Release release() {
        return new Release("models", "holiday", 3, "Tina", Instant.EPOCH, "", true, "a".repeat(40), "holiday", "none");
    }

    static Catalog catalog() {
        return new Catalog(
                "activiti-7",
                List.of(),
                Map.of(
                        "email",
                        new Catalog.Connector(
                                "email",
                                "registry.example.org/email:1",
                                List.of("SEND"),
                                List.of(
                                        new Variable("EMAIL_PORT", "", "587", true, false),
                                        new Variable("EMAIL_SMTP_AUTH", "", "true", false, false)),
                                "test"),
                        "slack",
                        new Catalog.Connector("slack", "", List.of(), List.of(), "test")),
                Map.of("process", new Catalog.Ui("process", "registry.example.org/ui:1", Map.of(), "test")));
    }

    static ConnectorRequest connector(String name, String template, String image, String variables) {
        return new ConnectorRequest(name, template, image, variables, Map.of());
    }

    static ConnectorRequest email(String variables) {
        return new ConnectorRequest(
                "email",
                "",
                "",
                variables,
                Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("s3cret"))));
    }

    /** What deploys the sample project. */
    static List<ConnectorRequest> connectors() {
        return List.of(
                email("{\"EMAIL_HOST\": \"smtp.example.org\", \"EMAIL_TLS\": true}"),
                connector("slack", "", "registry.example.org:5000/slack:2", ""),
                connector("erp", "", "registry.example.org/erp@sha256:" + "0".repeat(64), ""));
    }

    static DeployRequest request(String application, List<ConnectorRequest> connectors) {
        return request(application, "holiday", "3", "", administrators("admin"), connectors);
    }

    static Access administrators(String... users) {
        return new Access(new Principals(List.of(users), List.of()), Principals.NONE);
    }

    static DeployRequest request(
            String application,
            String project,
            String release,
            String descriptor,
            Access access,
            List<ConnectorRequest> connectors) {
        return new DeployRequest(
                "op-1",
                "me",
                "",
                application,
                "",
                "",
                project,
                release,
                descriptor,
                access,
                connectors,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                false,
                FailurePolicy.LEAVE,
                IfRunning.WAIT);
    }
}
