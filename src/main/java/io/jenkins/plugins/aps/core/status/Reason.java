package io.jenkins.plugins.aps.core.status;

import io.jenkins.plugins.aps.core.status.Trouble.Heals;

/**
 * A line of the table of reasons.
 *
 * @param where what says it
 * @param name as the cluster writes it
 * @param what the same for reasons that take turns
 * @param words for people, after the name of what is in trouble
 * @param heals how it may heal
 */
record Reason(Where where, String name, String what, String words, Heals heals) {
    /** What says a reason. */
    enum Where {
        /** The state of a container that waits. */
        WAITING("a container waits"),
        /** The state of a container that ended. */
        ENDED("a container ended"),
        /** A container that runs, and is not ready; the names are ours, as the cluster has none. */
        RUNNING("a container runs"),
        /** The reason, or where it has none the type, of a pod's condition that is false. */
        POD_CONDITION("a pod's condition"),
        /** A pod of the phase Failed. */
        POD_FAILED("a failed pod"),
        /** The reason of a Deployment's or ReplicaSet's condition. */
        ROLLOUT("a Deployment's condition"),
        /** Words in the message of a refused creation. */
        REFUSAL("why a creation was refused"),
        /** The reason of a Job's condition Failed. */
        JOB("a failed Job"),
        /** The phase of a volume claim. */
        CLAIM("a claim's phase"),
        /** The type of a condition of a namespace that is being deleted. */
        NAMESPACE("a namespace's condition"),
        /** The type of a custom resource's condition. */
        CUSTOM("a custom resource's condition");

        private final String words;

        Where(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
