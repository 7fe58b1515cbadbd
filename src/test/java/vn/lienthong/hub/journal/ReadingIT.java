package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

class ReadingIT {
    private static final String PROVINCE = "province-rest";
    private static final Path KEY = key();

    @RegisterExtension
    final TestJournal test = TestJournal.with(new TestClock(TestJournal.START), settings -> settings.encryptedWith(KEY)
            .withCacheBytes(0));

    @Test
    void explainsADossierWithTheBytesThatWereSentAndAnswered() {
        long id = accept("H1", null);
        Flight flight = test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
        Landing.KeptExchange exchange = new Landing.KeptExchange(
                "DongBoHoSoMC",
                flight.content(),
                200,
                null,
                "{\"error_code\":\"9\"}".getBytes(StandardCharsets.UTF_8),
                12,
                false);
        Landing.KeptExchange lost =
                new Landing.KeptExchange("CapNhat", new byte[0], 0, "read timed out", new byte[0], 30_000, false);
        test.journal()
                .land(new Landing(
                        flight,
                        TestJournal.START,
                        TestJournal.START.plusSeconds(1),
                        new Outcome.Rejected(TestJournal.problem("bad")),
                        TransferState.PARKED,
                        null,
                        true,
                        "otherwise",
                        Held.NOTHING,
                        null,
                        List.of(exchange, lost)))
                .join();
        test.journal()
                .cancel(TransferFilter.only(id), new Journal.By("Hoa", "sent by mistake"), false)
                .join();

        DossierHistory history = test.journal().dossier("H1").get(0);
        assertThat(history.submissions()).hasSize(1);
        assertThat(history.submissions().get(0).transfers())
                .extracting(TransferView::state)
                .containsExactly(TransferState.CANCELLED);
        assertThat(history.events()).extracting(DossierHistory.Event::kind).containsExactly("parked", "cancelled");
        assertThat(history.events().get(1).who()).isEqualTo("Hoa");
        assertThat(history.events().get(1).text()).isEqualTo("sent by mistake");
        assertThat(history.events().get(0).exchanges())
                .usingRecursiveComparison()
                .isEqualTo(List.of(exchange, lost));
        assertThat(test.journal().dossier("H-unknown")).isEmpty();
    }

    @Test
    void keepsBodiesUnreadableInTheDatabase() throws SQLException, IOException {
        accept("SECRET-CODE-OF-THE-BODY", null);
        try (Connection connection = test.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key_id, encode(bytes, 'escape') FROM payload_block")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isNotZero();
            assertThat(rows.getString(2)).doesNotContain("SECRET-CODE");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(KEY)))
                .isEqualTo("rw-------");
    }

    @Test
    void readsContentBackAfterARestart() {
        long id = accept("H1", null);
        test.reopen();
        Flight flight = test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
        assertThat(new String(flight.content(), StandardCharsets.UTF_8)).contains("\"H1\"");
    }

    @Test
    void putsTheNearestDeadlineFirstAndThoseWithoutLast() {
        Instant day = TestJournal.START.plus(Duration.ofDays(1));
        long none = accept("H1", null);
        long later = accept("H2", day.plusSeconds(60));
        long first = accept("H3", day);
        long second = accept("H4", day);
        long noneToo = accept("H5", null);
        List<Long> order = new ArrayList<>();
        Journal.Ready after = null;
        for (List<Journal.Ready> page = backlog(after); !page.isEmpty(); page = backlog(after)) {
            page.forEach(ready -> order.add(ready.transferId()));
            after = page.get(page.size() - 1);
        }
        assertThat(order).containsExactly(first, second, later, none, noneToo);
        assertThat(test.journal().backlog(PROVINCE, "21583", null, 1).get(0).deadline())
                .isEqualTo(day);
        assertThat(test.journal().backlog(PROVINCE, "other", null, 10)).isEmpty();
    }

    @Test
    void listsTransfersPageByPage() {
        List<Long> all = Stream.of("H1", "H2", "H3", "H4", "H5")
                .map(code -> accept(code, null))
                .toList();
        Flight flight =
                test.journal().takeOff(PROVINCE, List.of(all.get(2))).join().get(0);
        test.journal().land(TestJournal.delivered(flight, TestJournal.START)).join();
        TransferFilter any = filter(Set.of());
        assertThat(ids(test.journal().transfers(any, null, 2))).isEqualTo(all.subList(0, 2));
        assertThat(ids(test.journal().transfers(any, all.get(1), 10))).isEqualTo(all.subList(2, 5));
        assertThat(ids(test.journal().transfers(filter(Set.of(TransferState.DELIVERED)), null, 10)))
                .containsExactly(all.get(2));
        assertThat(ids(test.journal()
                        .transfers(filter(Set.of(TransferState.READY, TransferState.DELIVERED)), null, 10)))
                .isEqualTo(all);
        TransferView view = test.journal().transfer(all.get(2)).orElseThrow();
        assertThat(view.dossierCode()).isEqualTo("H3");
        assertThat(view.reference()).isEqualTo("REF-H3");
        assertThat(view.endedAt()).isEqualTo(TestJournal.START);
        assertThat(view.acceptedAt()).isEqualTo(TestJournal.START);
    }

    @Test
    void listsTransfersByDossierUnitDestinationAndTime() {
        long first = accept("H1", null);
        test.clock().forward(Duration.ofHours(1));
        long second = accept("H2", null);
        assertThat(ids(list(new TransferFilter(null, "H1", null, null, Set.of(), null))))
                .containsExactly(first);
        assertThat(ids(list(new TransferFilter(null, null, "21583", PROVINCE, Set.of(), null))))
                .containsExactly(first, second);
        assertThat(list(new TransferFilter(null, null, "1", null, Set.of(), null)))
                .isEmpty();
        assertThat(list(new TransferFilter(null, null, null, "echo", Set.of(), null)))
                .isEmpty();
        Instant between = TestJournal.START.plus(Duration.ofMinutes(30));
        assertThat(ids(list(new TransferFilter(null, null, null, null, Set.of(), between))))
                .containsExactly(second);
        assertThat(list(new TransferFilter(null, "H1", null, null, Set.of(), between)))
                .isEmpty();
    }

    @Test
    void feedsASourceItsOutcomesInOrderWithoutGaps() {
        for (int i = 0; i < 20; i++) {
            String source = i % 2 == 0 ? "city" : "ward";
            Entry entry = TestJournal.entry(source, "H" + i, 1, "echo", PROVINCE);
            for (Acceptance.OwedTransfer owed :
                    TestJournal.receipt(test.journal(), entry).transfers()) {
                Flight flight = test.journal()
                        .takeOff(owed.destination(), List.of(owed.id()))
                        .join()
                        .get(0);
                test.journal().land(TestJournal.delivered(flight, TestJournal.START));
            }
        }
        TestJournal.eventually(() -> test.journal().outcomes("ward", 0, 100).size() == 20);
        List<FeedItem> city = test.journal().outcomes("city", 0, 100);
        List<Long> cursors = new ArrayList<>(city.stream().map(FeedItem::cursor).toList());
        test.journal().outcomes("ward", 0, 100).forEach(item -> cursors.add(item.cursor()));
        assertThat(cursors.stream().sorted().toList())
                .isEqualTo(
                        java.util.stream.LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(city).extracting(FeedItem::cursor).isSorted();
        assertThat(city).extracting(FeedItem::destination).contains("echo", PROVINCE);
        assertThat(test.journal().outcomes("city", city.get(4).cursor(), 3)).isEqualTo(city.subList(5, 8));
        assertThat(city.get(0).reference()).isEqualTo("REF-H0");
        assertThat(city.get(0).dossierCode()).isEqualTo("H0");
    }

    @Test
    void showsASubmissionWithItsTransfers() {
        Acceptance.Receipt receipt =
                TestJournal.receipt(test.journal(), TestJournal.entry("city", "H1", 1, PROVINCE, "echo"));
        SubmissionView view = test.journal().submission(receipt.submissionId()).orElseThrow();
        assertThat(view.state()).isEqualTo("accepted");
        assertThat(view.transfers()).extracting(TransferView::destination).containsExactly(PROVINCE, "echo");
        assertThat(test.journal().submission(4711)).isEmpty();
        assertThat(test.journal().content(4711)).isEmpty();
        assertThat(test.journal().transfer(4711)).isEmpty();
    }

    private long accept(String code, @org.jspecify.annotations.Nullable Instant deadline) {
        Entry entry = TestJournal.entry(TestJournal.record(code, 1, "21583", "x"), "city", deadline, PROVINCE);
        return TestJournal.receipt(test.journal(), entry).transfers().get(0).id();
    }

    private List<Journal.Ready> backlog(Journal.@org.jspecify.annotations.Nullable Ready after) {
        return test.journal().backlog(PROVINCE, "21583", after, 2);
    }

    private List<TransferView> list(TransferFilter filter) {
        return test.journal().transfers(filter, null, 100);
    }

    private static TransferFilter filter(Set<TransferState> states) {
        return new TransferFilter(null, null, null, null, states, null);
    }

    private static List<Long> ids(List<TransferView> views) {
        return views.stream().map(TransferView::id).toList();
    }

    private static Path key() {
        try {
            return Files.createTempDirectory("journal-key").resolve("journal.key");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
