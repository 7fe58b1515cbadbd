package vn.lienthong.hub.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.OtherSide;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * Goes through what was recorded of a destination in the order in which it was said, and works out what the destination held when it answered each message. That
 * is an assumption, made from what the connector's {@code outcomes.yaml} reads out of the answers. Used once.
 */
final class RecordedHistory {
    private static final Comparator<ReplayScript> IN_ORDER = Comparator.comparing(
                    (ReplayScript script) -> Objects.requireNonNullElse(script.at(), Instant.MAX))
            .thenComparing(script -> script.exchange().about().revision())
            .thenComparing(ReplayScript::name);

    private final OtherSide side;
    private final boolean remembers;
    private final Map<String, Boolean> held = new HashMap<>();
    private final List<RecordedTurn> turns = new ArrayList<>();

    private RecordedHistory(OtherSide side) {
        this.side = side;
        this.remembers = side.remembers();
    }

    static List<RecordedTurn> of(OtherSide side, List<ReplayScript> scripts) {
        RecordedHistory history = new RecordedHistory(side);
        scripts.stream().sorted(IN_ORDER).forEach(history::add);
        return List.copyOf(history.turns);
    }

    private void add(ReplayScript script) {
        List<Leg> legs = script.legs();
        String dossier = script.dossierCode();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            Reading reading = reading(leg);
            boolean before = held.getOrDefault(dossier, false);
            Boolean told = told(reading);
            boolean taken = reading != null && reading.outcome() instanceof Outcome.Delivered;
            boolean writes = !side.lists(leg.operation()) && !side.isTold(leg.operation());
            boolean after =
                    told != null ? told : before || writes && (taken || isThereLater(legs.subList(i + 1, legs.size())));
            boolean states = remembers && writes && !dossier.isEmpty();
            HttpBytes request = HttpBytes.parse(leg.request());
            turns.add(new RecordedTurn(
                    script.name(),
                    turns.size(),
                    leg,
                    dossier,
                    leg.headMade() ? "" : request.method() + " " + HttpBytes.path(request.target()),
                    side.apart(leg.operation(), request.body()),
                    MessageLeaves.of(request.target(), request.body()),
                    states ? (told == null ? Boolean.valueOf(before) : told) : null,
                    states && after,
                    taken));
            held.put(dossier, after);
        }
    }

    /** Whether the next enquiry says that it holds the dossier: then a message whose answer says nothing was taken. */
    private boolean isThereLater(List<Leg> later) {
        return later.stream()
                .map(this::reading)
                .filter(reading -> reading != null && reading.exists() != null)
                .map(reading -> Boolean.TRUE.equals(reading.exists()))
                .findFirst()
                .orElse(false);
    }

    /** What an answer says of the dossier; null when it says nothing. */
    private static @Nullable Boolean told(@Nullable Reading reading) {
        if (reading == null) {
            return null;
        }
        if (reading.exists() != null) {
            return reading.exists();
        }
        if (reading.next() == Reading.NextStep.SEND_AS_UPDATE) {
            return true;
        }
        return reading.next() == Reading.NextStep.SEND_AS_CREATE ? Boolean.FALSE : null;
    }

    private @Nullable Reading reading(Leg leg) {
        byte[] answer = leg.answer();
        if (answer == null) {
            return null;
        }
        HttpBytes http = HttpBytes.parse(answer);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        http.headers().forEach(header -> headers.putIfAbsent(header.name(), header.value()));
        return side.reading(leg.operation(), http.status(), headers, http.body());
    }
}
