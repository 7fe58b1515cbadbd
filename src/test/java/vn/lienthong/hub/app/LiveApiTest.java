package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.recording.LiveRecording.Turned;
import vn.lienthong.hub.recording.LiveShare;

/** For how long a person may have recorded. */
class LiveApiTest {
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
    private static final Journal.By BY = new Journal.By("An", "a look");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT2000000000000000H",
                "9223372036854775807d",
                "-PT1H",
                "0s",
                "8d",
                "PT168H0.000000001S",
                "for ever",
                ""
            })
    void aTimeThatIsNoneIsRefusedInThreeParts(String time) {
        assertThatThrownBy(() -> LiveApi.turned("all", time, BY, NOW))
                .isInstanceOfSatisfying(ApiFailure.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.document().problem().what()).endsWith("for a time of at most seven days.");
                    assertThat(refused.document().problem().found()).startsWith("share 'all', for ");
                    assertThat(refused.document().problem().cure()).startsWith("Example: ");
                });
    }

    @Test
    void aTimeUpToSevenDaysIsTakenAndAnHourWhereNoneIsSaid() {
        assertThat(LiveApi.turned("all", "PT168H", BY, NOW))
                .isEqualTo(new Turned(
                        LiveShare.parse("share", "all"), Instant.parse("2026-12-04T03:00:00Z"), "An", "a look"));
        assertThat(LiveApi.turned("0.05", null, BY, NOW))
                .isEqualTo(new Turned(LiveShare.parse("share", "0.05"), NOW.plusSeconds(3600), "An", "a look"));
        assertThat(LiveApi.turned("settings", null, BY, NOW)).isNull();
    }
}
