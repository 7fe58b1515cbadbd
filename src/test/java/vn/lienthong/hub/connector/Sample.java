package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message that a connector knows how to send, taken from its own first delivered case, and the stub's answers to it. */
record Sample(ConnectorCase situation) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("\nContent-Type: (\\w+/xml)");

    static Sample of(String connector) {
        return ConnectorCase.all(Bed.CONNECTORS, connector).stream()
                .filter(c -> c.messages().size() == 1
                        && c.expected().stream()
                                .allMatch(r -> "delivered".equals(r.get("outcome")) && !r.containsKey("exists")))
                .findFirst()
                .map(Sample::new)
                .orElseThrow();
    }

    ConnectorCase.Message message() {
        return situation.messages().get(0);
    }

    /** The path of the message itself: the last request of sent.http. */
    String path() {
        String[] requests = situation.sent().split("\n###\n", -1);
        return requests[requests.length - 1]
                .split(" ", 3)[1]
                .lines()
                .findFirst()
                .orElseThrow();
    }

    boolean logsIn() {
        return situation.sent().contains("\n###\n");
    }

    /** Answers a request as the stub of the case would. */
    void answer(RawServer.Request request, Socket socket) throws IOException {
        for (JsonNode mapping : situation.stub().path("mappings")) {
            if (mapping.path("request").path("urlPath").asText().equals(request.path())) {
                JsonNode response = mapping.path("response");
                Weather.answer(
                        socket.getOutputStream(),
                        response.path("status").asText() + " Stub",
                        response.path("headers").path("Content-Type").asText("application/json"),
                        response.path("body").asText());
                return;
            }
        }
    }

    /** Whether the message leaves as XML, where there is no place for a field that the contract does not have. */
    boolean xml() {
        return mediaType().endsWith("/xml");
    }

    /** As which the message leaves. */
    String mediaType() {
        Matcher type = MEDIA_TYPE.matcher(situation.sent());
        return type.find() ? type.group(1) : "application/json";
    }

    /**
     * The message with a text in it that nobody but the test knows: in a field of that name (in a bare array, of its
     * first element) or, in XML, in the place of the first made-up name.
     *
     * @return the whole body
     */
    JsonNode saying(String field, String text) {
        JsonNode body = message().body().deepCopy();
        if (xml()) {
            assertThat(saidInstead(body, text)).isTrue();
        } else {
            ((ObjectNode) (body.isArray() ? body.get(0) : body)).put(field, text);
        }
        return body;
    }

    private static boolean saidInstead(JsonNode node, String text) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().asText("").contains("Mẫu")) {
                    object.put(field.getKey(), text);
                    return true;
                }
            }
        }
        for (JsonNode child : node) {
            if (saidInstead(child, text)) {
                return true;
            }
        }
        return false;
    }

    /** What a message that was sent says where {@link #saying} put it. */
    String said(byte[] sent, String field) throws IOException {
        if (xml()) {
            return Unpacked.under(
                    new String(sent, StandardCharsets.UTF_8), madeUp(message().body()));
        }
        JsonNode body = ConnectorCase.JSON.readTree(sent);
        return (body.isArray() ? body.get(0) : body).path(field).asText();
    }

    /** Name of the field with the first made-up name. */
    private static String madeUp(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().asText("").contains("Mẫu")) {
                return field.getKey();
            }
        }
        for (JsonNode child : node) {
            String found = madeUp(child);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    Conversation send(Connector connector) {
        return connector.call(message().operation(), message().body(), () -> "sample-1");
    }

    Reading read(Connector connector, Conversation conversation) {
        return connector.read(message().operation(), conversation.answer());
    }

    Map<String, String> settings() {
        return situation.settings();
    }
}
