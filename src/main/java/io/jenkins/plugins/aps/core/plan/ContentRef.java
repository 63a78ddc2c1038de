package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/**
 * An immutable ConfigMap or Secret whose name tells its content.
 *
 * @param kind {@code ConfigMap} or {@code Secret}
 * @param connector of a Secret: the connector whose secret variables it holds; else empty
 */
public record ContentRef(String kind, String name, String connector) {
    static ContentRef of(PlannedObject object) {
        var labels = object.body().getMetadata().getLabels();
        var connector = object.body() instanceof Secret
                && labels != null
                && ConnectorObjects.COMPONENT.equals(labels.get(Labels.COMPONENT));
        return new ContentRef(
                object.ref().kind(), object.ref().name(), connector ? labels.getOrDefault(Labels.NAME, "") : "");
    }

    /** Whether it holds files of the project. */
    public boolean isFiles() {
        return kind.equals("ConfigMap") && name.startsWith(FileMaps.NAME);
    }

    public ObjectRef in(String application) {
        return new ObjectRef("v1", kind, application, name);
    }
}
