package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Holds.Scope;
import vn.lienthong.hub.journal.Holds.Wanted;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Reads what hold somebody wants. A misspelt destination or unit would hold nothing while everybody believes that it does, so both must be
 * known; a dossier or a procedure may be one that nobody has sent yet.
 */
final class HoldRequests {
    static final Set<String> NAMES = Set.of(
            "name", "destination", "unit", "dossier", "procedure", "unmappedCode", "by", "why", "until", "dryRun");

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._:#-]{0,98}[\\p{L}\\p{M}\\p{N}.])?");
    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_IN_DAYS = 3660;

    private final Supplier<? extends Collection<String>> destinations;
    private final Supplier<? extends Collection<String>> units;
    private final Clock clock;

    HoldRequests(
            Supplier<? extends Collection<String>> destinations,
            Supplier<? extends Collection<String>> units,
            Clock clock) {
        this.destinations = destinations;
        this.units = units;
        this.clock = clock;
    }

    /** What the settings or tables know, and what was owed something before. */
    static Set<String> with(List<Lane> lanes, Function<Lane, String> part, Set<String> known) {
        Set<String> all = new TreeSet<>(known);
        lanes.forEach(lane -> all.add(part.apply(lane)));
        return all;
    }

    Wanted wanted(ActBody body) {
        String name = body.optional("name");
        if (name == null || !isName(name)) {
            throw invalid(
                    "name",
                    "A hold needs a name: up to 100 letters, digits, blanks and . _ : # -, a letter or digit first.",
                    "Example: \"name\": \"tables of 21556\".");
        }
        if (isReserved(name)) {
            throw reserved(name);
        }
        Scope scope = new Scope(
                known("destination", code(body, "destination"), destinations),
                known("unit", code(body, "unit"), units),
                code(body, "dossier"),
                code(body, "procedure"),
                unmapped(code(body, "unmappedCode")));
        if (scope.equals(new Scope(null, null, null, null, null))) {
            throw invalid(
                    "unit",
                    "A hold must say what it covers.",
                    "Give at least one of destination, unit, dossier, procedure, unmappedCode.");
        }
        return new Wanted(name, scope, until(body.optional("until")));
    }

    /** Whether only a switchover calls a hold so. */
    static boolean isReserved(String name) {
        return name.strip().toLowerCase(Locale.ROOT).startsWith("switchover-");
    }

    static ApiFailure reserved(String name) {
        return new ApiFailure(
                409,
                new Problem(
                        "reserved-name",
                        "Holds of this name belong to the switchover of a unit, which places and ends them.",
                        ApiFailure.shown(name),
                        "Give a hold of your own another name; a unit's is ended by a step: switchover advance, or back."),
                "never");
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static @Nullable String code(ActBody body, String name) {
        String code = body.optional(name);
        if (code != null && (code.length() > LONGEST_CODE || code.chars().anyMatch(Character::isISOControl))) {
            throw invalid(
                    name,
                    "A code has at most " + LONGEST_CODE + " characters, and none that controls.",
                    "Give the code as lists and explain show it.");
        }
        return code;
    }

    private static @Nullable String unmapped(@Nullable String code) {
        if (code != null && code.indexOf(':') < 1) {
            throw invalid(
                    "unmappedCode",
                    "An unmapped code is its kind and the code.",
                    "Example: \"unmappedCode\": \"procedure:1.999999\"; unmapped lists those there are.");
        }
        return code;
    }

    private static @Nullable String known(
            String name, @Nullable String given, Supplier<? extends Collection<String>> all) {
        if (given == null || all.get().contains(given)) {
            return given;
        }
        String nearest = Nearest.to(given, all.get());
        throw new ApiFailure(
                422,
                new Problem(
                        "unknown-" + name,
                        "There is no such " + name + ", so the hold would hold nothing.",
                        ApiFailure.shown(given),
                        nearest == null
                                ? "Give one that balance lists."
                                : "Did you mean '" + nearest + "'? balance lists those that were owed something."),
                "never");
    }

    /** A time with offset, a local one of Viet Nam, or a day, of which the whole is meant. */
    private @Nullable Instant until(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant now = clock.instant();
        Instant until = parsed(text);
        if (!until.isAfter(now)) {
            throw new ApiFailure(
                    422,
                    new Problem(
                            "until-is-over",
                            "A hold cannot end before it begins.",
                            Json.time(until) + "; it is " + Json.time(now) + " now",
                            "Give a later time, or leave until out: then it lasts until somebody ends it."),
                    "never");
        }
        if (until.isAfter(now.atZone(Times.ZONE).plusDays(LONGEST_IN_DAYS).toInstant())) {
            throw invalid(
                    "until", "A hold ends within ten years.", "Leave until out: then it lasts until somebody ends it.");
        }
        return until;
    }

    private static Instant parsed(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text)
                        .plusDays(1)
                        .atStartOfDay(Times.ZONE)
                        .toInstant();
            }
            return text.matches(".*T.*([+-]\\d\\d(:?\\d\\d)?|Z)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(Times.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "until",
                    "A hold lasts until a time or through a day.",
                    "Examples: \"2026-11-30\", \"2026-11-30T17:30\" in Viet Nam, \"2026-11-30T17:30:00+07:00\".");
        }
    }

    private static ApiFailure invalid(String name, String what, String cure) {
        return new ApiFailure(422, new Problem("invalid-hold", what, "nothing usable at /" + name, cure), "never");
    }
}
