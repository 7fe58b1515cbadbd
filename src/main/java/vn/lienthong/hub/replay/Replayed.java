package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * What was recorded and what came of it this time, in one form, so that the two can be compared.
 *
 * @param recorded with the messages alone that reached the destination
 * @param found the same exchange this time; what was not asked for anew, answers or requests, is as it was recorded
 */
public record Replayed(RecordedExchange recorded, RecordedExchange found) {
    /**
     * What a hub sent this time.
     *
     * @param sent its messages as its journal keeps them, so their heads are made and not compared; where the recording has bytes as they were sent,
     *     the body is that which came
     * @param state in which its transfer ended; null when it did not end, or came to rest only because the recording was over
     */
    public static Replayed requests(ReplayScript script, List<Leg> sent, @Nullable String state, @Nullable String row) {
        List<Leg> recorded = script.legs();
        List<Leg> arrived = sent.stream().filter(ReplayScript::arrived).toList();
        List<Leg> found = new ArrayList<>();
        for (int i = 0; i < arrived.size(); i++) {
            Leg leg = arrived.get(i);
            Leg known = i < recorded.size() ? recorded.get(i) : null;
            byte[] request =
                    known == null || known.headMade() || script.heard(i).length == 0 ? leg.request() : script.heard(i);
            found.add(new Leg(
                    leg.operation(),
                    request,
                    known == null ? leg.answer() : known.answer(),
                    known == null ? leg.failure() : known.failure(),
                    known == null ? leg.tookMillis() : known.tookMillis(),
                    leg.headMade(),
                    leg.mayRepeat()));
        }
        About about = script.exchange().about();
        return of(script, state == null ? about : about(about, state, row), found);
    }

    /** What was answered this time, message by message. */
    public static Replayed answers(ReplayScript script, List<Leg> asked) {
        return of(script, script.exchange().about(), asked);
    }

    private static Replayed of(ReplayScript script, About about, List<Leg> found) {
        RecordedExchange exchange = script.exchange();
        return new Replayed(
                new RecordedExchange(exchange.about(), null, script.legs(), exchange.ignore(), exchange.notes()),
                new RecordedExchange(about, null, found, exchange.ignore(), exchange.notes()));
    }

    private static About about(About about, String state, @Nullable String row) {
        return new About(
                about.dossierCode(),
                about.revision(),
                about.transfer(),
                about.unit(),
                about.destination(),
                about.connector(),
                about.versions(),
                state,
                row,
                about.problem(),
                about.acceptedAt(),
                about.recorded());
    }
}
