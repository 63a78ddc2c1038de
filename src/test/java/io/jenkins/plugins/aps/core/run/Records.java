package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Instant;
import java.util.List;

/** Records for tests. */
final class Records {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private Records() {}

    static ApplicationRecord of(Owner owner, RecordedOperation... operations) {
        return new ApplicationRecord(
                "holiday",
                "ns-uid",
                "holiday",
                "holiday/1",
                "activiti-7",
                1,
                1,
                T0,
                T0,
                owner,
                List.of(operations),
                List.of(),
                "7");
    }

    static RecordedOperation running(String id) {
        return operation(id, Phase.APPLYING, null);
    }

    static RecordedOperation ended(String id, Verdict verdict) {
        return operation(id, Phase.DONE, verdict);
    }

    private static RecordedOperation operation(String id, Phase phase, Verdict verdict) {
        return new RecordedOperation(
                new OperationSummary(
                        id,
                        OperationType.DEPLOY,
                        phase,
                        T0,
                        verdict == null ? null : T0,
                        verdict,
                        "ann",
                        "deploy#1",
                        ""),
                1,
                "holiday/1");
    }
}
