package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.Audit.Fault;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What the audit notices: everything that somebody with the database in hand changes, each named. */
class AuditIT {
    private static final String PROVINCE = "province-rest";
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "the table is mended");

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    @RegisterExtension
    final TestJournal test = TestJournal.with(
            new TestClock(TestJournal.START), settings -> settings.encryptedWith(keys.resolve("payload.key")));

    /** H1 delivered, H2 cancelled, H3 superseded in part, H4 parked and open, H5 refused, H6 the last one, open. */
    @BeforeEach
    void aDayOfTheJournal() {
        deliver(accept("H1", 1));
        test.clock().forward(Duration.ofMinutes(1));
        test.journal().cancel(TransferFilter.only(accept("H2", 1)), HOA, false).join();
        deliver(accept("H3", 2));
        accept("H3", 1);
        test.clock().forward(Duration.ofMinutes(1));
        park(accept("H4", 1));
        test.journal()
                .refuse(new RefusedSubmission(
                        "city", test.clock().instant(), "H5", List.of(TestJournal.problem("bad")), new byte[] {1, 2}))
                .join();
        test.clock().forward(Duration.ofMinutes(1));
        accept("H6", 1);
    }

    @Test
    void aHoldIsAnActToo() {
        Holds.Scope unit = new Holds.Scope(null, "21583", null, null, null);
        test.journal().holds().place(new Holds.Wanted("tables", unit, null), HOA);
        test.journal().holds().lift("tables", HOA);
        assertThat(verify().sound()).isTrue();

        test.sql("UPDATE event SET who = 'Lan (made up)' WHERE kind = 'hold-ended' AND reference = 'tables'");
        assertThat(verify().findings()).extracting(Audit.Finding::fault).containsExactly(Fault.ALTERED);
    }

    @Test
    void findsNothingWhereNothingWasChanged() {
        Audit.Report report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.keyed()).isTrue();
        assertThat(report.unlinkedUntil()).isNull();
        // One more for the beginning of the chain.
        assertThat(report.entries())
                .isEqualTo(test.count("submission")
                        + test.count("refused")
                        + test.count("event")
                        + test.count("ended_transfer")
                        + 1);
    }

    @Test
    void accusesNobodyOfAnEndByANodeThatIsDaysBehind() {
        try (Journal behind = Journal.open(
                test.pool(),
                Clock.fixed(test.clock().instant(), ZoneOffset.UTC),
                JournalSettings.defaults().withNode("hub-2").encryptedWith(keys.resolve("payload.key")))) {
            test.clock().forward(Duration.ofDays(40));
            long ahead = accept("H7", 1);
            Flight flight = behind.takeOff(PROVINCE, List.of(ahead)).join().get(0);
            behind.land(TestJournal.delivered(flight, TestJournal.START)).join();
        }
        assertThat(verify().findings()).isEmpty();

        accept("H8", 1);
        test.sql(
                "WITH gone AS (DELETE FROM open_transfer WHERE dossier_code = 'H8' RETURNING *) INSERT INTO ended_transfer"
                        + " SELECT id, submission_id, destination, unit, 'DELIVERED', 1, 0, NULL, NULL, NULL, now() FROM gone");
        assertThat(verify().findings())
                .as("an end that nobody wrote is named as ever")
                .extracting(Audit.Finding::fault, Audit.Finding::dossierCode)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Fault.EXTRA, "H8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            UPDATE event SET who = 'Lan (made up)' WHERE kind = 'cancelled'                                | ALTERED | event | H2
            UPDATE event SET problem = 'because' WHERE kind = 'cancelled'                                  | ALTERED | event | H2
            UPDATE event SET at = at + interval '1 microsecond' WHERE kind = 'cancelled'                   | ALTERED | event | H2
            UPDATE event SET reference = NULL WHERE reference = 'REF-H1'                                   | ALTERED | event | H1
            UPDATE event SET block = 1 WHERE kind = 'parked'                                               | ALTERED | event | H4
            DELETE FROM event WHERE kind = 'cancelled'                                                     | MISSING | event | H2
            INSERT INTO event SELECT id + 1, cursor + 100, at, source, submission_id, transfer_id, 'released', NULL, 'Lan (made up)', NULL, 'x', NULL, NULL, NULL FROM event WHERE kind = 'parked' | EXTRA | event | H4
            INSERT INTO event SELECT id, cursor + 100, at, source, submission_id, transfer_id, 'released', NULL, 'Lan (made up)', NULL, 'x', NULL, NULL, NULL FROM event WHERE kind = 'parked' | EXTRA | event | H4
            UPDATE submission SET fingerprint = sha256('x') WHERE dossier_code = 'H1'                      | ALTERED | submission | H1
            UPDATE submission SET source = 'nobody' WHERE dossier_code = 'H4'                              | ALTERED | submission | H4
            UPDATE submission SET accepted_at = accepted_at - interval '1 hour' WHERE dossier_code = 'H6'  | ALTERED | submission | H6
            UPDATE submission SET deadline = accepted_at WHERE dossier_code = 'H6'                         | ALTERED | submission | H6
            UPDATE submission SET block_at = 1 WHERE dossier_code = 'H6'                                   | ALTERED | submission | H6
            UPDATE submission SET owed = '{other}' WHERE dossier_code = 'H1'                               | ALTERED | submission | H1
            DELETE FROM submission WHERE dossier_code = 'H1'                                               | MISSING | submission | H1
            INSERT INTO submission SELECT id + 100, dossier_id, source, dossier_code, 9, procedure, unit, superseded, accepted_at, deadline, fingerprint, '{}', block, block_at, size FROM submission WHERE dossier_code = 'H4' | EXTRA | submission | H4
            INSERT INTO submission SELECT id + (1 << 16), dossier_id, source, dossier_code, 9, procedure, unit, superseded, accepted_at, deadline, fingerprint, '{}', block, block_at, size FROM submission WHERE dossier_code = 'H4' | EXTRA | submission | H4
            UPDATE refused SET source = 'nobody'                                                           | ALTERED | refused | H5
            UPDATE refused SET problems = '{}'                                                             | ALTERED | refused | H5
            DELETE FROM refused                                                                            | MISSING | refused |
            UPDATE ended_transfer SET attempts = attempts + 1 WHERE state = 'CANCELLED'                    | ALTERED | ended_transfer | H2
            UPDATE ended_transfer SET state = 'DELIVERED' WHERE state = 'SUPERSEDED'                       | ALTERED | ended_transfer | H3
            UPDATE ended_transfer SET reference = 'REF-X' WHERE reference = 'REF-H1'                       | ALTERED | ended_transfer | H1
            DELETE FROM ended_transfer WHERE reference = 'REF-H1'                                          | MISSING | ended_transfer | H1
            DELETE FROM open_transfer WHERE dossier_code = 'H6'                                            | MISSING | ended_transfer | H6
            WITH gone AS (DELETE FROM open_transfer WHERE dossier_code = 'H4' RETURNING *) INSERT INTO ended_transfer SELECT id, submission_id, destination, unit, 'DELIVERED', 1, 0, NULL, NULL, NULL, now() FROM gone | EXTRA | ended_transfer | H4
            DELETE FROM payload_block WHERE id = (SELECT block FROM submission WHERE dossier_code = 'H1')  | MISSING | payload_block |
            INSERT INTO retired_block SELECT block, id + 7, now(), NULL FROM submission WHERE dossier_code = 'H4' | EXTRA | retired_block |
            """)
    void namesWhatWasChanged(String sql, Fault fault, String table, @Nullable String dossier) {
        test.sql(sql);

        Audit.Report report = verify();

        assertThat(report.sound()).isFalse();
        assertThat(report.findings()).first().satisfies(first -> {
            assertThat(first.fault()).as(first.text()).isEqualTo(fault);
            assertThat(first.table()).isEqualTo(table);
            assertThat(first.dossierCode()).isEqualTo(dossier);
        });
    }

    @Test
    void namesTheFirstOfSeveralAndCountsThem() {
        test.sql("UPDATE submission SET procedure = 'x' WHERE dossier_code IN ('H6', 'H2', 'H4')");

        Audit.Report report = verify();

        assertThat(report.count()).isEqualTo(3);
        assertThat(report.findings()).extracting(Audit.Finding::dossierCode).containsExactly("H2", "H4", "H6");
    }

    @Test
    void noticesRowsThatWereExchanged() {
        test.sql("UPDATE submission s SET fingerprint = o.fingerprint, source = o.source || '' FROM submission o"
                + " WHERE (s.dossier_code, o.dossier_code) IN (('H1', 'H2'), ('H2', 'H1'))");

        assertThat(verify().findings()).extracting(Audit.Finding::dossierCode).containsExactly("H1", "H2");
    }

    @Test
    void noticesCursorsThatWereExchanged() {
        test.sql("UPDATE event e SET cursor = o.cursor FROM event o WHERE (e.kind, o.kind) IN"
                + " (('cancelled', 'parked'), ('parked', 'cancelled'))");

        assertThat(verify().findings()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.fault()).isEqualTo(Fault.ALTERED);
            assertThat(one.table()).isEqualTo("event");
        });
    }

    @Test
    void namesALinkThatWasTakenAway() {
        test.sql("DELETE FROM audit WHERE number = 4");

        assertThat(verify().findings())
                .filteredOn(one -> one.fault() == Fault.LINK_MISSING)
                .singleElement()
                .satisfies(one -> assertThat(one.text()).isEqualTo("link 4 of node 0 was taken away"));
    }

    @Test
    void namesALinkThatWasMadeWithoutTheKey() {
        test.sql("UPDATE audit SET entries = set_byte(entries, 20, get_byte(entries, 20) # 1) WHERE number = 3");

        assertThat(verify().findings())
                .filteredOn(one -> one.fault() == Fault.CHAIN_BROKEN)
                .singleElement()
                .satisfies(one -> assertThat(one.text()).startsWith("link 3 of node 0, written "));
    }

    @Test
    void namesALinkWhoseHashWasChanged() {
        test.sql("UPDATE audit SET link = sha256(link) WHERE number = 3");

        assertThat(verify().findings()).singleElement().satisfies(one -> assertThat(one.text())
                .startsWith("link 3 of node 0"));
    }

    @Test
    void noticesLinksThatWereExchanged() {
        test.sql("UPDATE audit SET number = -number WHERE number IN (3, 4);"
                + "UPDATE audit SET number = 7 + number WHERE number < 0");

        assertThat(verify().findings()).extracting(Audit.Finding::fault).contains(Fault.CHAIN_BROKEN);
    }

    @Test
    void noticesAnEndThatWasCutOffBecauseTheRunningHubRemembers() {
        cutLast();

        assertThat(verify().findings()).singleElement().satisfies(one -> {
            assertThat(one.fault()).isEqualTo(Fault.TAIL_CUT_OFF);
            assertThat(one.text()).contains("was noted by the running hub");
        });
    }

    @Test
    void noticesAnEndThatWasCutOffWhileNoHubRan() {
        Path anchors = folder.resolve("audit.anchors");
        assertThat(test.journal().audit().anchor(anchors)).hasSize(1);
        assertThat(test.journal().audit().anchor(anchors)).isEmpty();
        cutLast();
        test.reopen();

        assertThat(verify(null, anchors).findings()).singleElement().satisfies(one -> {
            assertThat(one.fault()).isEqualTo(Fault.TAIL_CUT_OFF);
            assertThat(one.text()).contains("was noted in audit.anchors at 2026-03-02T08:03:00.000+07:00");
        });
        assertThat(verify().sound()).as("without the file nobody can know").isTrue();
    }

    @Test
    void noticesABackUpThatWasPutBackAndGoneOnWith() throws Exception {
        Path anchors = folder.resolve("audit.anchors");
        test.journal().audit().anchor(anchors);
        cutLast();
        test.reopen();
        accept("H7", 1);
        accept("H8", 1);
        test.journal().audit().anchor(anchors);

        assertThat(verify(null, anchors).findings()).singleElement().satisfies(one -> assertThat(one.text())
                .contains("is another one than was noted", "put back to an earlier state"));

        Files.delete(anchors);
        assertThat(verify(null, anchors).sound()).isTrue();
    }

    @Test
    void leavesOutWhatIsOlderThanATime() {
        test.sql("UPDATE submission SET procedure = 'x' WHERE dossier_code = 'H1'");

        assertThat(verify(TestJournal.START.plusSeconds(30), null).sound()).isTrue();
        assertThat(verify(TestJournal.START, null).sound()).isFalse();
        assertThat(verify(TestJournal.START.plus(Duration.ofDays(1)), null).entries())
                .isZero();
    }

    @Test
    void saysFromWhenOnItIsLinkedWhereAHubFromBeforeHadWritten() {
        test.journal().close();
        test.sql("DELETE FROM audit");
        test.clock().forward(Duration.ofHours(1));
        test.reopen();
        accept("H7", 1);

        Audit.Report report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.unlinkedUntil()).isBetween(TestJournal.START, TestJournal.START.plus(Duration.ofHours(1)));
        test.sql("UPDATE submission SET procedure = 'x' WHERE dossier_code IN ('H1', 'H7')");
        assertThat(verify().findings()).extracting(Audit.Finding::dossierCode).containsExactly("H7");
    }

    @Test
    void showsWhoSentWhatAndWhoDidWhat() {
        assertThat(test.journal().audit().show("H2"))
                .extracting(Audit.Line::what, Audit.Line::who)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("accepted", "city"),
                        org.assertj.core.api.Assertions.tuple("cancelled", "Hoa (made up)"));
        assertThat(test.journal().audit().show("H5")).singleElement().satisfies(line -> assertThat(line.what())
                .isEqualTo("refused"));
        assertThat(test.journal().audit().show("H0")).isEmpty();
    }

    /** H6 with all that belongs to it, as if it had never come. */
    private void cutLast() {
        test.sql(
                "DELETE FROM open_transfer WHERE dossier_code = 'H6'; DELETE FROM submission WHERE dossier_code = 'H6';"
                        + "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)");
    }

    private Audit.Report verify() {
        return verify(null, null);
    }

    private Audit.Report verify(@Nullable Instant since, @Nullable Path anchors) {
        return test.journal().audit().verify(new Audit.Wanted(since, anchors, null), (links, of, entries) -> {});
    }

    private long accept(String code, int revision) {
        return TestJournal.receipt(test.journal(), TestJournal.entry("city", code, revision, PROVINCE))
                .transfers()
                .get(0)
                .id();
    }

    private Flight takeOff(long id) {
        return test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
    }

    private void deliver(long id) {
        test.journal()
                .land(TestJournal.delivered(takeOff(id), test.clock().instant()))
                .join();
    }

    private void park(long id) {
        Instant now = test.clock().instant();
        test.journal()
                .land(new Landing(
                        takeOff(id),
                        now,
                        now,
                        new Outcome.Rejected(TestJournal.problem("bad")),
                        TransferState.PARKED,
                        null,
                        true,
                        "a-row",
                        Held.NOTHING,
                        null,
                        List.of(new Landing.KeptExchange("Send", new byte[9], 200, null, new byte[9], 1, false))))
                .join();
    }
}
