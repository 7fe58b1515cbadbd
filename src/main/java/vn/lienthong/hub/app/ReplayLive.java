package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
     * Where it goes.
     *
     * @param real whether it may be a destination's own address
     */
    record Allowed(URI address, boolean real) {}

    Allowed allowed(String text, PrintWriter err) {
        URI address = HubAddress.address(text);
        if (isHere(address)) {
            return new Allowed(address, false);
        }
        String word = known;
        if (word == null || !word.equals(TEST_SYSTEM) && !word.equals(REAL)) {
            throw CommandFailure.usage(
                    "Recorded requests do not leave this machine unless somebody knows what stands there.",
                    "--live " + address + (word == null ? " without --i-know" : " with --i-know " + word),
                    "Say --i-know " + TEST_SYSTEM + " --by NAME --why REASON, or give an address on this machine.");
        }
        if (by == null || why == null) {
            throw CommandFailure.usage(
                    "It must be clear who sends, and what for.",
                    by == null ? "no --by" : "no --why",
                    "Example: --by 'Nguyen An' --why 'is the test system still the same'.");
        }
        LOG.warn("{} replays recorded requests at {}, {}: {}", by, address, word, why);
        err.println("Recorded requests go to " + address + " (" + word + "), by " + by + ": " + why);
        return new Allowed(address, word.equals(REAL));
    }

    private static boolean isHere(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
