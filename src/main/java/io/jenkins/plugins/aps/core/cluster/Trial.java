package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster answered to a write that it was only asked about.
 *
 * @param before the object as it is; empty: there is none, or it was not looked for
 * @param after as it would be; empty: refused, or not checked. May hold secrets
 * @param refusals every reason for which the write would be refused
 * @param notes what could not be checked or is not certain, each with its reason
 */
public record Trial(Optional<JsonNode> before, Optional<JsonNode> after, List<Refusal> refusals, List<String> notes) {
    public Trial {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** Why a write would be refused: {@code conflict} or {@code rejected}, object and field, and what to do. */
    public record Refusal(ErrorCode code, ErrorReason reason, Problem problem) {
        /** For no particular reason. */
        public Refusal(ErrorCode code, Problem problem) {
            this(code, ErrorReason.UNSPECIFIED, problem);
        }
    }

    /** What a Secret holds, as it is and as it would be. */
    public List<SecretValue> secrets() {
        return Stream.of(before, after)
                .flatMap(Optional::stream)
                .flatMap(object -> SecretValues.of(object).stream())
                .toList();
    }

    static Trial notChecked(String why) {
        return new Trial(Optional.empty(), Optional.empty(), List.of(), List.of(why));
    }

    /** Never the objects: they may be Secrets. */
    @Override
    public String toString() {
        return "Trial[refusals=" + refusals + ", notes=" + notes + "]";
    }
}
