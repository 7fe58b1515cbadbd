package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Retention and records that are sent once more. */
class RetentionOfResentIT {
    private static final String PROVINCE = "province-rest";
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    @RegisterExtension
    final TestJournal test = TestJournal.with(new TestClock(TestJournal.START), settings -> settings.withCacheBytes(0)
            .encryptedWith(keys.resolve("payload.key")));

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
        assertThat(ArchiveFile.in(folder.resolve("archive")))
                .as("none is written in vain")
                .hasSize(1);
        assertThat(takeOff(again.get(0)).content())
                .isEqualTo(entry("H1").record().content());
        assertSound();
    }

    private void assertSound() {
        assertThat(test.journal()
                        .audit()
                        .verify(new Audit.Wanted(null, null, folder.resolve("archive")), (links, of, entries) -> {})
                        .findings())
                .isEmpty();
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    private Retention.Pass pass(RetentionSettings.Action action, Duration later) {
        return test.journal().retention().run(settings(action), at(later), () -> true);
    }

    private Instant at(Duration later) {
        return test.clock().instant().plus(later);
    }

    private RetentionSettings settings(RetentionSettings.Action action) {
        return new RetentionSettings(MONTH, MONTH, action, folder.resolve("archive"), 0);
    }

    private static Entry entry(String code) {
        return TestJournal.entry("city", code, 1, PROVINCE);
    }

    private long accept(String code) {
        return TestJournal.receipt(test.journal(), entry(code))
                .transfers()
                .get(0)
                .id();
    }

    /** All there is, once more; tells the new transfer. */
    private long resent() {
        Act act = Act.resend(TransferFilter.ANY, new Journal.By("Hoa (made up)", "a test"), false, null);
        return Objects.requireNonNull(test.journal().act(act).first().get(0).resentAs());
    }

    private Flight takeOff(long id) {
        return test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
    }

    private void deliver(long id) {
        Instant now = test.clock().instant();
        byte[] said = "said".getBytes(StandardCharsets.UTF_8);
        test.journal()
                .land(new Landing(
                        takeOff(id),
                        now,
                        now,
                        new Outcome.Delivered("REF"),
                        TransferState.DELIVERED,
                        null,
                        true,
                        "a-row",
                        Held.NOTHING,
                        null,
                        List.of(new Landing.KeptExchange("Send", said, 200, null, said, 1, false))))
                .join();
    }
}
