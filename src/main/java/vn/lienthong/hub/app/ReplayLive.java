package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What must be said before recorded requests leave this machine: that somebody knows what stands there, who, and what for. */
final class ReplayLive {
    static final String TEST_SYSTEM = "test-system";
    static final String REAL = "real-province";
    private static final Logger LOG = LoggerFactory.getLogger(ReplayLive.class);

    @Option(
            names = "--i-know",
            paramLabel = TEST_SYSTEM + "|" + REAL,
            description =
                    "with --live beyond this machine: what stands at the address. At the real one made-up people are entered as if they were real")
    private @Nullable String known;

    @Option(names = "--by", paramLabel = "NAME", description = "with --live beyond this machine: who sends")
    private @Nullable String by;

    @Option(names = "--why", paramLabel = "REASON", description = "with --live beyond this machine: what for")
    private @Nullable String why;

    /**
     * Judges what was said, before anything is read. A word that nobody knows is refused everywhere.
     *
     * @return whether somebody said that it is the real one
     */
    boolean real(URI address) {
        String word = known;
        if (word != null && !word.equals(TEST_SYSTEM) && !word.equals(REAL)) {
            throw unknown("--live " + address + " with --i-know " + word);
        }
        boolean real = REAL.equals(word);
        if (real || !isHere(address)) {
            mustBeSaid(address);
        }
        return real;
    }

    /**
     * Whether something leaves this machine by these settings, a log-in too; then somebody must have said so, and it is written to the log.
     *
     * @param settings of the connector
     */
    boolean leaves(URI address, Map<String, String> settings, PrintWriter err) {
        URI outside = settings.values().stream()
                .map(RehearsalAddress::uri)
                .filter(uri -> uri != null && !isHere(uri))
                .findFirst()
                .orElse(null);
        boolean real = REAL.equals(known);
        if (outside == null && !real) {
            return false;
        }
        mustBeSaid(outside == null ? address : outside);
        LOG.warn("{} replays recorded requests at {}, {}: {}", by, address, known, why);
        err.println("Recorded requests go to " + address + " (" + known + "), by " + by + ": " + why);
        return true;
    }

    private void mustBeSaid(URI address) {
        if (known == null) {
            throw unknown("--live to " + address.getScheme() + "://" + address.getRawAuthority() + " without --i-know");
        }
        if (by == null || why == null) {
            throw CommandFailure.usage(
                    "It must be clear who sends, and what for.",
                    by == null ? "no --by" : "no --why",
                    "Example: --by 'Nguyen An' --why 'is the test system still the same'.");
        }
    }

    private static CommandFailure unknown(String found) {
        return CommandFailure.usage(
                "Recorded requests do not leave this machine unless somebody knows what stands there.",
                found,
                "Say --i-know " + TEST_SYSTEM
                        + " --by NAME --why REASON, or give addresses on this machine, log-in addresses too.");
    }

    private static boolean isHere(URI address) {
        try {
            return Stream.of(InetAddress.getAllByName(address.getHost())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
