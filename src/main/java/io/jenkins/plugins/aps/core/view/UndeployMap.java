package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.util.LinkedHashMap;

/** How an undeployment ended as a map: what {@code apsUndeploy} returns. */
public final class UndeployMap {
    private UndeployMap() {}

    public static LinkedHashMap<String, Object> of(UndeployResult result) {
        var map = ViewMap.of(
                "application", result.application(),
                "verdict", result.verdict().json(),
                "reason", ViewMap.text(result.reason()),
                "removed", ViewMap.list(result.removed(), ObjectRef::toString),
                "leftovers", ViewMap.list(result.leftovers(), ObjectRef::toString),
                "finalizersRemoved", ViewMap.texts(result.finalizersRemoved()));
        if (result.verdict() == UndeployResult.Outcome.PLANNED) {
            map.put(
                    "plan",
                    ViewMap.of("waves", ViewMap.list(result.plan(), wave -> ViewMap.list(wave, InstanceMap::planned))));
        }
        return map;
    }
}
