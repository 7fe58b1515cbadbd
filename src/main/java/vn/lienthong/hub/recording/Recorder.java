package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Masks exchanges one by one. What it needs to know of one it forgets with it. Not thread-safe. */
public final class Recorder {
    private static final byte[] NOTHING = new byte[0];

    private final RecordingSet set;
    private final byte[] key;
    private final Fields fields;
    private final Originals originals;

    Recorder(RecordingSet set, byte[] key, Fields fields) {
        this.set = set;
        this.key = key;
        this.fields = fields;
        this.originals = new Originals(key);
    }

    /** The same exchange with nobody real in it. Its originals are noted before this returns. */
    public RecordedExchange masked(RecordedExchange exchange) {
        Masker masker = new Masker(key, fields, originals);
        walk(exchange, masker.meeting());
        RecordedExchange masked = walk(exchange, masker);
        set.add(originals.take());
        TreeSet<String> notes = new TreeSet<>(exchange.notes());
        notes.addAll(masker.notes());
        return new RecordedExchange(
                about(masked.about()), masked.record(), masked.legs(), exchange.ignore(), new ArrayList<>(notes));
    }

    private About about(About about) {
        Recorded recorded = about.recorded();
        return new About(
                about.dossierCode(),
                about.revision(),
                about.transfer(),
                about.unit(),
                about.destination(),
                about.connector(),
                about.versions(),
                about.state(),
                about.row(),
                about.problem(),
                about.acceptedAt(),
                new Recorded(recorded.at(), recorded.by(), recorded.why(), recorded.from(), set.name(), set.keyId()));
    }

    private RecordedExchange walk(RecordedExchange exchange, Leaves leaves) {
        Walk walk = new Walk(fields, leaves);
        HttpWalk http = new HttpWalk(walk);
        About about = exchange.about();
        byte[] content = exchange.record();
        byte[] record = content == null ? null : walk.bytes(Spot.of(Spot.RECORD), "application/json", content);
        Spot spot = Spot.of(about.connector());
        List<Leg> legs = new ArrayList<>();
        for (Leg leg : exchange.legs()) {
            String failure = leg.failure();
            legs.add(new Leg(
                    leaves.value(spot.in("operation"), Kind.PUBLIC, leg.operation()),
                    message(http, spot, leg.request()),
                    leg.answer() == null ? null : message(http, spot, leg.answer()),
                    failure == null ? null : leaves.value(spot.in("failure"), Kind.PUBLIC, failure),
                    leg.tookMillis(),
                    leg.headMade(),
                    leg.mayRepeat()));
        }
        About walked = new About(
                leaves.value(spot.in("dossierCode"), Kind.PUBLIC, about.dossierCode()),
                about.revision(),
                about.transfer(),
                about.unit(),
                about.destination(),
                about.connector(),
                about.versions(),
                about.state(),
                about.row(),
                problem(spot, about.problem(), leaves),
                about.acceptedAt(),
                about.recorded());
        return new RecordedExchange(walked, record, legs, exchange.ignore(), exchange.notes());
    }

    private static @Nullable String problem(Spot spot, @Nullable String problem, Leaves leaves) {
        return problem == null ? null : leaves.value(spot.in("problem"), Kind.WORDS, problem);
    }

    private static byte[] message(HttpWalk http, Spot spot, byte @Nullable [] bytes) {
        return bytes == null
                ? NOTHING
                : http.message(spot, HttpBytes.parse(bytes)).bytes();
    }
}
