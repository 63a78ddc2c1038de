package io.jenkins.plugins.aps.core.status;

import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.OneLine;

/**
 * The verdict on one object.
 *
 * @param state see {@link State}
 * @param reason why it is not current, with numbers and names, for example {@code 1 of 2 pods ready: rb-6f-x1 can't pull
 *     image 'x': not found}; empty where current
 * @param ready {@code 1/2}; empty where that makes no sense
 */
public record Judgement(State state, String reason, String ready) {
    /** Characters of a reason: what conditions and images say has any length. */
    static final int LONGEST = 1000;

    public Judgement {
        reason = OneLine.of(reason, LONGEST);
    }

    public static Judgement current(String ready) {
        return new Judgement(State.CURRENT, "", ready);
    }

    public static Judgement inProgress(String reason, String ready) {
        return new Judgement(State.IN_PROGRESS, reason, ready);
    }

    public static Judgement failed(String reason, String ready) {
        return new Judgement(State.FAILED, reason, ready);
    }

    /** Of a workload that was as intended, and of which pods come back: after a crash, or from another node. */
    public static Judgement restarting(String reason, String ready) {
        return new Judgement(State.RESTARTING, reason, ready);
    }

    /** The dot: failed is red, in progress yellow, current green, what can't be judged grey. */
    public Health health() {
        return switch (state) {
            case CURRENT -> Health.GREEN;
            case IN_PROGRESS, RESTARTING, TERMINATING -> Health.YELLOW;
            case FAILED -> Health.RED;
            case NOT_FOUND -> Health.GREY;
        };
    }

    /** Where an object stands on its way. */
    public enum State {
        /** There is none. */
        NOT_FOUND,
        /** On its way; will become current by itself. */
        IN_PROGRESS,
        /** It was as intended, and its pods, or some of them, come back. */
        RESTARTING,
        /** As intended. */
        CURRENT,
        /** It won't become current by itself. */
        FAILED,
        /** Being deleted. */
        TERMINATING
    }
}
