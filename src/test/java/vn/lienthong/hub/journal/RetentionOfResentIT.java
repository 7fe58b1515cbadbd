package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Retention and records that are sent once more. */
class RetentionOfResentIT extends RetentionBed {
    @Test
    void keepsTheRecordUntilWhatWasSentOnceMoreHasEndedLongEnoughAgo() {
        long id = accept("H1");
        deliver(id);
        test.clock().forward(MONTH.plusSeconds(1));
        deliver(resent());

        // Goes: what was said when it went first.
        Retention.Pass young = pass(RetentionSettings.Action.DROP, MONTH.minusSeconds(1));

        assertThat(young.blocks()).isEqualTo(1);
        assertThat(young.kept()).isPositive();
        long submission = test.journal().transfer(id).orElseThrow().submissionId();
        assertThat(test.journal().content(submission)).hasValueSatisfying(kept -> assertThat(kept)
                .isEqualTo(entry("H1").record().content()));
        assertThat(pass(RetentionSettings.Action.DROP, MONTH.plusSeconds(1)).blocks())
                .isEqualTo(2);
        assertSound();
    }

    @Test
    void whatIsToBeSentAgainStaysWheneverThatWasAsked() throws IOException {
        deliver(accept("H1"));
        AtomicInteger asked = new AtomicInteger();
        List<Long> again = new ArrayList<>();
        // Looked at and archived, and not written down as gone yet.
        Retention.Pass pass = test.journal()
                .retention()
                .run(settings(RetentionSettings.Action.ARCHIVE), at(MONTH.plusSeconds(1)), () -> {
                    if (asked.incrementAndGet() == 2) {
                        again.add(resent());
                    }
                    return true;
                });

        assertThat(again).hasSize(1);
        assertThat(pass.blocks()).as("what was said, without the record").isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            assertThat(pass(RetentionSettings.Action.ARCHIVE, MONTH.plusSeconds(1))
                            .kept())
                    .isEqualTo(1);
        }
        assertThat(archives()).as("none is written in vain").hasSize(1);
        assertThat(takeOff(again.get(0)).content())
                .isEqualTo(entry("H1").record().content());
        assertSound();
    }

    /** All there is, once more; tells the new transfer. */
    private long resent() {
        Act act = Act.resend(TransferFilter.ANY, new Journal.By("Hoa (made up)", "a test"), false, null);
        return Objects.requireNonNull(test.journal().act(act).first().get(0).resentAs());
    }
}
