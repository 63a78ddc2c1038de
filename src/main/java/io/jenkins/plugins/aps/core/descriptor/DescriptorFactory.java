package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.PrincipalName;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the descriptor of a deployment out of what was asked, what was modeled and what the platform offers. Pure. */
public final class DescriptorFactory {
    private static final String TWICE = "the connector is given twice";

    private DescriptorFactory() {}

    /**
     * The validated descriptor.
     *
     * @param request a request whose {@code descriptor} text, if any, is merged already (see {@link DescriptorText})
     * @param project what {@link ProjectReader} found in the release; {@link CatalogChecks} judge it here
     * @throws ApsException {@code invalidRequest} with every problem of the request and of the release's files
     */
    public static Descriptor create(DeployRequest request, Release release, Project project, Catalog catalog) {
        var problems = new RequestProblems();
        var descriptor = create(request, release, project, catalog, problems);
        problems.refuse(
                "the application '" + Words.safe(String.valueOf(request.application())) + "' can't be deployed");
        return descriptor;
    }

    /** What {@link #create} refuses it for; empty: nothing. */
    public static List<Problem> problems(DeployRequest request, Release release, Project project, Catalog catalog) {
        var problems = new RequestProblems();
        create(request, release, project, catalog, problems);
        return problems.found();
    }

    private static Descriptor create(
            DeployRequest request, Release release, Project project, Catalog catalog, RequestProblems problems) {
        application(request, problems);
        checkCommit(request, release, problems);
        var access = access(request.access(), project.access(), problems);
        CatalogChecks.judged(project, catalog)
                .problems()
                .forEach(each -> problems.add(
                        "release." + (each.file().isEmpty() ? "project" : each.file())
                                + (each.pointer().isEmpty() ? "" : " (" + each.pointer() + ")"),
                        each.message()));
        if (!project.name().isEmpty() && !project.name().equals(release.project())) {
            problems.add(
                    "release", "the release " + release.id() + " holds the project '" + project.name() + "' instead");
        }
        var defaults = new TreeMap<String, Descriptor.ConnectorDefaults>();
        var connectors = connectors(request, project, catalog, defaults, problems);
        return new Descriptor(
                request.application(),
                release.repository(),
                release.project(),
                release.releaseId(),
                release.version(),
                release.commit(),
                access,
                connectors,
                uis(project),
                catalog.version(),
                new Descriptor.Defaults(modeled(request.access().users(), access.users()), defaults));
    }

    /** A tag can be moved: whoever names the commit too wants that content, or to know. */
    private static void checkCommit(DeployRequest request, Release release, RequestProblems problems) {
        if (!request.commit().isEmpty() && !request.commit().equals(release.commit())) {
            problems.add(
                    "descriptor.commit",
                    "the descriptor is of commit " + request.commit() + ", but release " + release.id()
                            + " of repository '" + release.repository() + "' is commit " + release.commit()
                            + ": its tag was moved, or it is another repository. To deploy what is there now, leave"
                            + " 'commit' out of the descriptor");
        }
    }

    /** Those of the users whom nobody asked for. */
    private static Principals modeled(Principals asked, Principals users) {
        return users.without(new Principals(
                asked.users().stream().map(String::strip).toList(),
                asked.groups().stream().map(String::strip).toList()));
    }

    /** What is wrong with the request whatever the release holds, so that it can be told where there is no release. */
    public static List<Problem> problems(DeployRequest request) {
        var problems = new RequestProblems();
        application(request, problems);
        access(request.access(), Principals.NONE, problems);
        var names = new LinkedHashSet<String>();
        for (var each : request.connectors()) {
            var where = "connectors." + each.name();
            if (!names.add(each.name())) {
                problems.add(where, TWICE);
            }
            if (!each.image().isBlank()) {
                ImageReference.problem(each.image().strip())
                        .ifPresent(problem -> problems.add(where + ".image", problem));
            }
            VariablesText.read(where + ".variables", each.variables(), problems);
        }
        return problems.found();
    }

    private static void application(DeployRequest request, RequestProblems problems) {
        ApplicationName.problem(request.application()).ifPresent(problem -> problems.add("application", problem));
    }

    private static Access access(Access asked, Principals modeled, RequestProblems problems) {
        var administrators = new Principals(
                distinct("administrators.users", asked.administrators().users(), List.of(), problems),
                distinct("administrators.groups", asked.administrators().groups(), List.of(), problems));
        if (administrators.isEmpty()) {
            problems.add("administrators", "at least one user or group must administer the application");
        }
        var users = new Principals(
                distinct("users.users", asked.users().users(), modeled.users(), problems),
                distinct("users.groups", asked.users().groups(), modeled.groups(), problems));
        return new Access(administrators, users);
    }

    private static List<String> distinct(
            String where, List<String> asked, List<String> modeled, RequestProblems problems) {
        var all = new LinkedHashSet<String>();
        for (var names : List.of(asked, modeled)) {
            for (var name : names) {
                PrincipalName.problem(name)
                        .ifPresentOrElse(problem -> problems.add(where, problem), () -> all.add(name.strip()));
            }
        }
        return List.copyOf(all);
    }

    private static List<Descriptor.Connector> connectors(
            DeployRequest request,
            Project project,
            Catalog catalog,
            Map<String, Descriptor.ConnectorDefaults> defaults,
            RequestProblems problems) {
        var asked = new HashMap<String, ConnectorRequest>();
        var modeled = project.connectors().stream().map(each -> each.name()).toList();
        for (var each : request.connectors()) {
            if (asked.putIfAbsent(each.name(), each) != null) {
                problems.add("connectors." + each.name(), TWICE);
            } else if (!modeled.contains(each.name())) {
                problems.add(
                        "connectors." + each.name(),
                        "the release has no connector '" + each.name() + "'"
                                + ConnectorChoice.nearest(each.name(), modeled));
            }
        }
        var decided = new ArrayList<Descriptor.Connector>();
        var seen = new LinkedHashSet<String>();
        for (var model : project.connectors()) {
            if (!seen.add(model.name())) {
                // Told as a problem of the files already.
                continue;
            }
            var none = new ConnectorRequest(model.name(), "", "", "", Map.of());
            var choice = new ConnectorChoice(model, asked.getOrDefault(model.name(), none), catalog, problems);
            var connector = choice.decided();
            decided.add(connector);
            var unasked = choice.defaults(connector);
            if (!unasked.isEmpty()) {
                defaults.put(model.name(), unasked);
            }
        }
        decided.sort(Comparator.comparing(Descriptor.Connector::name));
        return decided;
    }

    private static List<Descriptor.Ui> uis(Project project) {
        return project.uis().stream()
                .map(model -> new Descriptor.Ui(model.name(), model.template(), ""))
                .sorted(Comparator.comparing(Descriptor.Ui::name))
                .toList();
    }
}
