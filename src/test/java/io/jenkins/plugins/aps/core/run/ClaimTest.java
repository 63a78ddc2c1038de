package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Owner NOBODY = new Owner("", "", 3);
    private static final Owner OTHER = new Owner("door-2", "op-2", 3);

    @Test
    void takesAnApplicationThatHasNoRecord() {
        assertThat(Claim.of(Optional.empty(), "op-1", IfRunning.WAIT, r -> Life.LIVES))
                .isEqualTo(new Claim.Take(false));
    }

    @Test
    void takesAnApplicationThatNobodyWorksOn() {
        var record = Records.of(NOBODY, Records.ended("op-0", Verdict.SUCCEEDED));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.FAIL, r -> Life.LIVES))
                .isEqualTo(new Claim.Take(false));
    }

    @Test
    void entersItsOwnInterruptedOperationAgain() {
        var record = Records.of(new Owner("dead", "op-1", 3), Records.running("op-1"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.FAIL, r -> Life.GONE))
                .isEqualTo(new Claim.Take(true));
    }

    @Test
    void tellsTheEndOfAnOperationThatHasEnded() {
        var ended = Records.ended("op-1", Verdict.FAILED);
        assertThat(Claim.of(Optional.of(Records.of(NOBODY, ended)), "op-1", IfRunning.WAIT, r -> Life.LIVES))
                .isEqualTo(new Claim.Ended(ended));
    }

    @Test
    void waitsForALivingOwnerAndNamesIt() {
        var record = Records.of(OTHER, Records.running("op-2"));
        var claim = Claim.of(Optional.of(record), "op-1", IfRunning.WAIT, r -> Life.LIVES);
        assertThat(claim).isInstanceOf(Claim.Wait.class);
        assertThat(((Claim.Wait) claim).reason()).contains("op-2").contains("deploy by ann, deploy#1");
    }

    @Test
    void refusesALivingOwnerIfToldToFail() {
        var record = Records.of(OTHER, Records.running("op-2"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.FAIL, r -> Life.LIVES))
                .isInstanceOf(Claim.Refuse.class);
    }

    @Test
    void watchesForASignOfLifeBeforeItRefusesOrTakesOver() {
        var record = Records.of(OTHER, Records.running("op-2"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.FAIL, r -> Life.UNCERTAIN))
                .isInstanceOf(Claim.Wait.class);
    }

    @Test
    void takesOverFromADeadOwner() {
        var record = Records.of(OTHER, Records.running("op-2"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.WAIT, r -> Life.GONE))
                .isEqualTo(new Claim.Take(false));
    }

    @Test
    void supersedesALivingOwnerIfToldTo() {
        var record = Records.of(OTHER, Records.running("op-2"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.SUPERSEDE, r -> Life.LIVES))
                .isEqualTo(new Claim.Take(false));
    }

    @Test
    void doesNotComeBackAfterItWasSuperseded() {
        var record = Records.of(OTHER, Records.running("op-2"), Records.running("op-1"));
        assertThat(Claim.of(Optional.of(record), "op-1", IfRunning.SUPERSEDE, r -> Life.LIVES))
                .isEqualTo(new Claim.Displaced());
    }
}
