package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;

/** A message that a connector knows how to send, taken from its own first delivered case, and the stub's answers to it. */
record Sample(ConnectorCase situation) {

    static Sample of(String connector) {
        return ConnectorCase.all(connector).stream()
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
                        "application/json",
                        response.path("body").asText());
                return;
            }
        }
    }

    /** The message with one more field; in a bare array, in its first element. */
    JsonNode bodyWith(String field, String text) {
        JsonNode body = message().body().deepCopy();
        ((ObjectNode) (body.isArray() ? body.get(0) : body)).put(field, text);
        return body;
    }

    /** That field in a body that was sent. */
    static String textAt(byte[] body, String field) throws IOException {
        JsonNode sent = ConnectorCase.JSON.readTree(body);
        return (sent.isArray() ? sent.get(0) : sent).path(field).asText();
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
