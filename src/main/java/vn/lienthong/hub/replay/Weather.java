package vn.lienthong.hub.replay;

import java.util.List;
import java.util.Optional;

/** Decides which message is hit by which misbehaviour, from the seed and the message's name alone. Thread-safe. */
final class Weather {
    private static final List<Misbehaviour.Kind> ALSO_AT_LOGIN = List.of(
            Misbehaviour.Kind.DOWN,
            Misbehaviour.Kind.BUSY,
            Misbehaviour.Kind.TOO_MANY,
            Misbehaviour.Kind.BROKEN,
            Misbehaviour.Kind.BAD_GATEWAY,
            Misbehaviour.Kind.SLOW,
            Misbehaviour.Kind.SLOW_DRIP,
            Misbehaviour.Kind.HTML_WITH_200,
            Misbehaviour.Kind.EMPTY_200,
            Misbehaviour.Kind.RESET);

    private final long seed;
    private volatile List<Misbehaviour> now;

    Weather(long seed, List<Misbehaviour> now) {
        this.seed = seed;
        this.now = List.copyOf(now);
    }

    /**
     * What hits one message.
     *
     * @param kind the misbehaviour
     * @param committed whether the message is processed all the same
     */
    record Hit(Misbehaviour.Kind kind, boolean committed) {}

    List<Misbehaviour> now() {
        return now;
    }

    void change(List<Misbehaviour> next) {
        now = List.copyOf(next);
    }

    Optional<Hit> message(String dossierCode, int visit) {
        return draw(Chance.mix(Chance.hash(dossierCode), visit), visit + 1, false);
    }

    Optional<Hit> login(long number) {
        return draw(Chance.mix(Chance.hash("login"), number), 1, true);
    }

    /** A number for everything else that varies with a message: form of the error code, exact delay. */
    long variation(String dossierCode, int visit) {
        return Chance.mix(seed ^ Chance.hash(dossierCode), visit);
    }

    private Optional<Hit> draw(long message, int number, boolean login) {
        for (Misbehaviour candidate : now) {
            Misbehaviour.Kind kind = candidate.kind();
            if (number < candidate.from() || login && !ALSO_AT_LOGIN.contains(kind)) {
                continue;
            }
            long mixed = Chance.mix(seed ^ message, Chance.hash(kind.word()));
            if (Chance.unit(mixed) < candidate.share()) {
                return Optional.of(new Hit(kind, committed(kind, mixed)));
            }
        }
        return Optional.empty();
    }

    private static boolean committed(Misbehaviour.Kind kind, long mixed) {
        return switch (kind.effect()) {
            case LOST -> false;
            case COMMITTED -> true;
            case EITHER -> (Chance.mix(mixed, 1) & 1) == 0;
        };
    }
}
