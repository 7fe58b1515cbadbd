package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/** What tests of holds do, in few words. */
abstract class HoldLane extends ProvinceLane {
    static final String UNIT = "21583";
    static final String PROCEDURE = "1.001193.000.00.00.H08";
    static final Holds.Scope OF_UNIT = new Holds.Scope(null, UNIT, null, null, null);

    Holds holds() {
        return test.journal().holds();
    }

    Holds.Hold place(String name, Holds.Scope scope) {
        return place(name, scope, null);
    }

    Holds.Hold place(String name, Holds.Scope scope, @Nullable Instant until) {
        Holds.Placed placed = holds().place(new Holds.Wanted(name, scope, until), HOA);
        assertThat(placed.taken()).isFalse();
        assertThat(placed.hold().settled()).isTrue();
        closes();
        return placed.hold();
    }

    Holds.Lifted lift(String name) {
        Holds.Lifted lifted = holds().lift(name, HOA).orElseThrow();
        assertThat(lifted.settled()).isTrue();
        closes();
        return lifted;
    }

    long accept(String code, int revision, String unit, String procedure) {
        return accept(test.journal(), record(code, revision, unit, procedure), null);
    }

    static long accept(Journal journal, DossierRecord record, @Nullable Instant deadline) {
        return TestJournal.receipt(journal, TestJournal.entry(record, "city", deadline, PROVINCE))
                .transfers()
                .get(0)
                .id();
    }

    static DossierRecord record(String code, int revision, String unit, String procedure) {
        byte[] json =
                ("{\"dossierCode\":\"" + code + "\",\"revision\":" + revision + "}").getBytes(StandardCharsets.UTF_8);
        return new DossierRecord(
                code, revision, procedure, unit, Status.PROCESSING, null, TestJournal.START, null, json);
    }

    TransferState state(long id) {
        closes();
        return view(id).state();
    }

    /** The name of the hold that it waits under; "-" when none. */
    String holdOf(long id) {
        TransferView.HeldBy hold = view(id).hold();
        return hold == null ? "-" : hold.name();
    }

    void land(long id, Outcome outcome, TransferState becomes, @Nullable Instant due) {
        test.journal()
                .land(landing(takeOff(id).get(0), outcome, becomes, due, Held.NOTHING))
                .join();
    }

    void closes() {
        assertThat(test.journal().balance()).allMatch(Journal.BalanceRow::closes);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    static List<Long> ids(List<Journal.Ready> ready, int upTo) {
        return ready.stream().limit(upTo).map(Journal.Ready::transferId).toList();
    }
}
