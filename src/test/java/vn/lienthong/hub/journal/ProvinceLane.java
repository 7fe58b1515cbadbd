package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What tests of the journal do with the transfers of one lane, in few words. */
abstract class ProvinceLane {
    static final String PROVINCE = "province-rest";
    static final Journal.By HOA = new Journal.By("Hoa (made up)", "a test");

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    @AfterEach
    void theAuditSaysTheSameAsTheTables() {
        assertThat(test.audited().findings()).isEmpty();
    }

    /** The id of the one transfer of a record that must be accepted. */
    long accept(String code, int revision) {
        return TestJournal.receipt(test.journal(), TestJournal.entry("city", code, revision, PROVINCE))
                .transfers()
                .get(0)
                .id();
    }

    List<Flight> takeOff(long id) {
        return test.journal().takeOff(PROVINCE, List.of(id)).join();
    }

    void deliver(Flight flight) {
        test.journal().land(TestJournal.delivered(flight, now())).join();
    }

    Landing landing(Flight flight, Outcome outcome, TransferState becomes, @Nullable Instant due, Held held) {
        return new Landing(flight, now(), now(), outcome, becomes, due, true, "a-row", held, null, List.of());
    }

    List<Journal.Ready> due() {
        return test.journal().due(now(), 100).join();
    }

    TransferView view(long id) {
        return test.journal().transfer(id).orElseThrow();
    }

    Instant now() {
        return test.clock().instant();
    }
}
