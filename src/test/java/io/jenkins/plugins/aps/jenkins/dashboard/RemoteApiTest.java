package io.jenkins.plugins.aps.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.rest.RestWorld;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeUser;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What Jenkins's own remote API tells at {@code /aps/api/json}. */
class RemoteApiTest {
    private final RestWorld world = new RestWorld().shows(RestWorld.running("holiday"));
    private FakeJenkins jenkins;

    private ApsRootAction page() {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.VIEW);
        return new ApsRootAction();
    }

    @AfterEach
    void close() {
        jenkins.close();
    }

    @Test
    void instancesAndReleasesAreToldInBrief() throws Exception {
        world.fill(1, 10);
        jenkins = FakeJenkins.install(world.core());
        var page = page();

        assertThat(page.getApi()).isNotNull();
        assertThat(exported(page)).containsOnlyKeys("instances", "releases", "clusters", "repositories");
        assertThat(exported(page.getInstances().get(0)))
                .containsEntry("application", "app-0")
                .containsEntry("cluster", "default")
                .containsEntry("release", "holiday/1")
                .containsEntry("status", "Unknown")
                .containsEntry("statusClass", "degraded")
                .containsEntry("reason", "")
                .containsEntry("updatedAt", "2026-11-24T08:00:05.000Z")
                .hasSize(7);
        assertThat(page.getReleases()).hasSize(10);
        assertThat(exported(page.getReleases().get(9)))
                .containsEntry("repository", "default")
                .containsEntry("project", "project-0")
                .containsEntry("version", 10)
                .containsEntry("latest", true)
                .containsEntry("applications", List.of())
                .hasSize(5);
    }

    @Test
    void whetherAClusterAndARepositoryWereReadIsTold() throws Exception {
        jenkins = FakeJenkins.install(world.core());
        var page = page();
        assertThat(exported(page.getClusters().get(0)))
                .containsExactly(Map.entry("name", "default"), Map.entry("seen", true), Map.entry("warning", ""));

        world.hasReadNothing();
        assertThat(page.getInstances()).isEmpty();
        assertThat(exported(page.getClusters().get(0)))
                .containsEntry("seen", false)
                .containsEntry("warning", "it is being read for the first time");
        assertThat(exported(page.getRepositories().get(0)))
                .containsEntry("name", "default")
                .containsEntry("seen", false);
    }

    @Test
    void whereNothingIsConfiguredNothingIsThere() {
        jenkins = FakeJenkins.install(settings -> {
            throw new ApsException(ErrorCode.NOT_FOUND, "No cluster and no repository is configured in this Jenkins");
        });

        assertThat(page().getInstances()).isEmpty();
        assertThat(page().getReleases()).isEmpty();
    }

    @Test
    void otherTroubleIsNotTakenForNothing() {
        jenkins = FakeJenkins.install(world.core());
        var page = page();
        jenkins.shutDown();

        assertThatThrownBy(page::getInstances).hasMessageContaining("shutting down");
    }

    /** As Stapler finds it. */
    private static Map<String, Object> exported(Object bean) throws ReflectiveOperationException {
        assertThat(bean.getClass()).hasAnnotation(ExportedBean.class);
        var values = new TreeMap<String, Object>();
        for (var method : bean.getClass().getMethods()) {
            if (method.isAnnotationPresent(Exported.class)) {
                values.put(name(method), method.invoke(bean));
            }
        }
        return new LinkedHashMap<>(values);
    }

    private static String name(Method method) {
        assertThat(Arrays.asList(method.getParameterTypes())).isEmpty();
        return Introspector.decapitalize(method.getName().replaceFirst("^(get|is)", ""));
    }
}
