package io.jenkins.plugins.aps.build;

import java.util.Map;
import java.util.Optional;

/**
 * Which jar Jenkins takes for a plugin's. Jenkins saves, loads and sends to agents only classes of such a jar, of core,
 * or of a list of its own (JEP-200); the manifest of the {@code .hpi} around the jar does not count.
 */
final class ClassFilterRules {
    private ClassFilterRules() {}

    /** Why the classes of a jar with these main attributes are refused; empty where they are permitted. */
    static Optional<String> fault(Map<String, String> manifest) {
        if (!manifest.containsKey("Short-Name")) {
            return Optional.of("The manifest has no Short-Name");
        }
        if (!manifest.containsKey("Plugin-Version") && !manifest.containsKey("Jenkins-Version")) {
            return Optional.of("The manifest has neither Plugin-Version nor Jenkins-Version");
        }
        return Optional.empty();
    }
}
