package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.check.Violation;

/** All rules a connector folder must keep. Each is explained, with its reason, in connectors/README.md. */
final class ConnectorRules {

    private ConnectorRules() {}

    static List<Violation> check(ConnectorFolder connector) {
        List<Violation> all = new ArrayList<>(connector.findings().all());
        Findings findings = new Findings();
        FolderRules.check(connector, findings);
        connector.kamelet().ifPresent(kamelet -> new KameletRules(connector, kamelet, findings).check());
        connector.outcomes().ifPresent(outcomes -> OutcomeRules.check(connector, outcomes, findings));
        CaseRules.check(connector, findings);
        PersonalDataRules.check(connector, findings);
        all.addAll(findings.all());
        return all;
    }
}
