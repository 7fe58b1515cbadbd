package vn.lienthong.hub.connector;

import vn.lienthong.hub.kit.ConnectorCase;
import vn.lienthong.hub.kit.ConnectorCases;

/** Every case of every connector: what is sent equals sent.http, what is answered reads as expected.yaml says. */
class ConnectorCasesIT {
    @ConnectorCases
    void sendsAndReadsAsTheCaseSays(ConnectorCase situation) {
        situation.holds();
    }
}
