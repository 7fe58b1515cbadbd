package vn.lienthong.hub.replay;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/** Finds the exchange that a message belongs to, and gives its recorded answer. */
final class RecordedAnswers extends AskedByName {
    static final String PREFIX = "/replay/";
    private static final int SHOWN = 100;
    /** What belongs to a connection, and is made anew for each. */
    private static final Set<String> OF_CONNECTION =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "content-encoding");

    private final Map<String, List<StandIn.Login>> logins = new ConcurrentHashMap<>();
    private final Map<String, ReplayScript> playing = new ConcurrentHashMap<>();
    /** Of exchanges whose messages do not say whose they are: one at a time for each destination. */
    private final Map<String, ReplayScript> alone = new ConcurrentHashMap<>();

    private final Map<String, Long> strangers = new TreeMap<>();
    private volatile @Nullable Consumer<byte[]> listener;

    void admit(String destination, List<StandIn.Login> known) {
        logins.put(destination, List.copyOf(known));
    }

    void listen(Consumer<byte[]> all) {
        listener = all;
    }

    void begin(ReplayScript script) {
        playing.put(place(script.destination(), script.dossierCode()), script);
        if (!script.saysItself()) {
            alone.put(script.destination(), script);
        }
    }

    void end(ReplayScript script) {
        playing.remove(place(script.destination(), script.dossierCode()), script);
        alone.remove(script.destination(), script);
    }

    synchronized Map<String, Long> strangers() {
        return new TreeMap<>(strangers);
    }

    private static String place(String destination, String dossierCode) {
        return destination + ' ' + dossierCode;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String rest = request.getUrl().startsWith(PREFIX) ? request.getUrl().substring(PREFIX.length()) : "";
        int slash = rest.indexOf('/');
        return answer(request, slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? "/" : rest.substring(slash));
    }

    /** The same for a port at which one destination alone is found: a path that is not below its own is one that an answer of it gave. */
    ResponseDefinitionTransformerV2 at(String destination) {
        return new Door(destination);
    }

    private final class Door extends AskedByName {
        private final String destination;

        Door(String destination) {
            this.destination = destination;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String url = event.getRequest().getUrl();
            return url.startsWith(PREFIX + destination)
                    ? RecordedAnswers.this.transform(event)
                    : RecordedAnswers.this.answer(event.getRequest(), destination, url);
        }
    }

    private ResponseDefinition answer(Request request, String destination, String path) {
        Consumer<byte[]> listening = listener;
        if (listening != null) {
            listening.accept(bytes(request, path));
        }
        String whole = HttpBytes.path(request.getUrl());
        for (StandIn.Login login : logins.getOrDefault(destination, List.of())) {
            if (login.path().equals(whole)) {
                return granted(login);
            }
        }
        ReplayScript script = script(destination, path, request.getBody());
        String words = request.getMethod() + " " + HttpBytes.path(path);
        if (script == null) {
            stranger(destination + ": " + words);
            return nothing();
        }
        Leg leg = script.next(() -> bytes(request, path), words);
        return leg == null ? nothing() : answer(leg);
    }

    private @Nullable ReplayScript script(String destination, String path, byte[] body) {
        String code = CodesInside.first(path, body, word -> playing.containsKey(place(destination, word)));
        ReplayScript named = code == null ? null : playing.get(place(destination, code));
        return named == null ? alone.get(destination) : named;
    }

    private synchronized void stranger(String words) {
        if (strangers.size() < SHOWN || strangers.containsKey(words)) {
            strangers.merge(words, 1L, Long::sum);
        }
    }

    /** Heads of a recorded answer that are not made anew for each connection. */
    static List<HttpBytes.Header> kept(HttpBytes answer) {
        return answer.headers().stream()
                .filter(header -> !OF_CONNECTION.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static ResponseDefinition granted(StandIn.Login login) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(login.answer())
                .build();
    }

    /** What nobody recorded is no answer of theirs: trouble of the replay, after which it is not played on. */
    private static ResponseDefinition nothing() {
        return new ResponseDefinitionBuilder()
                .withStatus(503)
                .withHeader("Content-Type", "text/plain; charset=utf-8")
                .withBody("Nothing was recorded for this message.")
                .build();
    }

    private static ResponseDefinition answer(Leg leg) {
        byte[] recorded = leg.answer();
        if (recorded == null) {
            boolean odd = "NOT_HTTP".equals(leg.failure());
            return new ResponseDefinitionBuilder()
                    .withFault(odd ? Fault.RANDOM_DATA_THEN_CLOSE : Fault.CONNECTION_RESET_BY_PEER)
                    .build();
        }
        HttpBytes answer = HttpBytes.parse(recorded);
        ResponseDefinitionBuilder built =
                new ResponseDefinitionBuilder().withStatus(answer.status()).withBody(answer.body());
        for (HttpBytes.Header header : kept(answer)) {
            built = built.withHeader(header.name(), header.value());
        }
        return built.build();
    }

    /** The message as bytes of HTTP/1.1, at the path that the destination has itself. */
    private static byte[] bytes(Request request, String path) {
        List<HttpBytes.Header> headers = new ArrayList<>();
        for (HttpHeader header : request.getHeaders().all()) {
            header.values().forEach(value -> headers.add(new HttpBytes.Header(header.key(), value)));
        }
        String first = request.getMethod() + " " + path + " HTTP/1.1";
        return new HttpBytes(oneLine(first), headers, request.getBody()).bytes();
    }

    private static String oneLine(String text) {
        return new String(text.replaceAll("[\\r\\n]", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
