package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A version of the record that is to be brought once more: by a rollback, or a redeployment.
 *
 * @param type rollback or redeploy
 * @param version which; 0: the default of the type
 * @param startedBy the failed operation that this one mends: back to the last good version, whatever fields others
 *     changed; empty: a person asked for it
 * @param undoes the operation whose work it undoes, if that is the last one: back to the last good version; empty: none
 * @param credentials a secret's value by the id of its credential; empty: the one that is kept. May block, may throw
 * @param adapting a kept version as it is to be brought, such as on another platform version; the same again changes nothing.
 *     May block, may throw
 * @param descriptor that of a kept version; pure
 * @param preparation makes a kept version ready; blocks on its repository where its files are not kept
 */
public record Recall(
        OperationType type,
        int version,
        String startedBy,
        String undoes,
        Function<String, Optional<SecretValue>> credentials,
        UnaryOperator<Kept> adapting,
        Function<Kept, Descriptor> descriptor,
        Preparation preparation) {
    /** Whether it undoes what an operation began, and so goes to what ran before that. */
    boolean isUndoing() {
        return isAutomatic() || !undoes.isEmpty();
    }

    boolean isAutomatic() {
        return !startedBy.isEmpty();
    }

    /** Makes a kept version ready to be planned. */
    @FunctionalInterface
    public interface Preparation {
        /**
         * @param secrets by connector, then by variable
         * @param files the release's, where they are kept; empty: its repository is asked
         */
        Prepared of(Kept kept, Map<String, Map<String, SecretValue>> secrets, Optional<List<ProjectContent>> files);
    }
}
