package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.hub.replay.Misbehaviour.Kind;
import vn.lienthong.hub.replay.Misbehaviour.Part;

/** Decides which message is hit by which misbehaviours, from the seed and the message's name alone. Thread-safe. */
final class Weather {
    private static final Set<Kind> ALSO_AT_LOGIN = EnumSet.of(
            Kind.DOWN,
            Kind.BUSY,
            Kind.TOO_MANY,
            Kind.BROKEN,
            Kind.BAD_GATEWAY,
            Kind.SLOW,
            Kind.SLOW_DRIP,
            Kind.OUT_OF_ORDER,
            Kind.HTML_WITH_200,
            Kind.EMPTY_200,
            Kind.RESET);

    /** Of so many names it is known how often they came; whatever comes beyond has the same turn for all. */
    private static final int MOST_NAMES = 200_000;

    private final long seed;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
    private volatile List<Misbehaviour> now;

    Weather(long seed, List<Misbehaviour> now) {
        this.seed = seed;
        this.now = List.copyOf(now);
    }

    /**
     * What hits one message.
     *
     * @param kinds in the order in which they are applied; none: nothing hits it
     * @param committed whether the message is processed all the same
     */
    record Hits(List<Kind> kinds, boolean committed) {
        static final Hits NONE = new Hits(List.of(), true);

        boolean any() {
            return !kinds.isEmpty();
        }

        boolean has(Kind kind) {
            return kinds.contains(kind);
        }

        /** Whether the message is processed, and whoever sent it cannot know. */
        boolean leavesInTheDark() {
            return committed && kinds.stream().anyMatch(kind -> !kind.answersReadably());
        }
    }

    List<Misbehaviour> now() {
        return now;
    }

    void change(List<Misbehaviour> next) {
        now = List.copyOf(next);
    }

    boolean has(Kind kind) {
        return now.stream().anyMatch(one -> one.kind() == kind);
    }

    Hits message(String dossierCode, int visit) {
        return draw(Chance.mix(Chance.hash(dossierCode), visit), visit + 1, false);
    }

    Hits login(long number) {
        return draw(Chance.mix(Chance.hash("login"), number), 1, true);
    }

    /** How many messages of a name that is no dossier's came before this one. */
    int turn(String name) {
        String known = turns.size() < MOST_NAMES || turns.containsKey(name) ? name : "";
        return turns.computeIfAbsent(known, key -> new AtomicInteger()).getAndIncrement();
    }

    /** A number for everything else that varies with a message: form of the error code, exact delay. */
    long variation(String dossierCode, int visit) {
        return Chance.mix(seed ^ Chance.hash(dossierCode), visit);
    }

    private Hits draw(long message, int number, boolean login) {
        List<Kind> hit = new ArrayList<>();
        Set<Part> suffer = EnumSet.noneOf(Part.class);
        boolean committed = true;
        for (Misbehaviour candidate : now) {
            Kind kind = candidate.kind();
            if (!candidate.mayHit(number) || login && !ALSO_AT_LOGIN.contains(kind) || hit.contains(kind)) {
                continue;
            }
            long mixed = Chance.mix(seed ^ message, Chance.hash(kind.word()));
            boolean free = kind.part() == Part.CONTENT || !suffer.contains(kind.part());
            if (kind.part() != Part.DOOR && free && Chance.unit(mixed) < candidate.share()) {
                hit.add(kind);
                suffer.add(kind.part());
                committed &= committed(kind, mixed);
            }
        }
        return hit.isEmpty() ? Hits.NONE : together(hit, committed);
    }

    /** Where something else comes in place of the answer, only its pace can suffer besides; and what was not processed cannot be silent after it was. */
    private static Hits together(List<Kind> hit, boolean committed) {
        boolean replaced = hit.stream().anyMatch(kind -> kind.part() == Part.WHOLE);
        List<Kind> kinds = hit.stream()
                .filter(kind -> !replaced || kind.part() == Part.WHOLE || kind.part() == Part.PACE)
                .filter(kind -> committed || kind != Kind.TIMEOUT_AFTER_COMMIT)
                .sorted(Comparator.comparing(Kind::part))
                .toList();
        return new Hits(kinds, committed);
    }

    private static boolean committed(Kind kind, long mixed) {
        return switch (kind.effect()) {
            case LOST -> false;
            case COMMITTED -> true;
            case EITHER -> (Chance.mix(mixed, 1) & 1) == 0;
        };
    }
}
