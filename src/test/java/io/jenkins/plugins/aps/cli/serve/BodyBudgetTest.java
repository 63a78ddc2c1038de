package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void asMuchIsGivenAsThereIsAndAgainWhatCameBack() {
        var budget = new BodyBudget(100);
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        budget.giveBack(60);
        assertThat(budget.take(61)).isFalse();
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.taken()).isEqualTo(100);
    }

    @Test
    void thereIsAlwaysRoomForTwoOfTheLargest() {
        var budget = BodyBudget.of(Integer.MAX_VALUE);
        assertThat(budget.take(Integer.MAX_VALUE)).isTrue();
        assertThat(budget.take(Integer.MAX_VALUE)).isTrue();
    }
}
