package vn.lienthong.hub.app;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** What the container refuses by itself, before or after any call of ours, in the words of everything else. Quotes nothing that came. */
final class ContainerProblems {
    private static final String NEVER = "never";
    private static final String SEE = "See /openapi.yaml for every call.";
    private static final Problem TOO_LONG = new Problem(
            "too-long", "The head of the call is too long.", "more than 8 KB", "Shorten the address and the headers.");

    private static final Map<Integer, Problem> KNOWN = Map.ofEntries(
            Map.entry(
                    400,
                    new Problem(
                            "bad-request",
                            "The call is not one of HTTP/1.1 as the hub takes it.",
                            "a malformed address, header or length",
                            "Percent-encode the address, keep all headers together below 8 KB, and send one right"
                                    + " Content-Length or Transfer-Encoding: chunked.")),
            Map.entry(404, new Problem("no-such-call", "There is no call of this name.", "another address", SEE)),
            Map.entry(
                    405,
                    new Problem("method-not-allowed", "This address does not know the method.", "another method", SEE)),
            Map.entry(
                    406,
                    new Problem(
                            "not-acceptable",
                            "The hub does not answer in a form that the call accepts.",
                            "an Accept header without application/json",
                            "Send Accept: application/json, or none.")),
            Map.entry(414, TOO_LONG),
            Map.entry(431, TOO_LONG),
            Map.entry(
                    417,
                    new Problem(
                            "unknown-expectation",
                            "The hub does not know what the call expects.",
                            "an Expect header other than 100-continue",
                            "Leave the Expect header out.")),
            Map.entry(
                    501,
                    new Problem(
                            "not-implemented",
                            "The hub does not know this method or transfer coding.",
                            "another method, or a Transfer-Encoding other than chunked",
                            "Send bodies plain or chunked. " + SEE)),
            Map.entry(
                    505,
                    new Problem(
                            "http-version",
                            "The hub speaks HTTP/1.0 and HTTP/1.1.",
                            "another version",
                            "Make the call with HTTP/1.1.")));

    private ContainerProblems() {}

    /**
     * The failure behind a status that the container chose.
     *
     * @param cause what it met, if it says so
     */
    static ApiFailure of(int status, @Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SocketTimeoutException || each instanceof EOFException) {
                return new ApiFailure(
                        408,
                        new Problem(
                                "broken-off",
                                "The body broke off, or did not arrive in time.",
                                "an end before the end that was announced",
                                "Send the whole call again; check the network between."),
                        "now");
            }
        }
        Problem known = KNOWN.get(status);
        return known == null ? other(status) : new ApiFailure(status, known, NEVER);
    }

    private static ApiFailure other(int status) {
        if (status == 503) {
            return new ApiFailure(
                    503,
                    new Problem(
                            "not-now",
                            "The hub takes no calls at this moment.",
                            "it is starting or stopping",
                            "Send the same call again after the time in Retry-After."),
                    "later");
        }
        return status >= 500
                ? new ApiFailure(
                        status,
                        new Problem(
                                "hub-fault",
                                "The hub could not answer this call.",
                                "see the hub's log of this time",
                                "Try again later; if it comes again, send the hub's log of this time to its makers."),
                        "later")
                : new ApiFailure(
                        status, new Problem("refused", "The hub refuses this call.", "status " + status, SEE), NEVER);
    }
}
