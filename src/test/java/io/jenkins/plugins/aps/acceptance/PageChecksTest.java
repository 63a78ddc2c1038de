package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageChecksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01 03:33:05.876+0000 [id=32]\tWARNING\th.m.Descriptor#save: Failed to save /home/io.jenkins.plugins.aps.xml",
                "java.lang.UnsupportedOperationException: Refusing to marshal io.jenkins.plugins.aps.jenkins.config.X for security reasons",
                "io.jenkins.plugins.aps.jenkins.config.X in file:/lib/aps-deployer.jar might be dangerous, so rejecting; see https://",
                "2026-12-01 03:33:05.876+0000 [id=32]\tSEVERE\thudson.ExtensionFinder: Failed to load io.jenkins.plugins.aps.X",
                "Caused by: java.lang.NoClassDefFoundError: okhttp3/Call",
                "2026-12-01 03:33:05.876+0000 [id=32]\tSEVERE\ti.j.p.a.jenkins.ApsDoor#enter: something"
            })
    void aLogThatTellsOfTroubleIsNotClean(String line) {
        assertThat(PageChecks.trouble("first\n" + line + "\nlast")).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01 03:32:41.448+0000 [id=1]\tWARNING\to.e.j.ee9.nested.ContextHandler#setContextPath: Empty contextPath",
                "io.jenkins.plugins.casc.X in file:/run/home/plugins/configuration-as-code/WEB-INF/lib/c.jar might be dangerous, so rejecting",
                "2026-12-01 03:32:41.448+0000 [id=1]\tWARNING\th.m.Descriptor#save: Failed to save /run/home/io.jenkins.plugins.casc.X.xml",
                "2026-12-01 14:29:02.355+0000 [id=35]\tWARNING\to.j.p.workflow.graph.FlowNode#persistSafe: failed to save actions for FlowNode id=7"
            })
    void whatOthersWarnOfIsNotOurs(String line) {
        assertThat(PageChecks.trouble(line)).isEmpty();
    }

    @Test
    void whatIsNobodysByNameMayBeOurs() {
        assertThat(PageChecks.trouble("java.util.ImmutableCollections$ListN in JRE might be dangerous, so rejecting"))
                .hasSize(1);
    }
}
