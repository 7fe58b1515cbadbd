package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import vn.lienthong.hub.mapping.Mapping;

/** A made-up source that lists by days and is told nothing, and the folder of a connector for it: only files. */
final class DaySource implements AutoCloseable {
    static final String NAME = "day-source";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String JSLT =
            """
            { "messages": [ { "operation": "accept", "body": fallback(.message.record, .message), "confirmsExistence": false, "confirmsSteps": [], "enquiry": false } ] }
            """;

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: day-source-sink
              labels: {camel.apache.org/kamelet.type: "sink"}
            spec:
              definition:
                title: A source
                description: A source of the tests.
                type: object
                required: [address]
                properties:
                  address: {title: Address, description: Where it listens., type: string, format: uri}
              template:
                from:
                  uri: "kamelet:source"
                  steps:
                    - to:
                        uri: "step:post"
                        parameters: {url: "{{address}}", paths: "list=/list|detail=/detail", concurrency: 1, connectTimeout: PT20S, answerTimeout: PT30S}
            """;

    private static final String PULL =
            """
            each: modules
            days: {zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy}
            list: {operation: list, body: {module: "{{each}}", day: "{{day}}"}, items: [/nowhere, /list], id: [/id, "/ id"], only: {pointer: /unit, in: our-units}}
            """;

    private static final String DETAIL =
            "detail: {operation: detail, body: {module: \"{{each}}\", id: \"{{id-as-number}}\"}, message: /message}\n";

    private static final String OUTCOMES =
            """
            answer: {code: /code, message: [/words]}
            rows:
              - name: done
                when: {json: {pointer: /code, is: [0]}}
                outcome: delivered
              - name: not-complete
                when: {operation: detail, json: {pointer: /code, is: [200]}}
                outcome: deferred
                trouble: false
                problem: {what: The message is not complete yet., cure: Nothing to do.}
              - name: not-found
                when: {operation: detail, json: {pointer: /code, is: [201]}}
                outcome: rejected
                learn: {exists: false}
                who: province
                problem: {what: The source does not have what it lists., cure: Ask the source.}
              - name: asks-for-a-wait
                when: {operation: detail, json: {pointer: /code, is: [429]}}
                outcome: deferred
                wait: PT1S
                problem: {what: The source wants to be left alone., cure: Nothing to do.}
              - name: not-let-in
                when: {operation: detail, json: {pointer: /code, is: [401]}}
                outcome: unclear
                trouble: true
                needs-a-person: true
                problem: {what: The source does not know us., cure: Renew the secret.}
              - name: failed-while-working
                when: {json: {pointer: /code, is: [500]}}
                outcome: unclear
                trouble: true
                problem: {what: The source failed while it worked., cure: Nothing to do.}
              - name: not-reached
                when: {failure: [unknown-host, connection-refused, connect-timeout, tls, not-sent]}
                outcome: deferred
                problem: {what: The source cannot be reached., cure: Nothing to do.}
            otherwise: unclear
            """;

    private final JsonServer server;
    /** By module and day, as {@code a 02/03/2026}: number and what the list says of it. */
    private final Map<String, Map<String, ObjectNode>> days = new HashMap<>();

    private final Map<String, ObjectNode> details = new ConcurrentHashMap<>();
    /** What was asked, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Days that cannot be listed. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    volatile boolean down;
    /** The list has the messages whole. */
    volatile boolean whole;
    /** Tells messages of one number and day apart; as it is here, the later takes the earlier one's place. */
    Function<JsonNode, String> sums = message -> "";

    DaySource() {
        server = new JsonServer(this::answer);
    }

    /** Writes the connector's folder. */
    void write(Path connectors) throws IOException {
        Path folder = Files.createDirectories(connectors.resolve(NAME));
        Files.writeString(folder.resolve(NAME + "-sink.kamelet.yaml"), KAMELET);
        Files.writeString(folder.resolve("outcomes.yaml"), OUTCOMES);
        Files.writeString(folder.resolve("pull.yaml"), PULL + (whole ? "" : DETAIL));
    }

    /** The mapping that takes its messages for records, in a home of the test. */
    Mapping mapping(Path home) throws IOException {
        return PulledRecords.mapping(home, JSLT);
    }

    static ObjectNode record(String code, String name) {
        return PulledRecords.record(code, name);
    }

    String address() {
        return server.address();
    }

    /** It lists a number on a day; what is whole, with the message. */
    void list(String day, String id, JsonNode message) {
        list("a", day, id, message);
    }

    synchronized void list(String module, String day, String id, JsonNode message) {
        ObjectNode item = JSON.createObjectNode().put(days.size() % 2 == 0 ? " id" : "id", id);
        if (whole) {
            item.set("record", message);
        }
        days.computeIfAbsent(module + " " + day, key -> new LinkedHashMap<>()).put(id + sums.apply(message), item);
        say(module, id, 0, message);
    }

    /** It lists a number of a unit that is not ours. */
    synchronized void listOfOthers(String day, String id) {
        days.computeIfAbsent("a " + day, key -> new LinkedHashMap<>())
                .put(id, JSON.createObjectNode().put("id", id).put("unit", 77));
    }

    /** {@code code} other than 0: the detail answers so. */
    void say(String id, int code, JsonNode message) {
        say("a", id, code, message);
    }

    void say(String module, String id, int code, JsonNode message) {
        ObjectNode answer = JSON.createObjectNode().put("code", code).put("words", "Lời thử");
        answer.set("message", message);
        details.put(module + " " + id, answer);
    }

    /** Which lists were asked since the calls were cleared. */
    Set<String> listed() {
        Set<String> listed = new TreeSet<>();
        calls.stream().filter(call -> call.startsWith("list")).forEach(call -> listed.add(call.substring(5)));
        return listed;
    }

    List<String> fetched() {
        return calls.stream().filter(call -> call.startsWith("detail")).toList();
    }

    private void answer(HttpExchange call) throws IOException {
        JsonNode body = JsonServer.told(call);
        JsonServer.say(call, answered(call.getRequestURI().getPath(), body));
    }

    private synchronized ObjectNode answered(String path, JsonNode body) {
        ObjectNode answer = JSON.createObjectNode().put("code", down ? 500 : 0);
        if (path.equals("/detail")) {
            calls.add("detail " + body.path("id"));
            String id = body.path("module").asText() + " " + body.path("id").asText();
            return down ? answer : details.getOrDefault(id, answer.put("code", 201));
        }
        String day = body.path("module").asText() + " " + body.path("day").asText();
        calls.add("list " + day);
        if (broken.contains(day)) {
            return answer.put("code", 500);
        }
        ArrayNode list = answer.putArray("list");
        days.getOrDefault(day, Map.of()).values().forEach(list::add);
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
