package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.Misbehaviour.Kind;
import vn.lienthong.hub.replay.Misbehaviour.Part;
import vn.lienthong.hub.replay.Tally.Count;

/** The window of the fake province where recorded exchanges answer. The weather is let at each message, as at the others. Thread-safe. */
final class RecordedWindow {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int NOT_RECORDED = 501;

    private final RecordedBehaviour behaviour;
    private final Weather weather;
    private final Tally tally;

    RecordedWindow(RecordedBehaviour behaviour, Weather weather, Tally tally) {
        this.behaviour = behaviour;
        this.weather = weather;
        this.tally = tally;
    }

    /** @param operation as the head of the message names it; null: it does not */
    Reply take(String method, String url, @Nullable String operation, byte[] body) {
        tally.add(Count.REQUESTS);
        String whole = HttpBytes.path(url);
        String rest = whole.substring(RecordedAnswers.PREFIX.length());
        int slash = rest.indexOf('/');
        String destination = slash < 0 ? rest : rest.substring(0, slash);
        RecordedDesk desk = behaviour.desk(destination);
        if (desk == null) {
            return unrecorded(destination, "there is no recording of this destination");
        }
        byte[] granted = behaviour.granted(destination, whole);
        String target = slash < 0 ? "/" : url.substring(RecordedAnswers.PREFIX.length() + slash);
        return granted == null
                ? answer(destination, desk, new RecordedDesk.Asked(method, target, operation, body))
                : login(destination, granted);
    }

    private Reply login(String destination, byte[] granted) {
        int number = weather.turn(destination + " login");
        Weather.Hits hits = weather.login(number + 1L);
        tally.misbehaved(hits);
        if (hits.committed()) {
            tally.add(Count.LOGINS);
        }
        byte[] answer = hits.committed() ? granted : ProvinceDesk.refused(hits);
        return new Reply(answer, hits.kinds(), weather.variation(destination + " login", number));
    }

    private Reply answer(String destination, RecordedDesk desk, RecordedDesk.Asked asked) {
        RecordedDesk.Meant meant = desk.meant(asked);
        String name = destination + ' ' + (meant.dossier().isEmpty() ? nameless(meant) : meant.dossier());
        int visit = weather.turn(name);
        Weather.Hits hits = weather.message(name, visit);
        long variation = weather.variation(name, visit);
        tally.misbehaved(hits);
        if (!hits.committed()) {
            return desk.speaksXml(meant.operation())
                    ? new Reply(SoapWindow.fault(), hits.kinds(), variation, 200, SoapWindow.XML)
                    : new Reply(ProvinceDesk.refused(hits), hits.kinds(), variation);
        }
        RecordedTurn turn = desk.answer(asked, meant);
        if (turn == null) {
            return unrecorded(destination, desk.missing(meant));
        }
        tally.recorded(destination + ": " + meant.operation());
        tally.processed(hits);
        byte[] recorded = turn.leg().answer();
        if (recorded == null) {
            return broken(turn.leg(), hits, variation);
        }
        HttpBytes answer = HttpBytes.parse(recorded);
        byte[] listed = desk.body(turn, meant, answer, hits.has(Kind.UNACKNOWLEDGED_HEAD));
        byte[] own = desk.lists(turn) ? SpoiltPulls.said(listed, hits, variation) : listed;
        boolean anothers = turn.taken() && hits.has(Kind.DUPLICATE_RECEIPT);
        byte[] body = anothers ? desk.another(meant).orElse(own) : own;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        RecordedAnswers.kept(answer)
                .forEach(
                        header -> headers.putIfAbsent(header.name(), RecordedDesk.header(header.value(), turn, meant)));
        String type = headers.remove("Content-Type");
        return new Reply(body, hits.kinds(), variation, answer.status(), type == null ? PLAIN : type, headers);
    }

    /** What tells messages apart that name no dossier, such as pulls: all that they say. */
    private static String nameless(RecordedDesk.Meant meant) {
        String says = meant.says().entrySet().stream()
                .map(one -> one.getKey() + ' ' + one.getValue())
                .collect(Collectors.joining(" "));
        return meant.operation() + ' ' + Chance.hash(says);
    }

    /** What was never answered breaks again; nothing but its pace can suffer besides. */
    private static Reply broken(Leg leg, Weather.Hits hits, long variation) {
        Kind how = "NOT_HTTP".equals(leg.failure()) ? Kind.GARBAGE : Kind.RESET;
        Stream<Kind> pace = hits.kinds().stream().filter(kind -> kind.part() == Part.PACE);
        return new Reply(new byte[0], Stream.concat(Stream.of(how), pace).toList(), variation);
    }

    private Reply unrecorded(String destination, String why) {
        tally.unrecorded(destination + ": " + why);
        String words = "No recorded exchange answers this message. Found: " + why + ", for destination " + destination
                + ", of which is recorded: " + behaviour.known().getOrDefault(destination, Map.of())
                + ". Record such an exchange, or correct the address or the message.";
        return new Reply(words.getBytes(StandardCharsets.UTF_8), NOT_RECORDED, PLAIN);
    }
}
