package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files within the limits that once took minutes: each test is done in a moment, or the work grows with the square. */
@Timeout(10)
class HostileProjectTest {
    private static final String PROCESS = "processes/request.bpmn20.xml";

    private static String process(String inside) {
        return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:activiti='http://activiti.org/bpmn' targetNamespace=''><process id='p'>" + inside
                + "</process></definitions>";
    }

    @Test
    void aLongExpressionIsRecognizedByItsBeginning() {
        var assignee = "${" + "}".repeat(900_000) + " x";
        var project = ProjectReader.read(
                Fixture.holiday().with(PROCESS, process("<userTask id='a' activiti:assignee='" + assignee + "'/>")));

        assertThat(project.access().users()).containsExactly("anna");
    }

    @Test
    void manyWrongCallsOfManyActionsAreComparedToSomeOnly() {
        var tasks = new StringBuilder();
        var actions = new StringJoiner(",");
        for (int i = 0; i < 13_000; i++) {
            tasks.append("<serviceTask id='t")
                    .append(i)
                    .append("' implementation='email.NO")
                    .append(i)
                    .append("'/>");
            actions.add("\"a" + i + "\":{\"name\":\"" + "abcdefghij".repeat(4) + i + "\"}");
        }
        var project = CatalogChecks.judged(
                ProjectReader.read(Fixture.holiday()
                        .without("processes/request-extensions.json")
                        .with(PROCESS, process(tasks.toString()))
                        .with("connectors/email.json", "{\"name\":\"email\",\"actions\":{" + actions + "}}")),
                Fixture.catalog());

        assertThat(project.problems().get(0).message()).contains("'email.NO0'", "; it has abcdefghij");
        assertThat(project.problems()).hasSize(501);
    }
}
