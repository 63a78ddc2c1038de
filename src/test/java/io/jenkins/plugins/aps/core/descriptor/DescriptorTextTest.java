package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorTextTest {
    private static String written() {
        return DescriptorJson.write(DescriptorFactory.create(
                Fixture.request("holiday-request", Fixture.connectors()),
                Fixture.release(),
                ProjectReader.read(Fixture.holiday()),
                Fixture.catalog()));
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
        assertThat(DescriptorJson.write(again)).isEqualTo(written().replace("smtp.example.org", "other.example.org"));
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
        assertThat(problems(written(), "vacation", "holiday/4")).hasSize(2);
    }

    @Test
    void refusesAnotherNameThanTheDescriptors() {
        var request = Fixture.request("vacation", "", "", written(), Access.NONE, List.of());

        var refused = catchThrowableOfType(ApsException.class, () -> DescriptorText.merge(request));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .startsWith("application: the request says 'vacation' and its descriptor 'holiday-request'");
    }

    @Test
    void tellsWhereTheJsonBreaks() {
        assertThat(problems("{\"schemaVersion\": 1,\n oops", "", ""))
                .singleElement()
                .asString()
                .contains("line 2");
    }

    @Test
    void aRequestWithoutDescriptorStaysAsItIs() {
        var request = Fixture.request("a", Fixture.connectors());
        assertThat(DescriptorText.merge(request)).isSameAs(request);
    }
}
