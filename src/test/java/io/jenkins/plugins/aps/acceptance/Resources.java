package io.jenkins.plugins.aps.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of {@code src/test/resources/acceptance}. */
final class Resources {
    static final List<String> PROJECT = List.of(
            "holiday/holiday.json",
            "holiday/processes/request.bpmn20.xml",
            "holiday/processes/request-extensions.json",
            "holiday/connectors/email.json",
            "holiday/connectors/erp.json");
    static final List<String> SCRIPTED =
            List.of("scripted", "status", "bad-input", "stuck", "secret", "failing", "undeploy", "abandoned");

    private Resources() {}

    static String text(String name) {
        try (var in = Resources.class.getResourceAsStream("/acceptance/" + name)) {
            if (in == null) {
                throw new AssertionError("the test resource acceptance/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Configuration as code without {@code unclassified: aps:}, which is the last part of it. */
    static String withoutOurs(String yaml) {
        var ours = yaml.indexOf("\n  aps:\n");
        return ours < 0 ? yaml : yaml.substring(0, ours + 1);
    }

    /** A pipeline for one application. */
    static String pipeline(String name, String application) {
        return text("pipelines/" + name + ".groovy").replace("@APPLICATION@", application);
    }

    /** The {@code config.xml} of a sandboxed pipeline job. */
    static String job(String script) {
        return text("job.xml").replace("@SCRIPT@", escape(script));
    }

    /** As above; what it does is not gone on with after a restart. */
    static String jobThatDoesNotResume(String script) {
        return job(script)
                .replace(
                        "<properties/>",
                        "<properties><org.jenkinsci.plugins.workflow.job.properties.DisableResumeJobProperty/></properties>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
