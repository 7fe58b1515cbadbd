package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.replay.CaseServer;

/**
 * What came of playing the cases of some connectors.
 *
 * @param count cases that were played
 * @param violations where they do not hold
 */
record PlayedCases(int count, List<Violation> violations) {
    static final PlayedCases NONE = new PlayedCases(0, List.of());

    /** Plays all of them, one after the other. */
    static PlayedCases of(Path connectors, Collection<String> names) {
        int count = 0;
        List<Violation> violations = new ArrayList<>();
        try (CasePlay play = new CasePlay(connectors, CaseServer::start)) {
            for (String name : names) {
                for (String situation : play.cases(name)) {
                    count++;
                    play.play(name, situation).forEach(deviation -> violations.add(deviation.violation()));
                }
            }
        }
        return new PlayedCases(count, violations);
    }
}
