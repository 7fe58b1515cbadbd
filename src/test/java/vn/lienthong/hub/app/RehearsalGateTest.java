package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.rehearsal.ReportBook;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What the gates of a unit read in rehearsals after a reform; all figures are made up. */
class RehearsalGateTest {
    private static final Life LE_LOI = Life.only("21583");
    private static final Life OLD_THI_NAI = Life.only("21568");
    private static final Life THI_NAI = new Life("21583", "2024-12-01");

    @TempDir
    private Path folder;

    @Test
    void theGatesOfAnHeirAskOfAllThatGoWithItSinceItsFirstDay() {
        GateScope scope = heir();

        assertThat(scope.codes()).containsExactly("21568", "21583");
        assertThat(scope.since()).isEqualTo("2024-11-30T17:00:00Z");
        assertThat(scope(LE_LOI).since()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aCodeThatIsTakenAlongAndWasNotRehearsedLeavesTheNumberUnknown() throws IOException {
        GateScope scope = heir();
        report("21583", "2024-12-02T09:00:00+07:00", 1, "procedure:1.1");

        assertThat(RehearsalGate.failures(book(), scope))
                .isEqualTo(new Unknown(
                        "Nothing of 21568 was rehearsed to its end on this node since 2024-12-01T00:00:00.000+07:00, when"
                                + " 21583 began.",
                        "Rehearse it: rehearse 21568 --by NAME --why REASON."));
        assertThat(RehearsalGate.unmapped(book(), scope)).isEqualTo(Map.of("21583", Set.of("1.1")));

        report("21568", "2024-12-03T09:00:00+07:00", 4, "procedure:2.2");

        assertThat(RehearsalGate.failures(book(), scope)).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.number()).isEqualTo(5);
            assertThat(known.offenders()).hasSize(2).first().asString().contains("of 21568", "procedure:2.2");
        });
        assertThat(RehearsalGate.unmapped(book(), scope))
                .isEqualTo(Map.of("21568", Set.of("2.2"), "21583", Set.of("1.1")));
    }

    @Test
    void aReportOfTheUnitThatHadTheCodeBeforeIsNotTaken() throws IOException {
        report("21583", "2024-11-30T23:59:00+07:00", 0, "procedure:1.1");
        report("21568", "2024-12-03T09:00:00+07:00", 0, "procedure:2.2");

        assertThat(RehearsalGate.failures(book(), heir())).isInstanceOf(Unknown.class);
        assertThat(RehearsalGate.unmapped(book(), heir())).containsOnlyKeys("21568");
        assertThat(RehearsalGate.failures(book(), scope(LE_LOI))).isInstanceOf(Known.class);
    }

    @Test
    void aFileOfOneRecordOpensNoGateBeforeAllThatTheJournalKeepsWasRehearsed() throws IOException {
        report("history", "21583", "2020-03-02T09:00:00+07:00", 0, "field:x");

        assertThat(RehearsalGate.failures(book(), scope(LE_LOI)))
                .isEqualTo(new Unknown(
                        "Of 21583 only a file or what came lately was rehearsed on this node, and not all that the journal"
                                + " keeps.",
                        "Rehearse it: rehearse 21583 --by NAME --why REASON."));
        assertThat(RehearsalGate.unmapped(book(), scope(LE_LOI))).isEmpty();

        report("journal", "21583", "2020-03-02T10:00:00+07:00", 2, "field:x");

        assertThat(RehearsalGate.failures(book(), scope(LE_LOI)))
                .isInstanceOfSatisfying(
                        Known.class, known -> assertThat(known.number()).isEqualTo(2));
        assertThat(RehearsalGate.unmapped(book(), scope(LE_LOI))).isEqualTo(Map.of("21583", Set.of()));
    }

    private ReportBook book() {
        return new ReportBook(folder);
    }

    private static GateScope heir() {
        return scope(THI_NAI, LE_LOI, OLD_THI_NAI);
    }

    private static GateScope scope(Life life, Life... with) {
        List<Life> governs = Stream.concat(Stream.of(life), Arrays.stream(with)).toList();
        Switchovers.Counts none = new Switchovers.Counts(0, 0, 0, 0, 0, null, 0, 0);
        Switchovers.Unit unit = new Switchovers.Unit(
                life.code(),
                SwitchoverState.REHEARSAL,
                null,
                null,
                false,
                null,
                true,
                none,
                null,
                new Switchovers.Reach(life, null, false, governs, false));
        return GateScope.of(unit);
    }

    private void report(String code, String at, long failures, String subject) throws IOException {
        report("journal", code, at, failures, subject);
    }

    private void report(String kind, String code, String at, long failures, String subject) throws IOException {
        Path place = Files.createDirectories(folder.resolve(code));
        long begun = OffsetDateTime.parse(at).toInstant().toEpochMilli();
        Files.writeString(
                place.resolve("run-" + begun + ".json"),
                """
                {"kind": "%5$s", "records": 1, "state": "finished", "limited": false, "whole": true, "startedAt": "%1$s", "endedAt": "%1$s", "failures": %2$d,
                 "causes": [{"subject": "%3$s", "count": 1, "first": [{"dossierCode": "of %4$s"}]}]}
                """
                        .formatted(at, failures, subject, code, kind));
    }
}
