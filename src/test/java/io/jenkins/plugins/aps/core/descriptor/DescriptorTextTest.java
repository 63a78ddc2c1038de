package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorTextTest {
    private static Descriptor deployed() {
        return DescriptorFactory.create(
                Fixture.request("holiday-request", Fixture.connectors()),
                Fixture.release(),
                ProjectReader.read(Fixture.holiday()),
                Fixture.catalog());
    }

    /** As it is exported. */
    private static String written() {
        return DescriptorJson.write(deployed().asked());
    }

    private static List<String> problems(String descriptor, String project, String release) {
        var request = Fixture.request("", project, release, descriptor, Access.NONE, List.of());
        var refused = catchThrowableOfType(ApsException.class, () -> DescriptorText.merge(request));
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aWrittenDescriptorDeploysTheSame() {
        var request = Fixture.request(
                "", "", "", written(), Access.NONE, List.of(Fixture.email("{\"EMAIL_HOST\": \"other.example.org\"}")));

        var merged = DescriptorText.merge(request);

        assertThat(merged.application()).isEqualTo("holiday-request");
        assertThat(merged.project()).isEqualTo("holiday");
        assertThat(merged.release()).isEqualTo("3");
        assertThat(merged.repository()).isEqualTo("models");
        var again = DescriptorFactory.create(
                merged, Fixture.release(), ProjectReader.read(Fixture.holiday()), Fixture.catalog());
        assertThat(DescriptorJson.write(again))
                .isEqualTo(DescriptorJson.write(deployed()).replace("smtp.example.org", "other.example.org"));
        assertThat(DescriptorText.credentials(written())).isEqualTo(Map.of("email", Map.of("EMAIL_PASSWORD", "smtp")));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(problems(
                        "{\"schemaVersion\": 2, \"nmae\": \"x\", \"name\": 5, \"security\": [{\"role\": \"KING\", \"users\": \"me\"}],"
                                + " \"secrets\": {\"connectors\": {\"email\": {\"PASSWORD\": \"hunter2\"}}},"
                                + " \"variables\": {\"connectors\": {\"email\": {\"A\": null}}}}",
                        "",
                        ""))
                .hasSize(7)
                .anyMatch(each -> each.startsWith("descriptor.nmae: "))
                .anyMatch(each -> each.startsWith("descriptor.security[0].role: "))
                .anyMatch(each -> each.startsWith("descriptor.security[0].users: "))
                .anyMatch(each -> each.startsWith("descriptor.secrets.connectors.email.PASSWORD: "))
                .noneMatch(each -> each.contains("hunter2"));
    }

    @Test
    void refusesAReleaseThatContradictsTheDescriptor() {
        assertThat(problems(written(), "vacation", "holiday/4")).hasSize(3);
    }

    @Test
    void refusesAReleaseOfAnotherProjectThoughTheVersionIsTheSame() {
        assertThat(problems(written(), "", "expenses/3"))
                .singleElement()
                .asString()
                .contains("expenses", "holiday");
    }

    @Test
    void theRequestsNameIsTheApplications() {
        var merged = DescriptorText.merge(Fixture.request("vacation", "", "", written(), Access.NONE, List.of()));
        assertThat(merged.application()).isEqualTo("vacation");
        assertThat(merged.release()).isEqualTo("3");
    }

    @Test
    void bringsTheDefaultsOfItsOwnReleaseAndPlatformVersion() {
        assertThat(written())
                .doesNotContain("EMAIL_PORT")
                .doesNotContain("EMAIL_SMTP_AUTH")
                .contains("smtp.example.org");
        var catalog = Fixture.catalog();
        var email = catalog.connector("email").orElseThrow();
        var later = new Catalog(
                catalog.version(),
                catalog.services(),
                Map.of(
                        "email",
                        new Catalog.Connector(
                                "email",
                                email.image(),
                                email.actions(),
                                List.of(
                                        new Variable("EMAIL_PORT", "", null, false, false),
                                        new Variable("EMAIL_SMTP_AUTH", "", "false", false, false)),
                                "test"),
                        "slack",
                        catalog.connector("slack").orElseThrow()),
                catalog.uis());
        var merged = DescriptorText.merge(Fixture.request("", "", "", written(), Access.NONE, withPassword()));
        var again = DescriptorFactory.create(
                merged,
                Fixture.release(),
                ProjectReader.read(Fixture.holiday().replacing("connectors/email.json", "\"25\"", "\"26\"")),
                later);
        var variables = again.connectors().stream()
                .filter(each -> each.name().equals("email"))
                .findFirst()
                .orElseThrow()
                .variables();
        assertThat(variables).containsEntry("EMAIL_PORT", "26").containsEntry("EMAIL_SMTP_AUTH", "false");
    }

    @Test
    void whomOnlyTheModelsNameIsNotAskedFor() {
        var all = deployed().access().users();
        assertThat(all.isEmpty()).as("the sample names some").isFalse();
        assertThat(deployed().asked().access().users().isEmpty()).isTrue();
        var merged = DescriptorText.merge(Fixture.request("", "", "", written(), Access.NONE, withPassword()));
        var again = DescriptorFactory.create(
                merged, Fixture.release(), ProjectReader.read(Fixture.holiday()), Fixture.catalog());
        assertThat(again.access().users()).isEqualTo(all);
    }

    @Test
    void aTagThatWasMovedIsRefusedAndNamesBothCommits() {
        var merged = DescriptorText.merge(Fixture.request("", "", "", written(), Access.NONE, withPassword()));
        var before = Fixture.release();
        var moved = new Release(
                before.repository(),
                before.project(),
                before.version(),
                before.createdBy(),
                before.createdAt(),
                "",
                true,
                "b".repeat(40),
                before.folder(),
                "none");
        var refused = catchThrowableOfType(
                ApsException.class,
                () -> DescriptorFactory.create(
                        merged, moved, ProjectReader.read(Fixture.holiday()), Fixture.catalog()));
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("descriptor.commit: the descriptor is of commit " + before.commit())
                .contains("is commit " + moved.commit(), "leave 'commit' out");
    }

    @Test
    void whatIsToldOfDefaultsIsReadBackAndTakenFromNobody() {
        var deployed = deployed();
        assertThat(DescriptorJson.read(DescriptorJson.write(deployed))).isEqualTo(deployed);
        var told = DescriptorText.merge(
                Fixture.request("", "", "", DescriptorJson.write(deployed), Access.NONE, List.of()));
        assertThat(told.connectors()).anyMatch(each -> each.variables().contains("EMAIL_SMTP_AUTH"));
    }

    private static List<ConnectorRequest> withPassword() {
        return List.of(Fixture.email(""));
    }

    @Test
    void tellsWhereTheJsonBreaks() {
        assertThat(problems("{\"schemaVersion\": 1,\n oops", "", ""))
                .singleElement()
                .asString()
                .contains("line 2");
    }

    @Test
    void takesProjectAndVersionInOneWord() {
        var asked = Fixture.request("a", "", "holiday/4", "", Access.NONE, List.of());
        assertThat(DescriptorText.merge(asked))
                .extracting(DeployRequest::project, DeployRequest::release)
                .containsExactly("holiday", "4");
        assertThat(problems("", "vacation", "holiday/4"))
                .singleElement()
                .asString()
                .contains("'holiday/4' is a release of the project 'holiday', not of 'vacation'");
    }

    @Test
    void aRequestWithoutDescriptorStaysAsItIs() {
        var request = Fixture.request("a", Fixture.connectors());
        assertThat(DescriptorText.merge(request)).isSameAs(request);
    }
}
