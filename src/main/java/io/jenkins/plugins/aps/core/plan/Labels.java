package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The labels of an application's objects; see docs/contracts.md, "In the cluster". */
public final class Labels {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String NAME = "app.kubernetes.io/name";
    public static final String COMPONENT = "app.kubernetes.io/component";

    /** The value of {@link #MANAGED_BY}. */
    public static final String US = "aps-deployer";

    private Labels() {}

    static Map<String, String> all(String application, String name, String component) {
        return new TreeMap<>(Map.of(MANAGED_BY, US, PART_OF, application, NAME, name, COMPONENT, component));
    }

    /** What selectors hold: a selector can't be changed later, so it has nothing that may. */
    static Map<String, String> selector(String name, String component) {
        return new TreeMap<>(Map.of(NAME, name, COMPONENT, component));
    }

    /** Metadata of an object in the application's namespace. */
    static ObjectMeta meta(String application, String objectName, String name, String component) {
        return new ObjectMetaBuilder()
                .withNamespace(application)
                .withName(objectName)
                .withLabels(all(application, name, component))
                .build();
    }
}
