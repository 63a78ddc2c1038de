package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security.md says which rights each request needs; {@code -Daps.write=true} writes it anew. */
class RightsMatrixTest {
    private static final Path PAGE = Path.of("docs", "security.md");
    private static final String BEGIN = "<!-- rights: written by RightsMatrixTest -->\n";
    private static final String END = "<!-- end of rights -->\n";

    @Test
    void thePageHasTheRightsThatRequestsNeed() throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("aps.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + matrix() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("write it anew with -Daps.write=true")
                    .isEqualTo(matrix());
        }
    }

    private static String matrix() {
        var rows = new ArrayList<String>();
        rows.add("| request | rights |");
        rows.add("|---|---|");
        new RestWorld()
                .api().routes().stream()
                        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
                        .forEach(route -> rows.add(
                                row("`" + route.method() + " " + route.template() + "`", route.requirement())));
        for (var policy : FailurePolicy.values()) {
            rows.add(row(
                    "... that deploys, with `onFailure=" + policy.name().toLowerCase(Locale.ROOT)
                            + "`; a step also with `onAbort`",
                    AuthorizationPolicy.deploying(policy, FailurePolicy.LEAVE)));
        }
        rows.add(row("... that undeploys", AuthorizationPolicy.undeploying(false, false)));
        rows.add(row("... with `force=true`", AuthorizationPolicy.undeploying(true, false)));
        rows.add(row("... with `removeForeignFinalizers=true`", AuthorizationPolicy.undeploying(true, true)));
        rows.add(row("step `apsStatus`", AuthorizationPolicy.READING));
        rows.add(row("steps `apsDeploy`, `apsRedeploy`, `apsRollback`", AuthorizationPolicy.DEPLOYING));
        rows.add(row("step `apsAdopt`", AuthorizationPolicy.ADOPTING));
        rows.add(row("step `apsUndeploy`", AuthorizationPolicy.undeploying(false, false)));
        rows.add(row("step `apsUndeploy(force: true)`", AuthorizationPolicy.undeploying(true, false)));
        return String.join("\n", rows) + "\n";
    }

    private static String row(String what, Requirement requirement) {
        return "| " + what + " | "
                + requirement.anyOf().stream().map(RightsMatrixTest::told).collect(Collectors.joining(" or ")) + " |";
    }

    private static String row(String what, Set<Right> rights) {
        return row(what, new Requirement(List.of(rights)));
    }

    private static String told(Set<Right> rights) {
        return rights.stream().sorted().map(Right::json).collect(Collectors.joining(" and "));
    }
}
