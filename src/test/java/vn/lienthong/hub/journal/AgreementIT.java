package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a node notices what another one goes by. */
class AgreementIT {
    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void aNodeLearnsWhereAnotherLivingOneGoesElsewhere() {
        Journal one = journals.journal();
        Map<String, String> mine = Map.of("echo", "http://a", "province-rest", "https://p");
        try (Journal two = Journal.open(
                journals.pool(), Clock.systemUTC(), JournalSettings.defaults().withNode("hub-2"))) {
            TestJournal.eventually(() -> one.mayBegin() && two.mayBegin());
            assertThat(one.compare(mine)).isEmpty();
            assertThat(two.compare(Map.of("echo", "http://b", "province-rest", "https://p")))
                    .containsExactly(new Journal.Difference("echo", "hub-1"));
            assertThat(one.compare(mine)).containsExactly(new Journal.Difference("echo", "hub-2"));

            assertThat(two.compare(Map.of("province-rest", "https://p"))).isEmpty();
            assertThat(one.compare(mine)).as("what the other has no more").isEmpty();
            assertThat(two.compare(Map.of("echo", "http://b"))).hasSize(1);
        }
        assertThat(one.compare(mine)).as("the other has stopped").isEmpty();
    }
}
