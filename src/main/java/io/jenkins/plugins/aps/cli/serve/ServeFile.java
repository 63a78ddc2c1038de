package io.jenkins.plugins.aps.cli.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * The configuration file: docs/contracts.md, and what only a server needs.
 *
 * @param serve where it listens, and whom it answers
 * @param clusters in the file's order
 * @param repositories in the file's order
 * @param catalogs platform versions beside those that we ship
 * @param releaseInterval how often each repository is asked for its releases
 */
public record ServeFile(
        ServeSettings serve,
        Credentials credentials,
        List<ClusterSettings> clusters,
        List<RepositorySettings> repositories,
        List<CatalogSettings> catalogs,
        Duration releaseInterval) {
    /** Without any platform version of one's own. */
    public ServeFile(
            ServeSettings serve,
            Credentials credentials,
            List<ClusterSettings> clusters,
            List<RepositorySettings> repositories) {
        this(serve, credentials, clusters, repositories, List.of(), ApsSettings.DEFAULT_RELEASE_INTERVAL);
    }

    /**
     * Reads and checks it; what is wrong is added to {@code problems}, all of it.
     *
     * @param option what named the file
     */
    public static ServeFile read(String option, Path file, InputProblems problems) {
        int before = problems.list().size();
        var root = parse(option, problems.read(option, file), problems);
        if (problems.list().size() > before) {
            // What can't be read lacks nothing: one mistake, one problem.
            return new ServeFile(null, Credentials.none(), List.of(), List.of());
        }
        var fields = new Fields("", root, file.getParent(), problems);
        var serve = new ServeSettings[1];
        fields.part("serve", part -> serve[0] = ServePart.read(part));
        var credentials = CredentialsPart.read(fields);
        var clusters = new ArrayList<ClusterSettings>();
        fields.parts("clusters", part -> clusters.add(ClusterPart.read(part, credentials)));
        var repositories = new ArrayList<RepositorySettings>();
        fields.parts("repositories", part -> repositories.add(RepositoryPart.read(part, credentials)));
        var catalogs = new ArrayList<CatalogSettings>();
        fields.parts("catalogs", part -> catalogs.add(CatalogPart.read(part)));
        var interval = fields.number(
                "releaseIntervalSeconds", (int) ApsSettings.DEFAULT_RELEASE_INTERVAL.toSeconds(), 10, 86_400);
        if (clusters.isEmpty()) {
            fields.problem("clusters", "must name at least one cluster");
        }
        once(fields, "clusters", clusters, ClusterSettings::name);
        once(fields, "repositories", repositories, RepositorySettings::name);
        once(fields, "catalogs", catalogs, CatalogSettings::name);
        for (var name : List.of("devopsRoles", "serviceIdentity", "serviceIdentityJobs", "serviceIdentityCauses")) {
            if (fields.has(name)) {
                fields.text(name, "");
                fields.problem(name, "is for Jenkins: here the tokens of 'serve' say who may do what");
            }
        }
        fields.refuseUnknown();
        return new ServeFile(
                serve[0],
                credentials,
                List.copyOf(clusters),
                List.copyOf(repositories),
                List.copyOf(catalogs),
                Duration.ofSeconds(interval));
    }

    /** The same, listening elsewhere. */
    public ServeFile with(ServeSettings settings) {
        return new ServeFile(settings, credentials, clusters, repositories, catalogs, releaseInterval);
    }

    private static <S> void once(Fields fields, String where, List<S> settings, Function<S, String> name) {
        var names = new HashSet<String>();
        settings.stream()
                .map(name)
                .filter(each -> !names.add(each))
                .forEach(each -> fields.problem(where, "name '" + each + "' twice"));
    }

    private static JsonNode parse(String option, String text, InputProblems problems) {
        try {
            var node = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build()
                    .readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            problems.add(
                    option,
                    "is no YAML" + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
            return MissingNode.getInstance();
        }
    }
}
