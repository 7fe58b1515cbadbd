package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A made-up source with numbers in its list, details behind them, and words for both ends, and the folder of a connector for it: only files.
 */
final class ListedSource implements AutoCloseable {
    static final String NAME = "listed-source";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: listed-source-sink
              labels: {camel.apache.org/kamelet.type: "sink"}
            spec:
              definition:
                title: A source
                description: A source of the tests.
                type: object
                required: [address, username, password]
                properties:
                  address: {title: Address, description: Where it listens., type: string, format: uri}
                  username: {title: User, description: Of the account., type: string, format: password}
                  password: {title: Password, description: Of the account., type: string, format: password}
              template:
                from:
                  uri: "kamelet:source"
                  steps:
                    - to:
                        uri: "step:session-login"
                        parameters: {url: "{{address}}/login", username: "{{username}}", password: "{{password}}", concurrency: 1, connectTimeout: PT20S, answerTimeout: PT30S}
                    - to:
                        uri: "step:post"
                        parameters: {url: "{{address}}", paths: "list=/list|detail=/detail|done=/done|failed=/failed", concurrency: 1, connectTimeout: PT20S, answerTimeout: PT30S}
            """;

    private static final String PULL =
            """
            list: {operation: list, body: {who: "{{setting:system-id}}"}, items: /ids, id: %s}
            detail: {operation: detail, body: {id: "{{id}}"}, message: /message}
            done: {operation: done, body: {id: "{{id}}"}}
            failed: {operation: failed, body: {id: "{{id}}", error: "{{problem}}", kind: "{{item:/kind}}"}}
            """;

    private static final String PULL_ALL =
            """
            list: {operation: list, body: {who: "{{setting:system-id}}"}, items: /ids, id: /number}
            done: {operation: done, body: {ids: "{{ids}}"}}
            """;

    private static final String OUTCOMES =
            """
            answer: {code: /code, message: [/words]}
            rows:
              - name: expired
                when: {json: {pointer: /code, is: [9]}}
                outcome: deferred
                next: log-in-again
                wait: PT1M
                problem: {what: The session has expired., cure: Nothing to do.}
              - name: done
                when: {json: {pointer: /code, is: [0]}}
                outcome: delivered
              - name: not-found
                when: {operation: detail, json: {pointer: /code, is: [201]}}
                outcome: rejected
                learn: {exists: false}
                who: province
                problem: {what: The source does not have what it lists., cure: Ask the source.}
              - name: not-read
                when: {operation: detail, json: {pointer: /code, is: [400]}}
                outcome: rejected
                who: integration-engineer
                problem: {what: The source could not read what we asked., cure: Correct pull.yaml.}
              - name: failed-while-working
                when: {operation: detail, json: {pointer: /code, is: [500]}}
                outcome: unclear
                trouble: true
                problem: {what: The source failed while it worked., cure: Nothing to do.}
              - name: too-many
                when: {operation: detail, json: {pointer: /code, is: [429]}}
                outcome: deferred
                wait: PT5M
                problem: {what: The source asks us to ask more slowly., cure: Nothing to do.}
              - name: not-complete
                when: {operation: detail, json: {pointer: /code, is: [200]}}
                outcome: deferred
                trouble: false
                wait: PT1M
                problem: {what: The message is not complete yet., cure: Nothing to do.}
              - name: not-reached
                when: {failure: [unknown-host, connection-refused, connect-timeout, tls, not-sent, login-refused, login-unreachable]}
                outcome: deferred
                problem: {what: The source cannot be reached., cure: Nothing to do.}
            otherwise: unclear
            """;

    private final JsonServer server;
    private final Map<String, ObjectNode> held = new LinkedHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();
    /** What was called, in order, with the number that it named. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    volatile String session = "1";
    volatile boolean whole;
    /** The list has the messages too; what is held as {@code 1#a} and {@code 1#b} stands under one number. */
    volatile boolean all;
    /** It takes no acknowledgement. */
    volatile boolean deaf;

    ListedSource() {
        server = new JsonServer(this::answer);
    }

    /** Writes the connector's folder. */
    Path write(Path connectors) throws IOException {
        Path folder = Files.createDirectories(connectors.resolve(NAME));
        Files.writeString(folder.resolve(NAME + "-sink.kamelet.yaml"), KAMELET);
        Files.writeString(folder.resolve("outcomes.yaml"), OUTCOMES);
        Files.writeString(folder.resolve("pull.yaml"), all ? PULL_ALL : PULL.formatted(whole ? "/number" : "\"\""));
        return folder;
    }

    String address() {
        return server.address();
    }

    int logins() {
        return logins.get();
    }

    /** It holds this; {@code code} other than 0: the detail answers so. */
    synchronized void hold(String id, int code, JsonNode message) {
        ObjectNode answer = JSON.createObjectNode().put("code", code).put("words", "Lời thử");
        answer.set("message", message);
        held.put(id, answer);
    }

    private void answer(HttpExchange call) throws IOException {
        JsonNode body = JsonServer.told(call);
        JsonServer.say(call, answered(call.getRequestURI().getPath(), body));
    }

    private synchronized ObjectNode answered(String path, JsonNode body) {
        ObjectNode ok = JSON.createObjectNode().put("code", 0);
        if (path.equals("/login")) {
            return ok.put("session", Integer.toString(logins.incrementAndGet()));
        }
        if (!body.path("session").asText().equals(session)) {
            calls.add("expired");
            return ok.put("code", 9);
        }
        String id =
                body.has("ids") ? body.path("ids").toString() : body.path("id").asText();
        calls.add((path.substring(1) + " " + id + " " + body.path("kind").asText() + " "
                        + body.path("error").asText())
                .strip());
        switch (path) {
            case "/list" -> ids(ok.putArray("ids"));
            case "/detail" -> {
                return held.getOrDefault(id, ok.put("code", 201)).deepCopy();
            }
            default -> {
                if (deaf) {
                    return ok.put("code", 1);
                }
                held.remove(id);
                Set<String> told = new HashSet<>();
                body.path("ids").forEach(one -> told.add(one.asText()));
                held.keySet().removeIf(key -> told.contains(number(key)));
            }
        }
        return ok;
    }

    private void ids(ArrayNode ids) {
        held.forEach((id, message) -> {
            if (all) {
                ids.addObject().put("number", number(id)).set("record", message.path("message"));
            } else if (whole) {
                ids.addObject().put("number", id).put("kind", "thử");
            } else {
                ids.add(id);
            }
        });
    }

    private static String number(String id) {
        return id.split("#", -1)[0];
    }

    @Override
    public void close() {
        server.close();
    }
}
