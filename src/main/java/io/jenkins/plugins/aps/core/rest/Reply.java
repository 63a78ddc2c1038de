package io.jenkins.plugins.aps.core.rest;

import java.util.concurrent.CompletableFuture;

/** An answer, now or when something has been decided. */
record Reply(CompletableFuture<Answer> answer) {
    static Reply now(Answer answer) {
        return new Reply(CompletableFuture.completedFuture(answer));
    }
}
