package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;

/**
 * The cases of connectors, played: each message of {@code record.json} is said through the connector to a stub that answers as {@code stub.json}
 * says; then what arrived must equal {@code sent.http}, and each answer must read as {@code expected.yaml} says. For {@code check --play}, for
 * the test kit, and for whatever else wants to know whether a case holds.
 *
 * <p>Contacts nobody but the stub, on this machine. Not thread-safe: one case at a time.
 */
public final class CasePlay implements AutoCloseable {
    /** By which the connectors of cases go; it stands. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T01:00:00Z"), ZoneOffset.UTC);

    private static final byte[] HELD = "Giay to mau, khong cua ai.\n".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> USUAL = Set.of("host", "connection", "user-agent", "content-length", "accept");

    private final Path folder;
    private final Connectors connectors;
    private final Supplier<Stub> stubs;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private @Nullable Stub stub;

    /** The other side of a case: an HTTP server on this machine. */
    public interface Stub extends AutoCloseable {
        /** Such as {@code http://127.0.0.1:4711}; nothing after the port. */
        String address();

        /** Forgets what it knew and what came, and answers by these mappings in WireMock's form. */
        void answerBy(JsonNode mappings);

        /** What came since, in order; also after it was closed. */
        List<Request> received();

        /** Listens no more. */
        @Override
        void close();
    }

    /**
     * A request that reached the stub.
     *
     * @param target path and query
     * @param headers by name as it was sent, the first value of each
     */
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {}

    /**
     * Where a case does not hold.
     *
     * @param violation where, what, what was found instead, what to do
     * @param expected what the case says, whole
     * @param found what was found instead, whole
     */
    public record Deviation(Violation violation, String expected, String found) {}

    /**
     * Nothing is started before the first case.
     *
     * @param folder the folder of connectors, such as {@code connectors}
     * @param stubs starts one; closed here
     */
    public CasePlay(Path folder, Supplier<Stub> stubs) {
        this.folder = folder;
        this.connectors = Connectors.load(folder);
        this.stubs = stubs;
    }

    /** What every connector is given in its cases, whatever of it it knows; see {@code connectors/README.md}. Nobody's. */
    public static Map<String, String> settings(String address) {
        return Map.ofEntries(
                Map.entry("address", address),
                Map.entry("login-address", address),
                Map.entry("username", "tai-khoan-thu"),
                Map.entry("password", "mat-khau-thu"),
                Map.entry("token", "the-bai-thu"),
                Map.entry("client-id", "khach-thu"),
                Map.entry("client-secret", "bi-mat-thu"),
                Map.entry("access-key", "khoa-thu"),
                Map.entry("secret-key", "khoa-bi-mat-thu"),
                Map.entry("shared-secret", "bi-mat-chung-thu"),
                Map.entry("api-key", "khoa-api-thu"),
                Map.entry("app-name", "hub-thu"),
                Map.entry("partner-code", "000.00.00.H08"),
                Map.entry("hashed-address", "https://dan-cu.example/tra-cuu"),
                Map.entry("x-road-client", "VN/GOV/000.00.00.H08/hub-thu"),
                Map.entry("connect-timeout", "PT2S"),
                Map.entry("answer-timeout", "PT10S"));
    }

    /** The one file that the hub of the cases holds. Nobody's. */
    public static HeldFiles files() {
        return new BytesHeld(HELD);
    }

    /** Names of the connectors in the folder, in order. */
    public List<String> connectors() {
        return List.copyOf(connectors.names());
    }

    /** Names of the cases of a connector, in order; empty where it has none. */
    public List<String> cases(String connector) {
        return ConnectorCase.all(folder, connector).stream()
                .map(ConnectorCase::name)
                .toList();
    }

    /**
     * Plays one case.
     *
     * @return where it does not hold; empty when it does. A case whose files cannot be used is one deviation that says so
     */
    public List<Deviation> play(String connector, String situation) {
        return play(new ConnectorCase(
                connector, folder.resolve(connector).resolve("cases").resolve(situation)));
    }

    List<Deviation> play(ConnectorCase situation) {
        try {
            return played(situation);
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            String said = Objects.requireNonNullElse(e.getMessage(), e.toString());
            return List.of(new Deviation(
                    new Violation(
                            situation.shown(""),
                            "The case cannot be played.",
                            said.lines().findFirst().orElse("nothing"),
                            "Run: check connector " + situation.connector()),
                    "a case that can be played",
                    said));
        }
    }

    private List<Deviation> played(ConnectorCase situation) {
        JsonNode wanted = situation.stub();
        if (wanted.has("unreachable")) {
            List<Deviation> all = new Saying(situation, "http://127.0.0.1:" + closedPort(), null, 0).readings();
            all.addAll(CaseWords.sent(situation, List.of()));
            return all;
        }
        Stub other = stub == null ? stubs.get() : stub;
        stub = other;
        other.answerBy(wanted.path("mappings"));
        int stopsAfter = wanted.path("stopsAfter").asInt(Integer.MAX_VALUE);
        List<Deviation> all = new Saying(situation, other.address(), other, stopsAfter).readings();
        all.addAll(CaseWords.sent(situation, shown(other.received(), situation.sent())));
        if (wanted.has("stopsAfter")) {
            other.close();
            stub = null;
        }
        return all;
    }

    /** A request as sent.http writes it, without the headers that have no business there. */
    public static String written(Request request) {
        return shown(request, "");
    }

    /** Requests as sent.http writes them: the headers that the case names, and any that have no business there. */
    private static List<String> shown(List<Request> requests, String wanted) {
        return requests.stream().map(request -> shown(request, wanted)).toList();
    }

    private static String shown(Request request, String wanted) {
        StringBuilder text = new StringBuilder(request.method())
                .append(' ')
                .append(request.target())
                .append('\n');
        request.headers().entrySet().stream()
                .filter(header -> !USUAL.contains(header.getKey().toLowerCase(Locale.ROOT))
                        || wanted.contains("\n" + header.getKey() + ":"))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(header -> text.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append('\n'));
        // A form has the line ends of HTTP, and no file of the repository may have them.
        String body = new String(request.body(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        return text.append('\n').append(body).append('\n').toString();
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (stub != null) {
            stub.close();
            stub = null;
        }
        camel.stop();
    }

    /** The messages of one case, said to the other side and read. */
    private final class Saying {
        private final ConnectorCase situation;
        private final Connector connector;
        private final Optional<PullForm> pull;
        private final @Nullable Stub other;
        private final int stopsAfter;

        Saying(ConnectorCase situation, String address, @Nullable Stub other, int stopsAfter) {
            this.situation = situation;
            this.other = other;
            this.stopsAfter = stopsAfter;
            Map<String, String> settings = new HashMap<>(settings(address));
            // One spelling: of two in one map nobody knows which one counts.
            situation.settings().forEach((key, value) -> settings.put(Connectors.dashed(key), value));
            camel.start();
            this.connector = connectors.open(situation.connector(), settings, camel, CLOCK, files());
            this.pull = new ConnectorFolder(folder.resolve(situation.connector())).pull();
        }

        List<Deviation> readings() {
            List<Map<String, String>> expected = situation.expected();
            List<ConnectorCase.Message> messages = situation.messages();
            if (messages.isEmpty() || expected.size() != messages.size()) {
                throw new IllegalArgumentException(expected.size() + " readings for " + messages.size() + " messages");
            }
            List<Deviation> all = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                Map<String, String> found =
                        read(i + 1, messages.get(i), expected.get(i).keySet());
                all.addAll(CaseWords.reading(situation, i + 1, expected.get(i), found));
                if (other != null && other.received().size() >= stopsAfter) {
                    other.close();
                }
            }
            return all;
        }

        /** How the answer to a message reads: the keys that are wanted, and what the answer was for whoever must know. */
        private Map<String, String> read(int number, ConnectorCase.Message message, Set<String> wanted) {
            Conversation said = connector.call(message.operation(), message.body(), () -> "case-" + number);
            Reading reading = connector.read(said.operation(), said.answer());
            if (said.endedAtUpload(message.operation())) {
                reading = reading.ofPreparation();
            }
            Map<String, String> found = CaseWords.keys(reading);
            found.put("needs-a-person", String.valueOf(connector.needsPerson(reading.row())));
            found.put("uploads", uploads(said));
            found.putAll(PulledPage.keys(connector, pull, message.operation(), said.answer()));
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
                connector.logInAgain(said.session());
            }
            found.keySet().removeIf(key -> !wanted.contains(key) && !key.equals(CaseWords.FOUND));
            return new TreeMap<>(found);
        }

        /** How the uploads before the message read. */
        private String uploads(Conversation said) {
            return said.uploads().stream()
                    .map(upload ->
                            connector.read(upload.operation(), upload.answer()).row())
                    .collect(Collectors.joining(" "));
        }
    }
}
