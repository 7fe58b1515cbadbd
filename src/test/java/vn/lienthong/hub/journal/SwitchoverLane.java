package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What tests of switchovers do, in few words: one governed destination, units that begin in CITY. */
abstract class SwitchoverLane extends HoldLane {
    static final Switchovers.Rules RULES = new Switchovers.Rules(Set.of(PROVINCE), SwitchoverState.CITY, 4);

    @BeforeEach
    void govern() {
        switchovers().govern(RULES);
    }

    Switchovers switchovers() {
        return test.journal().switchovers();
    }

    Switchovers.Unit unit() {
        return switchovers().of(UNIT);
    }

    Switchovers.Stepped advance(SwitchoverState to) {
        return switchovers().advance(new Switchovers.Wanted(UNIT, null, to, null, "", false), HOA);
    }

    /** Takes the steps up to a state; each must be taken. */
    void reach(SwitchoverState to) {
        while (unit().state() != to) {
            assertThat(advance(Objects.requireNonNull(unit().state().next())).refused())
                    .isNull();
            closes();
        }
    }

    /** Takes in a record, which may be owed to nobody now. Gives the id of its transfer, whenever there is one. */
    long accept(String code, int revision, Status status, boolean history) {
        DossierRecord record = new DossierRecord(
                code, revision, PROCEDURE, UNIT, status, null, TestJournal.START, null, bytes(code, revision));
        Entry plain = TestJournal.entry(record, "city", now(), PROVINCE);
        Acceptance.Receipt receipt = TestJournal.receipt(
                test.journal(),
                new Entry(
                        plain.source(),
                        record,
                        plain.fingerprint(),
                        plain.owedTo(),
                        plain.deadline(),
                        null,
                        List.of(),
                        history));
        closes();
        return receipt.transfers().get(0).id();
    }

    private static byte[] bytes(String code, int revision) {
        return ("{\"dossierCode\":\"" + code + "\",\"revision\":" + revision + "}").getBytes(StandardCharsets.UTF_8);
    }

    boolean isTransfer(long id) {
        return test.journal().transfer(id).isPresent();
    }

    /** What is ready goes, until nothing is; gives code and revision in the order in which the province took them. */
    List<String> deliverReady() {
        List<String> taken = new ArrayList<>();
        while (true) {
            List<Long> ready = ids(test.journal().backlog(PROVINCE, UNIT, null, 100), 100);
            if (ready.isEmpty()) {
                closes();
                return taken;
            }
            List<Flight> flights =
                    new ArrayList<>(test.journal().takeOff(PROVINCE, ready).join());
            flights.sort(Comparator.comparingInt(flight -> ready.indexOf(flight.transferId())));
            for (Flight flight : flights) {
                taken.add(flight.dossierCode() + "/" + flight.revision());
                deliver(flight);
            }
        }
    }

    /** The backfill to its end, with deliveries in between. */
    List<String> backfillAll() {
        List<String> taken = new ArrayList<>(deliverReady());
        while (switchovers().backfill() > 0) {
            closes();
            taken.addAll(deliverReady());
        }
        return taken;
    }
}
