package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/**
 * One object as it shall be.
 *
 * @param ref its name
 * @param body the whole intent, labels included; without the annotation of the operation, which is added when it is
 *     written; not to be changed
 * @param specHash SHA-256 of the canonical JSON of {@code body}, hexadecimal: the same intent has the same hash; without
 *     the values of a Secret, whose name tells whether they are others
 * @param mode how it is written
 */
public record PlannedObject(ObjectRef ref, HasMetadata body, String specHash, Mode mode) {
    /** Whether its name tells its content: another content is another object, and this one is removed some day. */
    public boolean isContent() {
        return mode != Mode.CREATE_ONCE
                && (body instanceof ConfigMap map && Boolean.TRUE.equals(map.getImmutable())
                        || body instanceof Secret secret && Boolean.TRUE.equals(secret.getImmutable()));
    }

    /** The same; what is applied takes fields from others who changed them. */
    PlannedObject forced() {
        return mode == Mode.APPLY ? new PlannedObject(ref, body, specHash, Mode.FORCE) : this;
    }

    /** Never the body: it may be a Secret. */
    @Override
    public String toString() {
        return ref.toString();
    }

    /** How an object is written. */
    public enum Mode {
        /** Server-side apply. */
        APPLY,
        /** Server-side apply that takes a field from another manager who changed it. */
        FORCE,
        /** POST; "already exists" means keep. For generated passwords and what holds data; never pruned. */
        CREATE_ONCE
    }
}
