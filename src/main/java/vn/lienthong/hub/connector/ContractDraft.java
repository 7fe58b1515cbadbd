package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * The files of {@code echo}, changed so that they speak to one operation of a contract. What the contract cannot tell, what an
 * answer proves above all, is marked {@code FILL IN}.
 */
final class ContractDraft {
    private static final String MODEL_PATH = "/messages";
    private static final String MODEL_KEY = "dossier";
    private static final Set<Integer> KNOWN = Set.of(400, 401, 403, 408, 422, 429);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OpenApiContract contract;
    private final OpenApiContract.Operation operation;
    private final OpenApiLogin login;
    private final Map<Integer, String> refusals;
    private final Optional<String> header;
    private final String name;
    private final JsonNode body;
    private final String fault;
    private final SoapProof proof;

    ContractDraft(String name, OpenApiContract contract) {
        this.name = name;
        this.contract = contract;
        this.operation = contract.first();
        this.login = new OpenApiLogin(contract.security(operation));
        this.header = contract.idempotencyHeader(operation);
        this.refusals = contract.refusals(operation);
        refusals.keySet().removeAll(KNOWN);
        JsonSample.Made request = contract.sampleRequest(operation)
                .orElse(new JsonSample.Made(JSON.objectNode().put(MODEL_KEY, "000.00.00.H08-260105-0001"), ""));
        this.body = request.sample();
        this.fault = request.fault();
        this.proof = SoapProof.of(
                contract.sampleAnswer(operation).orElse(JSON.objectNode().put("id", "mau")),
                answer -> contract.keeps(operation, answer));
    }

    String operation() {
        return operation.id();
    }

    List<String> left() {
        List<String> left = new ArrayList<>(contract.others());
        left.addAll(login.left());
        if (!fault.isEmpty()) {
            left.add("the message of the cases, for none could be made up that keeps their schema: it does not at "
                    + fault);
        }
        return left;
    }

    /** The text of one file of the new folder, from that of the model. */
    String changed(String file, String text) {
        if (file.startsWith("cases/")) {
            return inCase(file, text);
        }
        if (file.endsWith("-sink.kamelet.yaml")) {
            return kamelet(text);
        }
        return switch (file) {
            case "outcomes.yaml" -> outcomes(text);
            case "README.md" -> readme(text);
            default -> text;
        };
    }

    /** Files that the model does not have, by their path: the cases of rows of its own. */
    Map<String, String> more() {
        Map<String, String> more = new TreeMap<>();
        situation(
                more, "not-allowed", "row: not-allowed\n    outcome: deferred\n    needs-a-person: true", answer(401));
        refusals.forEach((status, says) -> situation(
                more, "answer-" + status, "row: answer-" + status + "\n    outcome: rejected", answer(status)));
        if (login.asks()) {
            situation(
                    more,
                    "login-refused",
                    "row: login-refused\n    outcome: deferred\n    needs-a-person: true",
                    answer(200));
            situation(more, "login-unreachable", "row: login-unreachable\n    outcome: deferred", answer(200));
            for (String one : List.of("login-refused", "login-unreachable")) {
                more.put("cases/" + one + "/sent.http", login.tokenRequest());
                ObjectNode stub = JSON.objectNode();
                stub.putArray("mappings")
                        .add(mapping(login.tokenPath(), answer(one.equals("login-refused") ? 401 : 503)));
                more.put("cases/" + one + "/stub.json", stub.toPrettyString() + "\n");
            }
            more.put("cases/not-reached/record.json", record("http://127.0.0.1:9"));
            more.put("cases/not-reached/sent.http", login.tokenRequest());
            ObjectNode stub = JSON.objectNode();
            stub.putArray("mappings").add(tokenGiven());
            more.put("cases/not-reached/stub.json", stub.toPrettyString() + "\n");
        }
        return more;
    }

    private void situation(Map<String, String> into, String name, String expected, ObjectNode response) {
        String folder = "cases/" + name + "/";
        into.put(folder + "record.json", record(""));
        into.put(folder + "expected.yaml", "readings:\n  - " + expected + "\n");
        into.put(folder + "sent.http", sent());
        ObjectNode stub = JSON.objectNode();
        ArrayNode mappings = stub.putArray("mappings");
        if (login.asks()) {
            mappings.add(tokenGiven());
        }
        mappings.add(mapping(operation.path(), response));
        into.put(folder + "stub.json", stub.toPrettyString() + "\n");
    }

    private static ObjectNode answer(int status) {
        return JSON.objectNode().put("status", status);
    }

    private static ObjectNode mapping(String path, ObjectNode response) {
        ObjectNode mapping = JSON.objectNode();
        mapping.putObject("request").put("method", "POST").put("urlPath", path);
        return mapping.<ObjectNode>set("response", response);
    }

    private ObjectNode tokenGiven() {
        ObjectNode given = answer(200).put("body", "{\"access_token\":\"the-bai-1\",\"expires_in\":3600}");
        given.putObject("headers").put("Content-Type", "application/json;charset=UTF-8");
        return mapping(login.tokenPath(), given);
    }

    private String kamelet(String text) {
        String named = text.replace("}}" + MODEL_PATH + "\"", "}}" + operation.path() + "\"")
                .replaceFirst(
                        "(?m)^( +)description: \"Posts a message.*$",
                        "$1description: \"Posts " + quoted(operation.id()) + " of " + quoted(contract.title()) + ".\"")
                .replaceFirst("(?m)^      concurrency:$", escaped(login.properties()) + "      concurrency:")
                .replaceFirst(
                        "(?m)^        - to:\\R            uri: \"step:post\"",
                        escaped(login.steps()) + "        - to:\n            uri: \"step:post\"");
        String required =
                login.settings().stream().map(name -> "      - " + name + "\n").collect(Collectors.joining());
        String let = named.replaceFirst("(?m)^      - address\\R", "      - address\n" + escaped(required));
        return header.map(name -> let.replace("idempotencyHeader: Idempotency-Key", "idempotencyHeader: " + name))
                .orElseGet(() -> let.replaceFirst("(?m)^ +idempotencyHeader: .*\\R", ""));
    }

    private String outcomes(String text) {
        String code = proof.code().orElse("/id");
        // Whatever stands there may be a refusal: only what nobody sends is safe until a person has said what they
        // mean.
        String proven = proof.code().isPresent()
                ? "is: [\"" + proof.value()
                        + "\"]}   # FILL IN: is this the place, and which values mean that they took it? It is "
                        + contract.answerWords(operation, code) + "."
                : "filled: true}   # FILL IN: what in their answer proves that they took it?";
        return text.replace(
                        "json: {pointer: /" + MODEL_KEY + ", filled: true}", "json: {pointer: " + code + ", " + proven)
                .replaceFirst("(?m)^ {4}outcome: delivered\\R", escaped(proof.outcomeLines(name)))
                .replaceFirst(
                        "(?m)^ +reference: /number\\R", "    # FILL IN: reference: /their-number, if they give one\n")
                .replaceFirst("(?m)^  - name: refused$", escaped(rows()) + "  - name: refused");
    }

    private String rows() {
        StringBuilder rows = new StringBuilder(
                """
                  - name: not-allowed
                    when: {status: [401, 403]}
                    outcome: deferred
                    needs-a-person: true
                %s    wait: PT5M
                    problem:
                      what: They do not let us in, or not from our network address.
                      cure: Ask them about the account and our address; the hub tries again by itself.

                """
                        .formatted(login.asks() ? "    next: log-in-again\n" : ""));
        refusals.forEach((status, says) -> rows.append(
                """
                  - name: answer-%d
                    when: {status: %d}
                    outcome: rejected   # FILL IN: the contract says of it "%s"
                    who: integration-engineer
                    problem:
                      what: The other side answers %d.
                      cure: FILL IN what to do about it; then release the transfer.

                """
                        .formatted(status, status, short_(says), status)));
        return rows + (login.asks() ? Template.read("login-rows.yaml").text() : "");
    }

    private static String short_(String says) {
        String line = says.replaceAll("\\s+", " ").replace("\"", "'");
        return line.substring(0, Math.min(80, line.length()));
    }

    private String readme(String text) {
        String left = left().isEmpty() ? "" : " Not carried yet: " + String.join(", ", left()) + ".";
        StringBuilder rows = new StringBuilder("| `not-allowed` | 401, 403 | trouble for a person; 5 min |\n");
        refusals.keySet()
                .forEach(status -> rows.append("| `answer-" + status + "` | " + status
                        + ", which the contract declares: FILL IN | parked |\n"));
        if (login.asks()) {
            rows.append("| `login-refused` | the login refuses us; nothing was sent | trouble for a person; 5 min |\n");
            rows.append("| `login-unreachable` | the login does not answer; nothing was sent | waits |\n");
        }
        String proven = proof.code().map(SoapProof::field).orElse("id");
        return text.replaceFirst(
                        "(?m)^Posts a message to .*$",
                        "Posts `" + escaped(operation.id()) + "` to `{{address}}" + escaped(operation.path())
                                + "`, begun from `contract/`. FILL IN what it is for." + escaped(left))
                .replaceFirst(
                        "(?m)^\\| `taken` \\|.*$",
                        "| `taken` | 2xx, `" + escaped(proven) + "` is in the body: FILL IN | " + proof.outcome()
                                + " |")
                .replaceFirst("(?m)^\\| `refused` \\|", escaped(rows.toString()) + "| `refused` |")
                .replaceFirst("(?m)^\\| `concurrency` \\|", escaped(login.readme()) + "| `concurrency` |")
                .replaceFirst("No login\\.", login.settings().isEmpty() ? "No login." : "");
    }

    private String record(String address) {
        ObjectNode record = JSON.objectNode();
        if (!address.isEmpty()) {
            record.putObject("settings").put("address", address);
        }
        record.putArray("messages").addObject().put("operation", operation.id()).set("body", body);
        return record.toPrettyString() + "\n";
    }

    private String inCase(String file, String text) {
        if (file.endsWith("/record.json")) {
            return record("");
        }
        if (file.endsWith("/sent.http")) {
            return text.startsWith("#") ? text : sent();
        }
        if (file.equals("cases/taken/expected.yaml")) {
            return text.replaceFirst("(?m)^ +reference: .*\\R", "").replace("delivered", proof.outcome());
        }
        return file.endsWith("/stub.json") ? stub(file, text) : text;
    }

    private String stub(String file, String text) {
        try {
            ObjectNode stub = (ObjectNode) JsonPath.JSON.readTree(text);
            for (JsonNode mapping : stub.path("mappings")) {
                ((ObjectNode) mapping.path("request")).put("urlPath", operation.path());
                if (file.equals("cases/taken/stub.json")) {
                    ((ObjectNode) mapping.path("response"))
                            .put("body", proof.taken().toString());
                }
            }
            if (login.asks() && stub.path("mappings") instanceof ArrayNode mappings) {
                mappings.insert(0, tokenGiven());
            }
            return stub.toPrettyString() + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the model's " + file + " is no JSON", e);
        }
    }

    private String sent() {
        TreeMap<String, String> headers = new TreeMap<>(login.headers());
        headers.put("Content-Type", "application/json; charset=UTF-8");
        header.ifPresent(name -> headers.put(name, "case-1"));
        String lines = headers.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue() + "\n")
                .collect(Collectors.joining());
        return (login.asks() ? login.tokenRequest() + "\n###\n" : "") + "POST " + operation.path() + "\n" + lines + "\n"
                + body + "\n";
    }

    private static String quoted(String text) {
        return escaped(text.replace("\\", "").replace("\"", "'"));
    }

    /** As the replacement of a regular expression. */
    private static String escaped(String text) {
        return Matcher.quoteReplacement(text);
    }
}
