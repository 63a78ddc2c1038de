package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.demo.SampleModels;
import io.jenkins.plugins.aps.core.api.ApsCore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many mistakes as a command has are told at once: what was typed, the files that it names, the request, the project. */
class MistakesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    deploy Bad_Name --relase 3 --admin-user ada --connector x=y | --relase,APPLICATION,--project,--repository
                    deploy Bad_Name --repository sample --project holiday --release 9 --gateway-url ftp://x --user a,b | APPLICATION,--user,--admin-user,--gateway-url,--release
                    deploy fine --repository sample --project holiday --release 1 --connector x=y --variables calendar={bad --secret a=b --admin-user ada | --secret,connectors.x,connectors.calendar.image,connectors.calendar.variables,connectors.email.variables.EMAIL_PASSWORD,connectors.slack.variables.SLACK_XOXB
                    deploy fine --repository sample --project holiday --release 1 --connector calendar=c:1 --secret email.EMAIL_PASSWORD=@none --secret slack.SLACK_XOXB=@none --admin-user ada | --secret,--secret
                    deploy fine --repository sample --project holday --release 1 --timeout-minutes x | --timeout-minutes,--admin-user,--project
                    deploy fine --repository sample --file none.zip --descriptor none.json --project holiday --kubeconfig none | --descriptor,--file,--kubeconfig
                    deploy fine --repository sample --project holday --admin-user ada | --release,--project
                    deploy fine --repository sample --project holiday --release 1 --admin-user ada --connector email --connector x=c:1 --variables calendar.CALENDAR_URL=x --secret email.EMAIL_PASSWORD=word --secret slack.SLAK_XOXB=@kubeconfig | --connector,--variables,--secret,connectors.x,connectors.calendar.image,connectors.slack.variables.SLAK_XOXB,connectors.slack.variables.SLACK_XOXB
                    deploy fine --repository sample --project holiday --release 1 --admin-user ada --variables calendar=@none --connector calendar=C:: --context prd | --variables,connectors.calendar.image,--context,connectors.email.variables.EMAIL_PASSWORD,connectors.slack.variables.SLACK_XOXB
                    deploy fine --repository none --project holiday --release 1 --admin-user ada --variables calendar={bad --connector calendar=C:: | --repository,connectors.calendar.image,connectors.calendar.variables
                    deploy fine --repository sample --descriptor d.json --kubeconfig broken | --kubeconfig,descriptor.schemaVersion,descriptor.infrastructure.connectors.email.imag,--admin-user
                    deploy fine --repository sample --descriptor e.json | descriptor.schemaVersion,--descriptor,--admin-user
                    deploy fine --repository sample --descriptor f.json | descriptor.secrity,connectors.calendar.image,connectors.email.variables.EMAIL_PASSWORD,connectors.slack.variables.SLACK_XOXB
                    deploy fine --repository sample --descriptor broken --admin-user a,b | --admin-user,descriptor
                    redeploy Bad_Name --repository none --kubeconfig none --on-failure explode | --on-failure,APPLICATION,--repository,--kubeconfig
                    rollback Bad_Name --repository none --to-version x --gateway-url ftp://x | --to-version,APPLICATION,--repository,--gateway-url
                    undeploy Bad_Name --yes --kubeconfig none --timeout-minutes 0 | --timeout-minutes,APPLICATION,--kubeconfig
                    adopt Bad_Name --kubeconfig none --yess | --yess,APPLICATION,--kubeconfig
                    export Bad_Name --kubeconfig none --fil x | --fil,APPLICATION,--kubeconfig,--repository
                    status Bad_Name --kubeconfig none --outptu text | --outptu,APPLICATION,--kubeconfig
                    releases --repository none --relase 2 --project x | --relase,--repository
                    serve --repository none --kubeconfig none --port x --gateway-url ftp://x | --port,--repository,--gateway-url,--kubeconfig
                    undeploy Bad_Name --remove-foreign-finalizers --context prd --timeout-minutes x --yess | --yess,--timeout-minutes,APPLICATION,--remove-foreign-finalizers,--context
                    adopt Bad_Name --context prd --dry | --dry,APPLICATION,--context
                    rollback Bad_Name --context prd --if-running sometimes --git-user ada | --if-running,APPLICATION,--repository,--git-password-file,--context
                    serve --config c.yaml --port 99999 --kubeconfig kubeconfig | --port,--kubeconfig,clusters[0].gatewayUrl,clusters[0].credentialsId,repositories[0].url,repositories[0].name,serve.tokns
                    """)
    void areToldAtOnce(String command, String places) {
        var console = new TestConsole(folder);
        console.opener = ApsCore::open;
        SampleModels.at(folder.resolve("sample"));
        console.write("broken", "{");
        console.write(
                "c.yaml",
                """
                clusters: [{name: a, gatewayUrl: "ftp://x", credentialsId: nope}]
                repositories: [{url: "https://ada:word@git.example.org/models.git"}]
                serve: {port: 0, tokns: []}
                """);
        console.write("d.json", described("2", "1", "{'connectors': {'email': {'imag': 'x'}}}"));
        console.write("e.json", described("2", "9", "{}"));
        console.write("f.json", described("1", "1", "{}").replace("infrastructure", "secrity"));

        assertThat(console.run(command.split(" "))).isEqualTo(2);
        assertThat(told(console.err())).as(console.err()).containsExactlyInAnyOrder(places.split(","));
    }

    private static String described(String schema, String release, String infrastructure) {
        return "{'schemaVersion': %s, 'projectName': 'holiday', 'releaseVersion': %s, 'infrastructure': %s}"
                .formatted(schema, release, infrastructure)
                .replace('\'', '"');
    }

    private static List<String> told(String text) {
        return text.lines()
                .filter(line -> line.startsWith("  - "))
                .map(line -> line.substring(4, line.indexOf(": ")))
                .toList();
    }
}
