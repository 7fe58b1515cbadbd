package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What tests of retention stand on: a journal with a key and a clock to move, a folder for archives, bodies that may go after a month. */
abstract class RetentionBed {
    static final String PROVINCE = "province-rest";
    static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    @RegisterExtension
    final TestJournal test = TestJournal.with(new TestClock(TestJournal.START), settings -> settings.withCacheBytes(0)
            .encryptedWith(keys.resolve("payload.key")));

    void assertSound() {
        assertThat(verify().findings()).isEmpty();
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    Audit.Report verify() {
        return test.journal()
                .audit()
                .verify(new Audit.Wanted(null, null, folder.resolve("archive")), (links, of, entries) -> {});
    }

    Retention.Pass pass(RetentionSettings.Action action, Duration later) {
        return test.journal().retention().run(settings(action), at(later), () -> true);
    }

    Instant at(Duration later) {
        return ((Clock) test.clock()).instant().plus(later);
    }

    RetentionSettings settings(RetentionSettings.Action action) {
        return new RetentionSettings(MONTH, MONTH, action, folder.resolve("archive"), 0);
    }

    List<ArchiveFile> archives() throws IOException {
        return ArchiveFile.in(folder.resolve("archive"));
    }

    static Path key() {
        return keys.resolve("payload.key");
    }

    static Entry entry(String code) {
        return TestJournal.entry("city", code, 1, PROVINCE);
    }

    long accept(String code) {
        return TestJournal.receipt(test.journal(), entry(code))
                .transfers()
                .get(0)
                .id();
    }

    Flight takeOff(long id) {
        return test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
    }

    void deliver(long id) {
        land(id, new Outcome.Delivered("REF"), TransferState.DELIVERED);
    }

    void land(long id, Outcome outcome, TransferState becomes) {
        Instant now = ((Clock) test.clock()).instant();
        test.journal()
                .land(new Landing(
                        takeOff(id),
                        now,
                        now,
                        outcome,
                        becomes,
                        null,
                        true,
                        "a-row",
                        Held.NOTHING,
                        null,
                        List.of(new Landing.KeptExchange("Send", bytes("sent"), 200, null, bytes("taken"), 1, false))))
                .join();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
