package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordEditsTest {
    private static final RecordEdits.Intent INTENT =
            new RecordEdits.Intent("holiday", "holiday", "holiday/2", "activiti-7", 2, List.of());

    private static RecordEdits.Beginning begins(String operation) {
        return new RecordEdits.Beginning(
                operation,
                OperationType.DEPLOY,
                Phase.PLANNED,
                "bob",
                "",
                new Holder("door-1", "second"),
                Records.T0.plusSeconds(60));
    }

    @Test
    void aFirstOperationOwnsEpochOne() {
        var begun = RecordEdits.begin(Optional.empty(), begins("op-1"), INTENT);
        assertThat(begun.owner()).isEqualTo(new Owner("door-1", "second", "op-1", 1));
        assertThat(begun.lastGoodVersion()).isZero();
        assertThat(begun.createdAt()).isEqualTo(Records.T0.plusSeconds(60));
    }

    @Test
    void aTakeoverRaisesTheEpochAndEndsTheOperationThatItDisplaces() {
        var found = Records.of(new Owner("door-2", "op-0", 4), Records.running("op-0"));
        var begun = RecordEdits.begin(Optional.of(found), begins("op-1"), INTENT);
        assertThat(begun.owner()).isEqualTo(new Owner("door-1", "second", "op-1", 5));
        var displaced = begun.operations().get(1).summary();
        assertThat(displaced.verdict()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(displaced.phase()).isEqualTo(Phase.DONE);
        assertThat(begun.resourceVersion()).isEqualTo("7");
    }

    @Test
    void anOperationEnteredAgainKeepsItsStartAndIsListedOnce() {
        var found = Records.of(new Owner("dead", "op-1", 4), Records.running("op-1"));
        var begun = RecordEdits.begin(Optional.of(found), begins("op-1"), INTENT);
        assertThat(begun.operations()).hasSize(1);
        assertThat(begun.operations().get(0).summary().startedAt()).isEqualTo(Records.T0);
    }

    @Test
    void onlySuccessMakesAVersionGood() {
        var begun = RecordEdits.begin(Optional.empty(), begins("op-1"), INTENT);
        var failed = RecordEdits.end(begun, "uid", Verdict.FAILED, "why", List.of(), Records.T0);
        var good = RecordEdits.end(begun, "uid", Verdict.SUCCEEDED, "", List.of(), Records.T0);
        assertThat(failed.lastGoodVersion()).isZero();
        assertThat(good.lastGoodVersion()).isEqualTo(2);
        assertThat(failed.owner()).isEqualTo(new Owner("", "", 1));
        assertThat(failed.operations().get(0).summary().reason()).isEqualTo("why");
    }

    @Test
    void keepsTheLastTwentyOperations() {
        var record = RecordEdits.begin(Optional.empty(), begins("op-0"), INTENT);
        for (int i = 1; i < 30; i++) {
            record = RecordEdits.begin(Optional.of(record), begins("op-" + i), INTENT);
        }
        assertThat(record.operations()).hasSize(ApplicationRecord.KEPT_OPERATIONS);
        assertThat(record.operations().get(0).summary().id()).isEqualTo("op-29");
    }

    @Test
    void afterTheHighestNumberThereIsNoNextVersion() {
        var highest = new RecordEdits.Intent(
                "holiday", "holiday", "holiday/2", "activiti-7", ApplicationRecord.HIGHEST_VERSION, List.of());
        var begun = RecordEdits.begin(Optional.empty(), begins("op-1"), highest);
        assertThatThrownBy(() -> RecordEdits.nextVersion(begun))
                .hasMessageContaining("has had version 999999999, and there is no higher number");
    }
}
