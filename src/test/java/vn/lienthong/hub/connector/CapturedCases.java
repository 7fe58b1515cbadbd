package vn.lienthong.hub.connector;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vn.lienthong.hub.recording.Harmless;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** What connectors really say and are answered in their cases, as recorded exchanges: bytes as they stood on the wire, logins and uploads too. */
public final class CapturedCases implements AutoCloseable {
    private final Bed bed = new Bed();
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final List<Wire> wire = new CopyOnWriteArrayList<>();

    private record Wire(byte[] request, byte[] answer, boolean fault) {}

    public CapturedCases() {
        server.start();
        server.addMockServiceRequestListener((request, response) ->
                wire.add(new Wire(asked(request), answered(response), response.getFault() != null)));
    }

    /** One case; its people may be others. */
    public record Situation(String connector, String name) {}

    /** In turn one of each connector, those that answer at once. */
    public List<Situation> situations(int most) {
        List<List<ConnectorCase>> all = Bed.names()
                .map(name -> ConnectorCase.all(Bed.CONNECTORS, name).stream()
                        .filter(CapturedCases::isQuick)
                        .toList())
                .toList();
        List<Situation> found = new ArrayList<>();
        for (int i = 0; found.size() < most; i++) {
            int turn = i;
            List<ConnectorCase> now = all.stream()
                    .filter(own -> own.size() > turn)
                    .map(own -> own.get(turn))
                    .toList();
            if (now.isEmpty()) {
                break;
            }
            now.forEach(one -> found.add(
                    new Situation(one.connector(), String.valueOf(one.folder().getFileName()))));
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private static boolean isQuick(ConnectorCase situation) {
        String stub = situation.stub().toString();
        return !stub.contains("unreachable")
                && !stub.contains("stopsAfter")
                && !stub.contains("fixedDelay")
                && !stub.contains("chunkedDribble");
    }

    /** What is harmless in a connector's words, as the hub knows it. */
    public Harmless harmless(String connector) {
        return new Harmless(
                bed.connectors.shownFields(connector),
                bed.connectors.wordFields(connector),
                List.copyOf(bed.connectors.turns(connector)),
                Set.of());
    }

    /**
     * Plays a case.
     *
     * @param people puts other people in the place of those of the case
     * @return null when nothing was said: the message was refused before
     */
    public @org.jspecify.annotations.Nullable RecordedExchange play(Situation situation, UnaryOperator<String> people)
            throws IOException {
        ConnectorCase played = new ConnectorCase(
                situation.connector(),
                Bed.CONNECTORS.resolve(situation.connector()).resolve("cases").resolve(situation.name()));
        JsonNode record = read(played, "record.json", people);
        server.resetAll();
        read(played, "stub.json", people)
                .path("mappings")
                .forEach(mapping -> server.addStubMapping(StubMapping.buildFrom(mapping.toString())));
        Connector connector = bed.open(situation.connector(), server.baseUrl(), played.settings());
        List<Leg> legs = new ArrayList<>();
        for (JsonNode message : record.path("messages")) {
            wire.clear();
            String operation = message.path("operation").asText();
            String key = "case-" + (legs.size() + 1);
            Conversation said = connector.call(operation, message.path("body"), () -> key);
            Reading reading = connector.read(said.operation(), said.answer());
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
                connector.logInAgain(said.session());
            }
            for (int i = 0; i < wire.size(); i++) {
                legs.add(leg(i == wire.size() - 1 ? operation : "before:" + operation, wire.get(i)));
            }
        }
        return legs.isEmpty() ? null : exchange(situation, legs);
    }

    private static JsonNode read(ConnectorCase played, String file, UnaryOperator<String> people) throws IOException {
        return ConnectorCase.JSON.readTree(
                people.apply(Files.readString(played.folder().resolve(file))));
    }

    private static Leg leg(String operation, Wire wire) {
        return new Leg(
                operation,
                wire.request(),
                wire.fault() ? null : wire.answer(),
                wire.fault() ? "CONNECTION_LOST" : null,
                1,
                false,
                false);
    }

    private static RecordedExchange exchange(Situation situation, List<Leg> legs) {
        Recorded recorded =
                new Recorded(Instant.parse("2026-11-26T03:00:00Z"), "the tests", "500 exchanges", "live", null, null);
        About about = new About(
                "",
                1,
                situation.name(),
                "",
                situation.connector(),
                situation.connector(),
                Map.of(),
                "",
                null,
                null,
                null,
                recorded);
        return new RecordedExchange(about, null, legs, List.of(), List.of());
    }

    private static byte[] asked(Request request) {
        return new HttpBytes(
                        request.getMethod().getName() + ' ' + request.getUrl() + " HTTP/1.1",
                        headers(request.getHeaders()),
                        request.getBody())
                .bytes();
    }

    private static byte[] answered(Response response) {
        byte[] body = response.getBody() == null ? new byte[0] : response.getBody();
        return new HttpBytes("HTTP/1.1 " + response.getStatus(), headers(response.getHeaders()), body).bytes();
    }

    private static List<HttpBytes.Header> headers(HttpHeaders all) {
        return all == null
                ? List.of()
                : all.all().stream()
                        .flatMap(header ->
                                header.values().stream().map(value -> new HttpBytes.Header(header.key(), value)))
                        .filter(header -> Stream.of("Matched-Stub-Id", "Matched-Stub-Name", "Transfer-Encoding")
                                .noneMatch(header::is))
                        .toList();
    }

    @Override
    public void close() {
        server.stop();
        bed.close();
    }
}
