package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A request like those that people make, with the few things that tests change. */
final class SamplePlan {
    static final String PASSWORD = "correct horse battery staple";
    static final Catalog CATALOG = Catalogs.builtIn().get("activiti-7");

    String application = "holiday-request";
    int release = 3;
    int version = 1;
    String gateway = "https://gateway.example.org";
    String emailHost = "smtp.example.org";
    String password = PASSWORD;
    String emailPort = "EMAIL_PORT";
    String erp = "erp";
    String ui = "portal";
    String uiTemplate = "process";
    List<ProjectContent> files = List.of(
            file("holiday.json", "{\"name\":\"holiday\"}"), file("processes/request.bpmn20.xml", "<definitions/>"));
    Map<String, Map<String, SecretValue>> secrets;

    static ProjectContent file(String path, String content) {
        return new ProjectContent(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Plan plan() {
        return Planner.plan(request());
    }

    PlanRequest request() {
        var given = secrets != null ? secrets : Map.of("email", Map.of("EMAIL_PASSWORD", new SecretValue(password)));
        return new PlanRequest(descriptor(), version, project(), CATALOG, gateway, given);
    }

    private Descriptor descriptor() {
        var access = new Access(
                new Principals(List.of("processadminuser"), List.of()), new Principals(List.of(), List.of("hr")));
        return new Descriptor(
                application,
                "default",
                "holiday",
                "id",
                release,
                "c0ffee",
                access,
                List.of(
                        new Descriptor.Connector(
                                "email",
                                "email",
                                "",
                                Map.of("EMAIL_HOST", emailHost, emailPort, "587"),
                                Map.of("EMAIL_PASSWORD", "smtp")),
                        new Descriptor.Connector(erp, "", "registry.example.org/erp:1.2", Map.of(), Map.of())),
                List.of(new Descriptor.Ui(ui, uiTemplate, "")),
                "activiti-7");
    }

    private Project project() {
        return new Project(
                "holiday",
                "3",
                "",
                Principals.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                files,
                List.of());
    }
}
