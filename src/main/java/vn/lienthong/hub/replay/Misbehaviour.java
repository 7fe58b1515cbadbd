package vn.lienthong.hub.replay;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One way in which the fake province goes wrong, and how often. Whether a certain message is hit depends only on the
 * seed, the dossier code and how many messages for that dossier came before: the same seed and the same messages give
 * the same behaviour, whatever else runs beside. Several may hit one answer: each changes another part of it.
 *
 * @param kind what goes wrong
 * @param share of the messages that are hit, above 0 up to 1
 * @param from the first message of a dossier that may be hit; 1: any. Log-ins are hit only with 1
 * @param to the last message of a dossier that may be hit; {@link Integer#MAX_VALUE}: any
 */
public record Misbehaviour(Kind kind, double share, int from, int to) {

    /** What happens to the message itself when the answer goes wrong. */
    enum Effect {
        /** The message is not processed. */
        LOST,
        /** The message is processed, only the answer suffers. */
        COMMITTED,
        /** One or the other, by a seeded coin. */
        EITHER
    }

    /** Which part of an answer suffers. Where several hit one answer, they are applied in this order; of one part, but for {@link #CONTENT}, the first that was named. */
    enum Part {
        /** Nobody gets as far as an answer, whatever is asked. */
        DOOR,
        /** Something else comes in place of the answer. */
        WHOLE,
        /** The answer is of the right form and says something else. */
        CONTENT,
        /** How its letters become bytes. */
        WRITING,
        /** How much of it comes. */
        LENGTH,
        /** When it comes. */
        PACE
    }

    /** The named ways to go wrong. */
    public enum Kind {
        /** HTTP 503 without Retry-After; nothing is processed. */
        DOWN(Part.WHOLE, Effect.LOST, "HTTP 503 without Retry-After, nothing processed"),
        /** HTTP 503 with Retry-After of one second; nothing is processed. */
        BUSY(Part.WHOLE, Effect.LOST, "HTTP 503 with Retry-After: 1, nothing processed"),
        /** HTTP 429, half of them with Retry-After; nothing is processed. */
        TOO_MANY(Part.WHOLE, Effect.LOST, "HTTP 429, every other one with Retry-After: 1, nothing processed"),
        /** HTTP 500 with an HTML page; nothing is processed. */
        BROKEN(Part.WHOLE, Effect.LOST, "HTTP 500 with an HTML page, nothing processed"),
        /** HTTP 502 with an HTML page, as a gateway gives it when the software behind it is gone. */
        BAD_GATEWAY(Part.WHOLE, Effect.EITHER, "HTTP 502 with an HTML page, processed or not"),
        /** Nobody listens: every connection is refused. Takes no share. */
        REFUSED(Part.DOOR, Effect.LOST, "nobody listens, connections are refused (takes no share)"),
        /** A right answer, but late. */
        SLOW(Part.PACE, Effect.COMMITTED, "a right answer, but seconds late"),
        /** A right answer that comes a few bytes at a time. */
        SLOW_DRIP(Part.PACE, Effect.COMMITTED, "a right answer, a few bytes at a time over as long as slow"),
        /** Processed, and then no answer within any sensible time. */
        TIMEOUT_AFTER_COMMIT(Part.PACE, Effect.COMMITTED, "processed, then no answer in time"),
        /** The session of the message is thrown away: "Phiên làm việc đã hết hạn" inside HTTP 200. */
        EXPIRED_SESSION(Part.WHOLE, Effect.LOST, "the session is thrown away, reported inside HTTP 200"),
        /** error_code -1 inside HTTP 200; nothing is processed. */
        ERROR_INSIDE_200(Part.WHOLE, Effect.LOST, "error_code -1 inside HTTP 200, nothing processed"),
        /** An HTML page with HTTP 200; nothing is processed. */
        HTML_WITH_200(Part.WHOLE, Effect.LOST, "an HTML page with HTTP 200, nothing processed"),
        /** Processed; the answer breaks off in the middle. */
        HALF_A_BODY(Part.LENGTH, Effect.COMMITTED, "processed, the answer breaks off in the middle"),
        /** HTTP 200 without a body. */
        EMPTY_200(Part.WHOLE, Effect.EITHER, "HTTP 200 without a body, processed or not"),
        /** HTTP 500: a SOAP Fault that no contract declares, without a body where no SOAP is spoken. */
        FAULT(
                Part.WHOLE,
                Effect.EITHER,
                "HTTP 500 with a SOAP Fault, without a body where JSON is spoken; processed or not"),
        /** HTTP 200 around what is a failure: a SOAP Fault, or a server error in JSON. */
        FAULT_INSIDE_200(
                Part.WHOLE, Effect.EITHER, "HTTP 200 around a SOAP Fault, or a server error in JSON; processed or not"),
        /** Processed; the answer says UTF-8 and is written in windows-1258. */
        WRONG_CHARSET(
                Part.WRITING, Effect.COMMITTED, "processed, the answer says UTF-8 and is written in windows-1258"),
        /** HTTP 503 with Retry-After as a date that was over decades ago, by a clock that says so. */
        CLOCK_SKEW(
                Part.WHOLE,
                Effect.LOST,
                "HTTP 503 with Retry-After as a date of 1970, as its own clock says; nothing processed"),
        /** Outside office hours nothing is taken: said inside HTTP 200, by HTTP 503 where SOAP is spoken. */
        OFFICE_CLOSED(
                Part.WHOLE,
                Effect.LOST,
                "nothing is taken outside office hours: error_code -1 inside HTTP 200, 503 where SOAP is spoken"),
        /** The connection is reset. */
        RESET(Part.WHOLE, Effect.EITHER, "the connection is reset, processed or not"),
        /** Something that is not HTTP comes back. */
        GARBAGE(Part.WHOLE, Effect.EITHER, "random bytes instead of HTTP, processed or not"),
        /** An enquiry is answered rightly, but does not say how many steps are held. */
        UNCOUNTED(Part.CONTENT, Effect.COMMITTED, "an enquiry is answered without the number of steps"),
        /** One receipt is given for different messages; an enquiry is answered about another dossier. */
        DUPLICATE_RECEIPT(
                Part.CONTENT,
                Effect.COMMITTED,
                "processed, and answered with another's receipt: one and the same, its number and all, for all"
                        + " messages of an operation that it hits; an enquiry with another dossier's"),
        /** What stands first in a list that is pulled stays there however often it is acknowledged. */
        UNACKNOWLEDGED_HEAD(
                Part.CONTENT,
                Effect.COMMITTED,
                "what stands first in a list that is pulled stays there, however often it is acknowledged"),
        /** A page that is pulled says that there is more, also the last one. */
        MORE_FOR_EVER(
                Part.CONTENT,
                Effect.COMMITTED,
                "every page that is pulled says that there is more (conTiep), also an empty one"),
        /** Answers overtake each other, and lists come in another order. */
        OUT_OF_ORDER(
                Part.PACE,
                Effect.COMMITTED,
                "right answers, each held back for up to as long as slow, so that they overtake each other; lists come"
                        + " in another order"),
        /** TLS is offered with a certificate that has ended; nothing is processed. Takes no share. */
        CERTIFICATE_EXPIRED(Part.DOOR, Effect.LOST, "where TLS is spoken, the certificate has ended (takes no share)");

        private final Part part;
        private final Effect effect;
        private final String meaning;

        Kind(Part part, Effect effect, String meaning) {
            this.part = part;
            this.effect = effect;
            this.meaning = meaning;
        }

        Part part() {
            return part;
        }

        Effect effect() {
            return effect;
        }

        /** Whether a patient sender gets an answer that it can read all the same. */
        boolean answersReadably() {
            return part == Part.CONTENT || part == Part.PACE && this != TIMEOUT_AFTER_COMMIT;
        }

        /** The name on the command line and in reports: lower case with hyphens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What it does, one line for people. */
        public String meaning() {
            return meaning;
        }
    }

    /** @throws IllegalArgumentException when the share is not above 0 and up to 1, or a share is given to "refused" */
    public Misbehaviour {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of a misbehaviour must be above 0 and at most 1. Found: "
                    + kind.word() + ":" + share + ". Example: " + kind.word() + ":0.05.");
        }
        if (kind.part() == Part.DOOR && share < 1) {
            throw new IllegalArgumentException(
                    "The misbehaviour " + kind.word() + " concerns the whole server and takes no share. Found: "
                            + kind.word() + ":" + share + ". Write: " + kind.word() + ".");
        }
        if (from < 1) {
            throw new IllegalArgumentException("The first message that a misbehaviour hits is counted from 1. Found: "
                    + kind.word() + "@" + from + ". Example: " + kind.word() + "@2.");
        }
        if (to < from) {
            throw new IllegalArgumentException(
                    "The last message that a misbehaviour hits comes not before the first. Found: " + kind.word() + "@"
                            + from + "-" + to + ". Example: " + kind.word() + "@2-2.");
        }
    }

    /** From the first message of a dossier on. */
    Misbehaviour(Kind kind, double share) {
        this(kind, share, 1, Integer.MAX_VALUE);
    }

    /** Whether the message of this number may be hit. */
    boolean mayHit(int number) {
        return from <= number && number <= to;
    }

    /** All names, in the order of the table in the documentation. */
    public static List<String> names() {
        return Arrays.stream(Kind.values()).map(Kind::word).toList();
    }

    /**
     * Reads {@code NAME[:SHARE][@FROM[-TO]]}; the share is a number above 0 up to 1, or a percentage such as {@code 5%}; with
     * {@code @2} the first message of each dossier is spared, with {@code @2-2} only its second one may be hit.
     *
     * @throws IllegalArgumentException with what is wrong, what was found and what to write
     */
    public static Misbehaviour parse(String text) {
        int at = text.indexOf('@');
        String what = at < 0 ? text : text.substring(0, at);
        int dash = at < 0 ? -1 : text.indexOf('-', at);
        int colon = what.indexOf(':');
        String name = (colon < 0 ? what : what.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.word().equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("There is no such misbehaviour. Found: " + text + ". Known: "
                    + names().stream().collect(Collectors.joining(", ")) + ".");
        }
        return new Misbehaviour(
                kind.get(),
                colon < 0 ? 1 : share(text, what.substring(colon + 1)),
                at < 0 ? 1 : number(text, text.substring(at + 1).split("-", 2)[0]),
                dash < 0 ? Integer.MAX_VALUE : number(text, text.substring(dash + 1)));
    }

    private static int number(String text, String written) {
        try {
            return Integer.parseInt(written.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The first and the last message that a misbehaviour hits must be numbers. Found: " + text
                            + ". Example: timeout-after-commit@2, or @2-2.",
                    e);
        }
    }

    private static double share(String text, String written) {
        String number = written.strip();
        boolean percent = number.endsWith("%");
        try {
            double value = Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
            return percent ? value / 100 : value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The share of a misbehaviour must be a number. Found: " + text + ". Example: down:0.2 or down:20%.",
                    e);
        }
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        String written = share == 1
                ? ""
                : ":" + BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
        String until = to == Integer.MAX_VALUE ? "" : "-" + to;
        return kind.word() + written + (from == 1 && until.isEmpty() ? "" : "@" + from + until);
    }
}
