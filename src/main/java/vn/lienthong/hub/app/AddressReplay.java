package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Answer;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.MessageKey;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.recording.FromJournal;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.Procession;
import vn.lienthong.hub.replay.ReplayScript;

/**
 * Asks recorded requests anew at an address, through the connector, which logs in and puts in front what a recording does not keep, and takes what is
 * answered. Thread-safe.
 */
final class AddressReplay implements Procession.Turn, AutoCloseable {
    private final Connectors connectors;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<String, Connector> opened = new HashMap<>();
    private final Map<ReplayScript, Asked> asked = new ConcurrentHashMap<>();

    /**
     * What came of one.
     *
     * @param why not, or not all of it; null when all was
     * @param failed whether it could have been, and something went wrong
     */
    record Asked(List<Leg> legs, @Nullable String why, boolean failed) {}

    /** What stops one from being asked. */
    private static final class NotAsked extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean failed;

        NotAsked(String why, boolean failed) {
            super(why);
            this.failed = failed;
        }
    }

    /**
     * @param settings by destination
     * @throws IllegalArgumentException when settings are missing, in three parts
     */
    AddressReplay(Connectors connectors, Map<String, Map<String, String>> settings, Clock clock) {
        this.connectors = connectors;
        settings.forEach((name, own) -> opened.put(name, connectors.open(name, own, camel, clock)));
        camel.start();
    }

    /** What came of it; null when it was never begun. */
    @Nullable
    Asked asked(ReplayScript script) {
        return asked.get(script);
    }

    @Override
    public void begin(ReplayScript script, Runnable end) {
        List<Leg> answered = new ArrayList<>();
        Asked came = new Asked(answered, null, false);
        try {
            for (Leg leg : script.legs()) {
                answered.add(asked(script, leg, answered.size() + 1));
            }
        } catch (NotAsked e) {
            came = new Asked(answered, "message " + (answered.size() + 1) + ": " + e.getMessage(), e.failed);
        }
        asked.put(script, came);
        end.run();
    }

    private Leg asked(ReplayScript script, Leg leg, int number) throws NotAsked {
        Connector connector = opened.get(script.destination());
        if (connector == null) {
            throw new NotAsked("there is no address for " + script.destination(), true);
        }
        HttpBytes request = HttpBytes.parse(leg.request());
        JsonNode message = message(script.destination(), leg);
        MessageKey key = () -> "replay-" + script.name() + "-" + number;
        Conversation said = connector.call(leg.operation(), message, key);
        Reading reading = connector.read(said.operation(), said.answer());
        if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
            connector.logInAgain(said.session());
            said = connector.call(leg.operation(), message, key);
        }
        return answered(leg, request, said.answer());
    }

    private JsonNode message(String destination, Leg leg) throws NotAsked {
        try {
            return RecordedMessage.of(connectors, destination, leg);
        } catch (RecordedMessage.Unsayable e) {
            throw new NotAsked(String.valueOf(e.getMessage()), false);
        }
    }

    /** In the form of the recorded one: where its heads were made, so are these. */
    private static Leg answered(Leg leg, HttpBytes request, Answer answer) throws NotAsked {
        KeptExchange kept;
        if (answer instanceof Answer.Http http) {
            kept = new KeptExchange(leg.operation(), request.body(), http.status(), null, http.body(), 0, false);
        } else {
            Answer.Failed failed = (Answer.Failed) answer;
            if (!failed.failure().mayHaveArrived()) {
                throw new NotAsked(failed.failure() + ", " + failed.detail(), true);
            }
            kept = new KeptExchange(
                    leg.operation(), request.body(), 0, failed.failure().name(), new byte[0], 0, false);
        }
        Leg made = FromJournal.leg(kept, request.target());
        byte[] bytes = answer instanceof Answer.Http http && !leg.headMade() ? whole(http) : made.answer();
        return new Leg(
                leg.operation(),
                leg.request(),
                bytes,
                made.failure(),
                leg.tookMillis(),
                leg.headMade(),
                leg.mayRepeat());
    }

    private static byte[] whole(Answer.Http http) {
        List<HttpBytes.Header> headers = http.headers().entrySet().stream()
                .map(header -> new HttpBytes.Header(header.getKey(), header.getValue()))
                .toList();
        return new HttpBytes("HTTP/1.1 " + http.status(), headers, http.body()).bytes();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
