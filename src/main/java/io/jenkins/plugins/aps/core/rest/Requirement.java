package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.Right;
import java.util.List;
import java.util.Set;

/**
 * The rights that a route asks for before anything of its request is read. What a request says may need more: {@link
 * Beginning} asks for that.
 *
 * @param anyOf sets of rights; who has all of one of them may ask; the first is told to who has none
 */
record Requirement(List<Set<Right>> anyOf) {
    static final Requirement READING = new Requirement(List.of(AuthorizationPolicy.READING));
    static final Requirement STORING = new Requirement(List.of(AuthorizationPolicy.STORING));
    static final Requirement DEPLOYING = new Requirement(List.of(AuthorizationPolicy.DEPLOYING));
    static final Requirement ADOPTING = new Requirement(List.of(AuthorizationPolicy.ADOPTING));
    static final Requirement UNDEPLOYING = new Requirement(
            List.of(AuthorizationPolicy.undeploying(false, false), AuthorizationPolicy.undeploying(true, false)));

    Requirement {
        anyOf = List.copyOf(anyOf);
    }

    /** @throws io.jenkins.plugins.aps.core.model.ApsException as {@link Call#require} */
    void check(Call call) {
        if (anyOf.stream().noneMatch(rights -> rights.stream().allMatch(call.caller()::may))) {
            call.require(anyOf.get(0));
        }
    }
}
