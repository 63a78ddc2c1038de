package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.view.AdoptionMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Brings the record of an application back that was lost: one write, and no operation. */
final class AdoptionRoutes {
    private final Turnstile adopting = new Turnstile(4, "adoptions");
    private final Supplier<Core> core;

    AdoptionRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/v1/applications/{id}/adopt", Requirement.ADOPTING, this::adopt));
    }

    Reply adopt(Call call) {
        var cluster = call.query().text("cluster");
        var dryRun = call.query().flag("dryRun", false);
        var digest = call.query().text("basedOnDigest");
        var alone = call.query().flag("noOtherInstallation", false);
        call.query().check();
        var request = new AdoptRequest(
                UUID.randomUUID().toString(),
                call.caller().name(),
                "",
                call.path("id"),
                cluster,
                dryRun,
                digest,
                alone);
        try (var entered = core.get()) {
            var adoption = adopting.pass(() -> entered.aps().adopt(request));
            return Reply.now(Answer.json(dryRun ? 200 : 201, Envelope.entry(AdoptionMap.of(adoption))));
        }
    }
}
