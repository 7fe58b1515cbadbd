package vn.lienthong.hub.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;
import vn.lienthong.hub.vocabulary.TransferState;

/** Parameters of a call, read strictly: a misspelt name must not silently widen what an act touches. */
final class Parameters {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1000;
    /** The names of a filter, in the order in which people are told of them. */
    static final String FILTER_NAMES =
            "dossier, unit, destination, state, since, until, procedure, row, problem, unmapped";

    private static final Set<String> FILTER = Set.of(FILTER_NAMES.split(", "));

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Takes the parameters of a call.
     *
     * @param more names allowed beside those of a filter
     */
    static Parameters of(Map<String, String> values, String... more) {
        Set<String> allowed = new TreeSet<>(FILTER);
        allowed.addAll(Arrays.asList(more));
        return only(values, allowed);
    }

    /** The parameters of a query, each of which may stand once: of two values neither is more meant than the other. */
    static Map<String, String> once(MultiValueMap<String, String> query) {
        query.forEach((name, values) -> {
            if (values.size() > 1) {
                throw new ApiFailure(
                        422,
                        new Problem(
                                "repeated-parameter",
                                "A parameter stands more than once.",
                                ApiFailure.shown(name) + ", " + values.size() + " times",
                                "Give each parameter once; several states go into one, as in state=PARKED,WAITING."),
                        "never");
            }
        });
        return query.toSingleValueMap();
    }

    static Parameters only(Map<String, String> values, Set<String> allowed) {
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!allowed.contains(value.getKey())) {
                throw new ApiFailure(
                        400,
                        new Problem(
                                "unknown-parameter",
                                "A parameter is not known here.",
                                ApiFailure.shown(value.getKey()) + " with " + ApiFailure.shown(value.getValue()),
                                "Known are: " + String.join(", ", new TreeSet<>(allowed)) + "."),
                        "never");
            }
        }
        values.forEach((name, value) -> {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw ApiFailure.badParameter(name, value, "a text without control characters");
            }
        });
        return new Parameters(values);
    }

    TransferFilter filter() {
        return new TransferFilter(
                null,
                text("dossier"),
                text("unit"),
                text("destination"),
                states(),
                time("since", false),
                time("until", true),
                text("procedure"),
                text("row"),
                text("problem"),
                text("unmapped"));
    }

    boolean narrows() {
        return FILTER.stream().anyMatch(name -> text(name) != null);
    }

    int limit() {
        String text = text("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other value that is no limit.
        }
        throw ApiFailure.badParameter("limit", text, DEFAULT_LIMIT + " (1 to " + MAX_LIMIT + ")");
    }

    @Nullable
    Long cursor() {
        String text = text("cursor");
        if (text == null) {
            return null;
        }
        OptionalLong id = Ids.parse(text);
        if (id.isEmpty()) {
            throw ApiFailure.badParameter("cursor", text, Ids.text(1) + " (the 'next' of the page before)");
        }
        return id.getAsLong();
    }

    long after() {
        String text = text("after");
        if (text == null) {
            return 0;
        }
        try {
            long after = Long.parseLong(text);
            if (after >= 0) {
                return after;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw ApiFailure.badParameter("after", text, "0 (the 'next' of the page before)");
    }

    @Nullable
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private Set<TransferState> states() {
        String text = text("state");
        Set<TransferState> states = EnumSet.noneOf(TransferState.class);
        if (text == null) {
            return states;
        }
        for (String one : text.split(",", -1)) {
            try {
                states.add(TransferState.valueOf(
                        one.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                throw ApiFailure.badParameter(
                        "state", one, "PARKED,WAITING (one or more of " + EnumSet.allOf(TransferState.class) + ")");
            }
        }
        return states;
    }

    /** A time; of a day alone its begin, or its end where that is meant. */
    @Nullable
    Instant time(String name, boolean endOfDay) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(endOfDay ? 1 : 0)
                            .atStartOfDay(Times.ZONE)
                            .toInstant()
                    // A plus sign that was not encoded arrives as a blank.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw ApiFailure.badParameter(name, text, "2026-11-23 or " + name + "=2026-11-23T08:00:00%2B07:00");
        }
    }

    /** The same of a call that cannot do without it. */
    Instant needed(String name, boolean endOfDay) {
        Instant time = time(name, endOfDay);
        if (time == null) {
            throw new ApiFailure(
                    400,
                    new Problem(
                            "bad-parameter",
                            "Parameter " + name + " must be given.",
                            "nothing",
                            "Example: " + name + "=2026-11-23."),
                    "never");
        }
        return time;
    }

    /** Refuses a time that ends before it begins: it would be answered by nothing, as if nothing had been. */
    static void inOrder(@Nullable Instant from, @Nullable Instant before, String begin, String end) {
        if (from != null && before != null && !from.isBefore(before)) {
            throw new ApiFailure(
                    422,
                    new Problem(
                            "bad-from",
                            "The time ends before it begins.",
                            "from " + begin + " to " + end,
                            "Give an earlier from, or a later to."),
                    "never");
        }
    }
}
