package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.Test;

/** What a build keeps of why its step was stopped. */
class StepStopTest {
    private static StepStop savedAndRead(Throwable cause) throws Exception {
        return Serialized.back(Serialized.of(new StepStop(cause)));
    }

    @Test
    void whatCanNotBeSavedIsKeptAsItsText() throws Exception {
        var cause = new Unsavable("the node is gone");

        assertThat(new StepStop(cause).cause()).as("before a restart").isSameAs(cause);
        assertThat(savedAndRead(cause).cause())
                .isExactlyInstanceOf(Exception.class)
                .hasMessageContaining("the node is gone")
                .satisfies(kept -> assertThat(kept.getStackTrace()).isEqualTo(cause.getStackTrace()));
    }

    @Test
    void anInterruptionStaysOneThoughWhatItHoldsCanNotBeSaved() throws Exception {
        var cause = new InterruptedException("aborted by dora");
        cause.addSuppressed(new Unsavable("beside"));

        assertThat(savedAndRead(cause).cause())
                .isExactlyInstanceOf(InterruptedException.class)
                .hasMessage("aborted by dora");
    }

    @Test
    void jenkinssOwnInterruptionIsKeptAsItIs() throws Exception {
        var cause = new FlowInterruptedException(null);
        cause.addSuppressed(new IllegalStateException("beside"));

        assertThat(savedAndRead(cause).cause())
                .isInstanceOf(FlowInterruptedException.class)
                .hasSuppressedException(new IllegalStateException("beside"));
    }

    @Test
    void jenkinssOwnInterruptionIsAPlainOneWhereItHoldsWhatCanNotBeSaved() throws Exception {
        var cause = new FlowInterruptedException(null);
        cause.addSuppressed(new Unsavable("beside"));

        assertThat(savedAndRead(cause).cause()).isExactlyInstanceOf(InterruptedException.class);
    }

    /** A file as it was saved while every cause was kept as it was. */
    @Test
    void whatWasSavedBeforeIsRead() throws Exception {
        var file = StepStopTest.class.getResourceAsStream("step-stop-of-any-cause.ser");

        assertThat(Serialized.<StepStop>back(file.readAllBytes()).cause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the node is gone")
                .hasRootCauseMessage("closed");
    }

    private static final class Unsavable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // what makes it so
        private final Object held = new Object();

        Unsavable(String message) {
            super(message);
        }
    }
}
