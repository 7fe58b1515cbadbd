package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.replay.Misbehaviour.Kind;
import vn.lienthong.hub.replay.Tally.Count;

/** The window of the fake province where recorded exchanges answer. The weather is let at each message, as at the others. Thread-safe. */
final class RecordedWindow {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int NOT_RECORDED = 501;

    private final RecordedBehaviour behaviour;
    private final Weather weather;
    private final Tally tally;
    private final Receipts receipts = new Receipts();

    RecordedWindow(RecordedBehaviour behaviour, Weather weather, Tally tally) {
        this.behaviour = behaviour;
        this.weather = weather;
        this.tally = tally;
    }

    /** @param operation as the head of the message names it; null: it does not */
    Reply take(String method, String url, @Nullable String operation, byte[] body) {
        tally.add(Count.REQUESTS);
        String whole = url.split("\\?", 2)[0];
        String rest = whole.substring(RecordedAnswers.PREFIX.length());
        int slash = rest.indexOf('/');
        String destination = slash < 0 ? rest : rest.substring(0, slash);
        RecordedDesk desk = behaviour.desk(destination);
        if (desk == null) {
            return unrecorded(destination, "there is no recording of this destination");
        }
        byte[] granted = behaviour.granted(destination, whole);
        if (granted != null) {
            tally.add(Count.LOGINS);
            return new Reply(granted, List.of(), 0);
        }
        return answer(
                destination,
                desk,
                new RecordedDesk.Asked(method, slash < 0 ? "/" : rest.substring(slash), operation, body));
    }

    private Reply answer(String destination, RecordedDesk desk, RecordedDesk.Asked asked) {
        RecordedDesk.Meant meant = desk.meant(asked);
        String name = destination + ' ' + (meant.dossier().isEmpty() ? meant.operation() : meant.dossier());
        int visit = weather.turn(name);
        Weather.Hits hits = weather.message(name, visit);
        long variation = weather.variation(name, visit);
        tally.misbehaved(hits);
        if (!hits.committed()) {
            return new Reply("Hệ thống đang bận".getBytes(StandardCharsets.UTF_8), hits.kinds(), variation, 503, PLAIN);
        }
        RecordedTurn turn = desk.answer(asked, meant);
        if (turn == null) {
            return unrecorded(destination, desk.missing(meant));
        }
        tally.recorded(destination + ": " + meant.operation());
        tally.processed(hits);
        return said(desk, turn, meant, hits, variation);
    }

    private Reply said(
            RecordedDesk desk, RecordedTurn turn, RecordedDesk.Meant meant, Weather.Hits hits, long variation) {
        byte[] recorded = turn.leg().answer();
        if (recorded == null) {
            List<Kind> broken = new ArrayList<>(hits.kinds().stream()
                    .filter(kind -> kind.part() != Misbehaviour.Part.WHOLE)
                    .toList());
            broken.add(0, "NOT_HTTP".equals(turn.leg().failure()) ? Kind.GARBAGE : Kind.RESET);
            return new Reply(new byte[0], broken, variation);
        }
        HttpBytes answer = HttpBytes.parse(recorded);
        byte[] own = desk.body(turn, meant, answer, hits.has(Kind.UNACKNOWLEDGED_HEAD));
        byte[] body = turn.taken() ? receipts.given(String.valueOf(meant.operation()), own, hits) : own;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        RecordedAnswers.kept(answer).forEach(header -> headers.putIfAbsent(header.name(), header.value()));
        String type = headers.remove("Content-Type");
        return new Reply(body, hits.kinds(), variation, answer.status(), type == null ? PLAIN : type, headers);
    }

    private Reply unrecorded(String destination, String why) {
        tally.unrecorded(destination + ": " + why);
        String words = "No recorded exchange answers this message. Found: " + why + ", for destination " + destination
                + ", of which is recorded: " + behaviour.known().getOrDefault(destination, Map.of())
                + ". Record such an exchange, or correct the address or the message.";
        return new Reply(words.getBytes(StandardCharsets.UTF_8), NOT_RECORDED, PLAIN);
    }
}
