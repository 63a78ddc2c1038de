package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.LinkedHashMap;

/** What is recorded of an application whose record was lost, as a map: what {@code apsAdopt} returns. */
public final class AdoptionMap {
    private AdoptionMap() {}

    public static LinkedHashMap<String, Object> of(Adoption adoption) {
        return ViewMap.of(
                "application", adoption.application(),
                "namespace", adoption.application(),
                "cluster", adoption.cluster(),
                "project", adoption.project(),
                "release", adoption.release(),
                "applicationVersion", adoption.applicationVersion(),
                "runningVersion", adoption.runningVersion(),
                "catalog", adoption.catalog(),
                "createdAt", ViewMap.time(adoption.createdAt()),
                "access",
                        ViewMap.of(
                                "administrators", principals(adoption.access().administrators()),
                                "users", principals(adoption.access().users())),
                "connectors",
                        ViewMap.list(
                                adoption.connectors(),
                                each -> ViewMap.of(
                                        "name", each.name(),
                                        "image", each.image(),
                                        "runningImage", each.runningImage())),
                "versions",
                        ViewMap.list(
                                adoption.versions(),
                                each -> ViewMap.of(
                                        "applicationVersion", each.applicationVersion(), "release", each.release())),
                "objects", ViewMap.list(adoption.objects(), ObjectRef::toString),
                "notes", ViewMap.texts(adoption.notes()),
                "obstacle", adoption.obstacle(),
                "digest", adoption.digest(),
                "adopted", adoption.adopted());
    }

    private static LinkedHashMap<String, Object> principals(Principals principals) {
        return ViewMap.of("users", ViewMap.texts(principals.users()), "groups", ViewMap.texts(principals.groups()));
    }
}
