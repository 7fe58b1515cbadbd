package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.TransferState;

/** The key of the bodies, and what a hub does without it. */
class PayloadKeyIT {
    private static final String PROVINCE = "province-rest";

    @TempDir
    static Path folder;

    @RegisterExtension
    final TestJournal test = TestJournal.with(new TestClock(TestJournal.START), settings -> settings.withCacheBytes(0));

    @Test
    void makesAKeyForAnEmptyJournalAndKnowsItAgain() {
        Path key = folder.resolve("new/payload.key");
        long id = accept(open(key), "H1");

        assertThat(key).exists();
        assertThat(takeOff(open(key), id)).hasSize(1);
    }

    @Test
    void doesNotStartWhenTheKeyIsMissingAndMakesNoOther() throws IOException {
        Path key = folder.resolve("missing.key");
        accept(open(key), "H1");
        int id = id(key);
        Path kept = Files.move(key, folder.resolve("missing.key.kept"));

        assertThatThrownBy(() -> open(key))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessage(
                        "The key of the bodies is missing. Found: no file " + key
                                + ", and bodies of this journal sealed with key " + Integer.toHexString(id)
                                + ". Bring that file back from where your secrets are kept, or name it in hub.journal.key-file.");
        assertThat(key).doesNotExist();

        Files.move(kept, key);
        open(key);
    }

    @Test
    void doesNotStartWithAnotherKeyAndNamesBoth() throws IOException {
        Path key = folder.resolve("right.key");
        accept(open(key), "H1");
        Path other = folder.resolve("other.key");
        PayloadSeal.makeKey(other);

        assertThatThrownBy(() -> open(other))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("The key of the bodies is not the one of this journal. Found: key "
                        + Integer.toHexString(id(other)) + " in " + other + ", and bodies sealed with key "
                        + Integer.toHexString(id(key)) + ". ");
        assertThatThrownBy(() -> test.reopenWith(settings -> settings))
                .hasMessageContaining("no key file is configured")
                .hasMessageContaining(Integer.toHexString(id(key)));
        open(key);
    }

    @Test
    void learnsTheKeyOfAJournalFromBeforeItWasKept() throws IOException {
        Path key = folder.resolve("before.key");
        accept(open(key), "H1");
        test.sql("DELETE FROM payload_key");
        Path kept = Files.move(key, folder.resolve("before.key.kept"));

        assertThatThrownBy(() -> open(key)).hasMessageContaining("The key of the bodies is missing.");

        Files.move(kept, key);
        open(key);
        test.sql("DELETE FROM payload_block");
        Files.move(key, kept);
        assertThatThrownBy(() -> open(key)).hasMessageContaining("The key of the bodies is missing.");
        Files.move(kept, key, StandardCopyOption.REPLACE_EXISTING);
        open(key);
    }

    @Test
    void parksOnlyTheTransferWhoseRecordCannotBeRead() {
        Journal journal = open(folder.resolve("damage.key"));
        long damaged = accept(journal, "H1");
        long sound = accept(journal, "H2");
        long gone = accept(journal, "H3");
        test.sql("UPDATE payload_block SET bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 1) WHERE id = "
                + "(SELECT block FROM open_transfer WHERE id = " + damaged + ")");
        test.sql("DELETE FROM payload_block WHERE id = (SELECT block FROM open_transfer WHERE id = " + gone + ")");

        List<Flight> flights = takeOff(journal, damaged, sound, gone);

        assertThat(flights).extracting(Flight::transferId).containsExactly(sound);
        for (long id : new long[] {damaged, gone}) {
            TransferView view = journal.transfer(id).orElseThrow();
            assertThat(view.state()).isEqualTo(TransferState.PARKED);
            assertThat(view.row()).isEqualTo("payload-unreadable");
            assertThat(view.problem()).startsWith("The record cannot be read.");
        }
        DossierHistory.Event event = journal.dossier("H1").get(0).events().get(0);
        assertThat(event.kind()).isEqualTo("parked");
        assertThat(event.text()).contains("was changed or damaged");
        assertThat(journal.outcomes("city", 0, 10))
                .as("the source is told, as of everything that is parked")
                .allSatisfy(item -> assertThat(item.problem()).startsWith("The record cannot be read."))
                .extracting(FeedItem::transferId, FeedItem::kind)
                .containsExactlyInAnyOrder(tuple(damaged, "parked"), tuple(gone, "parked"));
        assertThat(journal.balance()).singleElement().satisfies(row -> {
            assertThat(row.parked()).isEqualTo(2);
            assertThat(row.closes()).isTrue();
        });
        assertThat(journal.recount()).isEqualTo(journal.balance());
    }

    @Test
    void takesAParkedTransferUpAgainWhenItsRecordCanBeReadAgain() {
        Journal journal = open(folder.resolve("again.key"));
        long id = accept(journal, "H1");
        test.sql("CREATE TABLE aside AS SELECT * FROM payload_block; DELETE FROM payload_block");
        assertThat(takeOff(journal, id)).isEmpty();
        test.sql("INSERT INTO payload_block SELECT * FROM aside");

        journal.release(TransferFilter.only(id), new Journal.By("Hoa (made up)", "block is back"), false)
                .join();

        assertThat(takeOff(journal, id)).hasSize(1);
    }

    @Test
    void explainsADossierWhoseExchangesCannotBeRead() {
        Journal journal = open(folder.resolve("exchanges.key"));
        Flight flight = takeOff(journal, accept(journal, "H1")).get(0);
        Landing.KeptExchange said = new Landing.KeptExchange("Send", new byte[9], 200, null, new byte[9], 1, false);
        Landing landed = TestJournal.delivered(flight, TestJournal.START);
        journal.land(new Landing(
                        flight,
                        landed.startedAt(),
                        landed.endedAt(),
                        landed.outcome(),
                        landed.becomes(),
                        null,
                        true,
                        landed.row(),
                        landed.held(),
                        null,
                        List.of(said)))
                .join();
        test.sql("DELETE FROM payload_block WHERE id = (SELECT block FROM event)");

        DossierHistory.Event event = journal.dossier("H1").get(0).events().get(0);

        assertThat(event.kind()).isEqualTo("delivered");
        assertThat(event.exchanges()).isEmpty();
        assertThat(event.unreadable()).contains("is gone");
    }

    private Journal open(Path key) {
        return test.reopenWith(settings -> settings.encryptedWith(key));
    }

    private static int id(Path key) {
        return Objects.requireNonNull(PayloadSeal.of(key).keyId());
    }

    private static long accept(Journal journal, String code) {
        return TestJournal.receipt(journal, TestJournal.entry("city", code, 1, PROVINCE))
                .transfers()
                .get(0)
                .id();
    }

    private static List<Flight> takeOff(Journal journal, Long... ids) {
        return journal.takeOff(PROVINCE, List.of(ids)).join();
    }
}
