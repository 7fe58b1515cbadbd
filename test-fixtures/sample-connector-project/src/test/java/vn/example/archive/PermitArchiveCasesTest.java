package vn.example.archive;

import vn.lienthong.hub.kit.ConnectorCase;
import vn.lienthong.hub.kit.ConnectorCases;

/** A test for each folder in connectors/permit-archive/cases. */
class PermitArchiveCasesTest {
    @ConnectorCases("connectors/permit-archive")
    void holds(ConnectorCase situation) {
        situation.holds();
    }
}
