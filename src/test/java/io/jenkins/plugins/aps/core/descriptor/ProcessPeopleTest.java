package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Principals;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for {@link ProcessPeople}. */
class ProcessPeopleTest {
    private static Principals people(String process, String beside) {
        var users = new LinkedHashSet<String>();
        var groups = new LinkedHashSet<String>();
        var problems = new Problems();
        var text =
                "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:activiti='http://activiti.org/bpmn'"
                        + " targetNamespace='urn:x'>" + beside + process + "</definitions>";
        ProcessFile.read(
                new ModelFile("processes/p.bpmn", text.getBytes(StandardCharsets.UTF_8)),
                users,
                groups,
                new StartMessages(),
                problems);
        assertThat(problems.all()).isEmpty();
        return new Principals(List.copyOf(users), List.copyOf(groups));
    }

    private static Principals of(String tasks) {
        return people("<process id='p'>" + tasks + "</process>", "");
    }

    @Test
    void commasInAnExpressionSeparateNothing() {
        assertThat(of("<userTask id='t' activiti:candidateGroups='sales,${svc.find(execution, emp)},hr'/>")
                        .groups())
                .containsExactly("sales", "hr");
        assertThat(of("<userTask id='t' activiti:candidateUsers='#{a.b(c, d)} , ann'/>")
                        .users())
                .containsExactly("ann");
    }

    @Test
    void whatIsOnlyPartlyKnownGivesNobody() {
        var people = of("<userTask id='t' activiti:assignee='${initiator}' activiti:candidateGroups='team-${n}'/>");

        assertThat(people.users()).isEmpty();
        assertThat(people.groups()).isEmpty();
    }

    @Test
    void readsThePotentialOwnersOfStandardBpmn() {
        var people = of(
                """
                <userTask id="t"><potentialOwner><resourceAssignmentExpression>
                  <formalExpression>user(ann), group(sales), hr, ${svc.find(execution, emp)}</formalExpression>
                </resourceAssignmentExpression></potentialOwner></userTask>""");

        assertThat(people.users()).containsExactly("ann");
        assertThat(people.groups()).containsExactly("sales", "hr");
    }

    @Test
    void readsTheHumanPerformerOfStandardBpmn() {
        var people = of(
                """
                <userTask id="t"><humanPerformer><resourceAssignmentExpression>
                  <formalExpression>bob</formalExpression>
                </resourceAssignmentExpression></humanPerformer></userTask>
                <userTask id="u"><humanPerformer><resourceAssignmentExpression>
                  <formalExpression>user(eve)</formalExpression>
                </resourceAssignmentExpression></humanPerformer></userTask>""");

        assertThat(people.users()).containsExactly("bob", "eve");
        assertThat(people.groups()).isEmpty();
    }

    @Test
    void aResourceIsAGroupByItsName() {
        var tasks =
                "<process id='p'><userTask id='t'><potentialOwner><resourceRef>managers</resourceRef></potentialOwner>"
                        + "</userTask></process>";

        assertThat(people(tasks, "<resource id='managers' name='bosses'/>").groups())
                .containsExactly("bosses");
        assertThat(people(tasks, "").groups()).containsExactly("managers");
    }

    @Test
    void namesWhoMayStart() {
        var people = people(
                "<process id='p' activiti:candidateStarterUsers='ann' activiti:candidateStarterGroups='hr, it'/>", "");

        assertThat(people.users()).containsExactly("ann");
        assertThat(people.groups()).containsExactly("hr", "it");
    }

    @Test
    void aProcessThatIsNotExecutableNamesNobody() {
        var people = people(
                "<process id='p'/><process id='q' isExecutable='false'><userTask id='t' activiti:assignee='ann'/></process>",
                "");

        assertThat(people.users()).isEmpty();
    }
}
