package org.liuhen.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void aWaitThatNamesNoTimeLastsAsLongAsABusyMachineNeeds() {
        Duration[] left = new Duration[1];
        await().conditionEvaluationListener(
                        new ConditionEvaluationListener<Object>() {
                            @Override
                            public void conditionEvaluated(EvaluatedCondition<Object> condition) {
                                left[0] =
                                        Duration.ofMillis(
                                                condition.getElapsedTimeInMS()
                                                        + condition.getRemainingTimeInMS());
                            }
                        })
                .until(() -> true);
        assertThat(left[0]).isEqualTo(Patience.LONGEST_WAIT);
    }
}
