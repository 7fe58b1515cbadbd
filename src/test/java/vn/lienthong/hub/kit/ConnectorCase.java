package vn.lienthong.hub.kit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.connector.CasePlay.Deviation;

/** One folder in the {@code cases/} of a connector, as a parameter of a {@link ConnectorCases} test. */
public final class ConnectorCase {
    private final CasePlay play;
    private final String connector;
    private final String name;

    ConnectorCase(CasePlay play, String connector, String name) {
        this.play = play;
        this.connector = connector;
        this.name = name;
    }

    /** Name of the connector. */
    public String connector() {
        return connector;
    }

    /** Name of the folder. */
    public String name() {
        return name;
    }

    /**
     * Plays it: each message is said through the connector to a stub that answers as the case says.
     *
     * @throws AssertionFailedError if something else was sent, or an answer reads otherwise, than the case says: file, what was found, what to do;
     *     for whoever compares, with both texts whole
     */
    public void holds() {
        List<Deviation> deviations;
        synchronized (play) { // one stub for all: also where JUnit runs tests beside each other
            deviations = play.play(connector, name);
        }
        if (!deviations.isEmpty()) {
            throw new AssertionFailedError(
                    together(deviations, deviation -> deviation.violation().message()),
                    together(deviations, Deviation::expected),
                    together(deviations, Deviation::found));
        }
    }

    private static String together(List<Deviation> deviations, Function<Deviation, String> part) {
        return deviations.stream().map(part).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return connector + ": " + name;
    }
}
