package vn.example.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.kit.HubExtension;
import vn.lienthong.hub.kit.TestHub;
import vn.lienthong.hub.vocabulary.TransferState;

/** What the whole hub makes of a record: mapping, flow, connector and retry plan. */
class PermitArchiveHubTest {
    @RegisterExtension
    static final HubExtension HUB = HubExtension.at(".").asInCases("permit-archive");

    @Test
    void isKeptUnderTheNumberThatTheyGive(TestHub hub) {
        hub.otherSide("permit-archive").answerAs("taken");
        long id = hub.push(record("000.03.ZZ.H08-260302-0001")).get(0).id();

        assertEquals(TransferState.READY, hub.transfer(id).state());
        TransferView sent = hub.delivery().step().orElseThrow();
        assertEquals(TransferState.DELIVERED, sent.state(), hub.delivery().standing());
        assertEquals("mau", sent.reference());
    }

    @Test
    void waitsAMinuteWhenTheyHaveNoTime(TestHub hub) {
        hub.otherSide("permit-archive").answerAs("not-now");
        long id = hub.push(record("000.03.ZZ.H08-260302-0002")).get(0).id();

        hub.delivery().runUntilQuiet();
        assertEquals(TransferState.WAITING, hub.transfer(id).state());

        hub.otherSide("permit-archive").answerAs("taken");
        assertTrue(hub.delivery().step().isEmpty(), "its minute is not over");
        hub.clock().advance(Duration.ofMinutes(2));
        hub.delivery().runUntilQuiet();
        assertEquals(TransferState.DELIVERED, hub.transfer(id).state(), hub.delivery().standing());
    }

    /** Nobody's dossier. */
    private static String record(String code) {
        return """
                {"dossierCode": "%s", "revision": 1, "procedureCode": "1.001193.000.00.00.H08", "unit": "21583",
                 "status": "PROCESSING", "summary": "Hồ sơ mẫu", "receivedAt": "2026-03-02T07:05:00+07:00",
                 "applicant": {"kind": "CITIZEN", "name": "Nguyễn Thị Thử Nghiệm",
                               "identity": {"type": "CCCD", "number": "052189000000"}}}
                """
                .formatted(code);
    }
}
