package vn.lienthong.hub.connector;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** Plays cases of connectors: what is sent equals sent.http, what is answered reads as expected.yaml says. */
final class CasePlay implements AutoCloseable {

    private final Bed bed;
    private WireMockServer stub = listening();

    CasePlay(Bed bed) {
        this.bed = bed;
    }

    private static WireMockServer listening() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    void sendsAndReadsAsTheCaseSays(ConnectorCase situation) throws IOException {
        JsonNode wanted = situation.stub();
        if (wanted.has("unreachable")) {
            run(situation, "http://127.0.0.1:" + closedPort(), Integer.MAX_VALUE);
            assertThat(situation.sent()).startsWith("#");
            return;
        }
        stub.resetAll();
        wanted.path("mappings").forEach(mapping -> stub.addStubMapping(StubMapping.buildFrom(mapping.toString())));
        run(situation, stub.baseUrl(), wanted.path("stopsAfter").asInt(Integer.MAX_VALUE));
        List<String> sent = new ArrayList<>();
        stub.getAllServeEvents().forEach(event -> sent.add(0, shown(event.getRequest(), situation.sent())));
        if (wanted.has("stopsAfter")) {
            stub = listening();
        }
        assertThat(XmlShape.inside(String.join("\n###\n", sent))).isEqualTo(XmlShape.inside(plain(situation.sent())));
    }

    private void run(ConnectorCase situation, String address, int stopsAfter) {
        Connector connector = bed.open(situation.connector(), address, situation.settings());
        List<Map<String, String>> expected = situation.expected();
        List<ConnectorCase.Message> messages = situation.messages();
        assertThat(expected).as("one reading per message").hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            ConnectorCase.Message message = messages.get(i);
            String key = "case-" + (i + 1);
            Conversation conversation = connector.call(message.operation(), message.body(), () -> key);
            Reading reading = connector.read(conversation.operation(), conversation.answer());
            if (conversation.endedAtUpload(message.operation())) {
                reading = reading.ofPreparation();
            }
            Map<String, String> found = asKeys(reading);
            found.put("needs-a-person", String.valueOf(connector.needsPerson(reading.row())));
            found.put("uploads", uploads(connector, conversation));
            found.putAll(PulledPage.keys(connector, message.operation(), conversation.answer()));
            found.keySet().retainAll(expected.get(i).keySet());
            assertThat(found)
                    .as("%s, message %s: %s", situation, i + 1, reading)
                    .isEqualTo(new TreeMap<>(expected.get(i)));
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
                connector.logInAgain(conversation.session());
            }
            if (stub.getAllServeEvents().size() >= stopsAfter) {
                stub.stop();
            }
        }
    }

    /** How the uploads before the message read. */
    private static String uploads(Connector connector, Conversation conversation) {
        return conversation.uploads().stream()
                .map(upload ->
                        connector.read(upload.operation(), upload.answer()).row())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    private static Map<String, String> asKeys(Reading reading) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("row", reading.row());
        keys.put("outcome", reading.outcome().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        keys.put("next", reading.next() == null ? "none" : Words.kebab(reading.next()));
        keys.put("exists", String.valueOf(reading.exists()));
        keys.put("steps", String.valueOf(reading.steps()));
        keys.put("trouble", String.valueOf(reading.outcome().isTrouble()));
        keys.put("remembered", new TreeMap<>(reading.remembered()).toString());
        Problem problem = null;
        if (reading.outcome() instanceof Outcome.Delivered delivered) {
            keys.put("reference", String.valueOf(delivered.reference()));
        } else if (reading.outcome() instanceof Outcome.Deferred deferred) {
            keys.put("after", String.valueOf(deferred.after()));
            problem = deferred.problem();
        } else if (reading.outcome() instanceof Outcome.Rejected rejected) {
            problem = rejected.problem();
        } else if (reading.outcome() instanceof Outcome.Unclear unclear) {
            problem = unclear.problem();
        }
        if (problem != null) {
            keys.put("found", problem.found());
        }
        return keys;
    }

    /** A request as sent.http writes it: the headers that the case names, and any that have no business there. */
    private static String shown(com.github.tomakehurst.wiremock.http.Request request, String wanted) {
        List<String> lines = new ArrayList<>();
        lines.add(request.getMethod() + " " + request.getUrl());
        for (String key : request.getAllHeaderKeys().stream().sorted().toList()) {
            boolean usual = List.of("host", "connection", "user-agent", "content-length", "accept")
                    .contains(key.toLowerCase(java.util.Locale.ROOT));
            if (!usual || wanted.contains("\n" + key + ":")) {
                lines.add(key + ": " + request.getHeader(key));
            }
        }
        // A form has the line ends of HTTP, and no file of the repository may have them.
        String body = new String(request.getBody(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        return String.join("\n", lines) + "\n\n" + body + "\n";
    }

    private static String plain(String sent) {
        return sent.startsWith("#") ? "" : sent;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stub.stop();
    }
}
