package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.rest.Core;
import io.jenkins.plugins.aps.jenkins.ApsDoor.Visit;

/** The core that was built from the configuration of now, for as long as a request or its operation needs it. */
record DoorVisit(Visit visit) implements Core {
    @Override
    public Aps aps() {
        return visit.aps();
    }

    @Override
    public void close() {
        visit.close();
    }
}
