package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A made-up source whose messages name files, each at an address that it tells when it is asked, and the folder of a connector for it. */
final class FiledSource implements AutoCloseable {
    static final String NAME = "filed-source";
    /** Stands for an answer with HTTP 200 and not one byte. */
    static final int EMPTY = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: filed-source-sink
              labels: {camel.apache.org/kamelet.type: "sink"}
            spec:
              definition:
                title: A source
                description: A source of the tests.
                type: object
                required: [address]
                properties:
                  address: {title: Address, description: Where it listens., type: string, format: uri}
                  ownName: {title: Our name, description: Told to it., type: string, default: "hub-thu"}
              template:
                from:
                  uri: "kamelet:source"
                  steps:
                    - to:
                        uri: "step:header"
                        parameters: {header: X-Of, value: "{{ownName}}"}
                    - to:
                        uri: "step:download"
                        parameters: {url: "{{address}}", concurrency: 1, connectTimeout: PT20S, answerTimeout: PT30S}
                    - to:
                        uri: "step:post"
                        parameters: {url: "{{address}}", paths: "list=/list|detail=/detail|where=/where|done=/done|failed=/failed", concurrency: 1, connectTimeout: PT20S, answerTimeout: PT30S}
            """;

    private static final String PULL =
            """
            list: {operation: list, body: {}, items: /ids, id: "", more: {pointer: /more, is: ["true"]}}
            detail: {operation: detail, body: {id: "{{id}}"}, message: /message}
            files:
              items: /files
              id: /no
              address: {operation: where, body: {id: "{{file}}", of: "{{setting:ownName}}"}, at: /url}
              fetch: {operation: download, body: {address: "{{address}}", size: "{{file:/size}}"}}
              rounds: 2
            done: {operation: done, body: {id: "{{id}}"}}
            failed: {operation: failed, body: {id: "{{id}}", error: "{{problem}}"}}
            """;

    private static final String OUTCOMES =
            """
            answer: {code: /code, message: [/words]}
            rows:
              - name: gone-for-good
                when: {operation: download, status: 410}
                outcome: rejected
                learn: {exists: false}
                who: province
                problem: {what: A file of the message was taken away., cure: Ask the sender.}
              - name: busy
                when: {operation: download, status: 503}
                outcome: deferred
                wait: PT10M
                problem: {what: Files are to be asked for later., cure: Nothing to do.}
              - name: file-not-given
                when: {operation: download, status: [400-499]}
                outcome: deferred
                problem: {what: A file is not given., cure: Ask the source.}
              - name: file-came
                when: {operation: download, json: {pointer: /sha256, filled: true}}
                outcome: delivered
              - name: place-told
                when: {operation: where, json: {pointer: /url, filled: true}}
                outcome: delivered
              - name: done
                when: {json: {pointer: /code, is: [0]}}
                outcome: delivered
              - name: file-unusable
                when: {failure: file-unusable}
                outcome: deferred
                problem: {what: What came is no file., cure: Ask the source.}
            otherwise: unclear
            """;

    private final JsonServer server;
    private final Map<String, ObjectNode> held = new LinkedHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    /** What was called, in order, with the number that it named. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** It is told nothing, and lists by days. */
    volatile boolean untold;
    /** On which day it lists a message, where it lists by days. */
    final Map<String, String> days = new ConcurrentHashMap<>();
    /** Done while a file is asked for. */
    volatile Runnable whileGiving = () -> {};
    /** Done while a list is asked for. */
    volatile Runnable whileListing = () -> {};
    /** So many messages it lists at once; those that it was told of are gone. */
    volatile int page = Integer.MAX_VALUE;
    /** It does not say that it took our word, and gives the message again. */
    volatile boolean deaf;

    FiledSource() {
        server = new JsonServer(this::answer);
    }

    /** Writes the connector's folder. */
    void write(Path connectors) throws IOException {
        Path folder = Files.createDirectories(connectors.resolve(NAME));
        Files.writeString(folder.resolve(NAME + "-sink.kamelet.yaml"), KAMELET);
        Files.writeString(folder.resolve("outcomes.yaml"), OUTCOMES);
        Files.writeString(folder.resolve("pull.yaml"), untold ? byDays() : PULL);
    }

    private static String byDays() {
        return PULL.replaceAll("(?m)^(done|failed):.*\n", "").replace("body: {}", "body: {day: \"{{day}}\"}")
                + "days: {zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy}\n";
    }

    String address() {
        return server.address();
    }

    /** What a file holds; made from its number. */
    static byte[] bytes(String file) {
        return ("Tệp mẫu số " + file).getBytes(StandardCharsets.UTF_8);
    }

    /** It holds a message with files of these numbers; what is no number is a file without one. */
    synchronized void hold(String id, ObjectNode record, String... files) {
        ObjectNode message = JSON.createObjectNode();
        message.set("record", record);
        for (String file : files) {
            ObjectNode one = message.withArray("files").addObject();
            one.put("size", String.valueOf(bytes(file).length));
            if (!file.isEmpty()) {
                one.put("no", file);
            }
        }
        held.put(id, message);
    }

    /** From now on a file is answered with this status; 200: it is given. */
    void answering(String file, int status) {
        statuses.put(file, status);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath().substring(1);
        JsonNode body = JsonServer.told(call);
        if (path.startsWith("file/")) {
            String file = path.substring(5);
            calls.add("file " + file);
            whileGiving.run();
            int status = statuses.getOrDefault(file, 200);
            JsonServer.say(call, status == EMPTY ? 200 : status, status == EMPTY ? new byte[0] : bytes(file));
            return;
        }
        String id = body.path("id").asText();
        String day = body.path("day").asText();
        calls.add((path + " " + id + day + " " + body.path("error").asText()).strip());
        JsonServer.say(call, answered(path, id, day));
    }

    private synchronized ObjectNode answered(String path, String id, String day) {
        ObjectNode ok = JSON.createObjectNode().put("code", 0);
        switch (path) {
            case "list" ->
                held.keySet().stream()
                        .filter(one -> day.equals(days.getOrDefault(one, "")))
                        .forEach(ok.putArray("ids")::add);
            case "detail" -> ok.set("message", held.get(id));
            case "where" -> ok.put("url", "http://noi-khac.example/file/" + id);
            default -> {
                if (deaf) {
                    return ok.put("code", 9);
                }
                held.remove(id);
            }
        }
        return ok.path("ids") instanceof ArrayNode ids ? page(ok, ids) : ok;
    }

    private ObjectNode page(ObjectNode list, ArrayNode ids) {
        whileListing.run();
        list.put("more", ids.size() > page);
        while (ids.size() > page) {
            ids.remove(ids.size() - 1);
        }
        return list;
    }

    @Override
    public void close() {
        server.close();
    }
}
