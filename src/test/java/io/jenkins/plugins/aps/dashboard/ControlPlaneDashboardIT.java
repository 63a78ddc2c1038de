package io.jenkins.plugins.aps.dashboard;

import com.microsoft.playwright.Browser;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.engine.PlanePlace;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard over a real control plane. */
@WithBrowser
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ControlPlaneDashboardIT implements DashboardScenarios {
    private Stage stage;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, Browser browser, @TempDir Path folder) throws Exception {
        stage = new Stage(PlanePlace.withForce(plane, prefix), browser, folder);
    }

    @AfterAll
    void close() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    @Override
    public Stage stage() {
        return stage;
    }
}
