package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The files of {@code echo}, changed so that they speak to the first operation of a contract. What the contract cannot tell, what an
 * answer proves above all, is marked {@code FILL IN}.
 */
final class ContractDraft {
    private static final String MODEL_PATH = "/messages";
    private static final String MODEL_KEY = "dossier";

    private final OpenApiContract contract;
    private final OpenApiContract.Operation operation;
    private final Optional<String> header;
    private final JsonNode body;
    private final ObjectNode answer;
    private final String proof;

    ContractDraft(OpenApiContract contract) {
        this.contract = contract;
        this.operation = contract.first();
        this.header = contract.idempotencyHeader(operation);
        this.body = contract.sampleRequest(operation)
                .orElse(JsonNodeFactory.instance.objectNode().put(MODEL_KEY, "000.00.00.H08-260105-0001"));
        this.answer = contract.sampleAnswer(operation)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElse(JsonNodeFactory.instance.objectNode().put("id", "mau"));
        this.proof = answer.fieldNames().next();
    }

    String operation() {
        return operation.id();
    }

    List<String> left() {
        return contract.others();
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

    private String kamelet(String text) {
        String named = text.replace("}}" + MODEL_PATH + "\"", "}}" + operation.path() + "\"")
                .replaceFirst(
                        "(?m)^( +)description: \"Posts a message.*$",
                        "$1description: \"Posts " + quoted(operation.id()) + " of " + quoted(contract.title()) + ".\"");
        return header.map(name -> named.replace("idempotencyHeader: Idempotency-Key", "idempotencyHeader: " + name))
                .orElseGet(() -> named.replaceFirst("(?m)^ +idempotencyHeader: .*\\R", ""));
    }

    private String outcomes(String text) {
        return text.replace(
                        "json: {pointer: /" + MODEL_KEY + ", filled: true}",
                        "json: {pointer: /" + pointer(proof)
                                + ", filled: true}   # FILL IN: what in their answer proves that they took it?")
                .replaceFirst(
                        "(?m)^ +reference: /number\\R", "    # FILL IN: reference: /their-number, if they give one\n");
    }

    private String readme(String text) {
        String left =
                contract.others().isEmpty() ? "" : " Not carried yet: " + String.join(", ", contract.others()) + ".";
        return text.replaceFirst(
                        "(?m)^Posts a message to .*$",
                        "Posts `" + escaped(operation.id()) + "` to `{{address}}" + escaped(operation.path())
                                + "`, begun from `contract/`. FILL IN what it is for." + escaped(left))
                .replaceFirst(
                        "(?m)^\\| `taken` \\|.*$",
                        "| `taken` | 2xx, `" + escaped(proof) + "` is in the body: FILL IN | delivered |");
    }

    private String inCase(String file, String text) {
        if (file.endsWith("/record.json")) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.putArray("messages")
                    .addObject()
                    .put("operation", operation.id())
                    .set("body", body);
            return record.toPrettyString() + "\n";
        }
        if (file.endsWith("/sent.http")) {
            return text.startsWith("#") ? text : sent(text);
        }
        if (file.equals("cases/taken/expected.yaml")) {
            return text.replaceFirst("(?m)^ +reference: .*\\R", "");
        }
        String stub = text.replace("\"" + MODEL_PATH + "\"", "\"" + operation.path() + "\"");
        return file.equals("cases/taken/stub.json")
                ? stub.replaceFirst(
                        "\"body\": \".*\"",
                        escaped("\"body\": " + JsonNodeFactory.instance.textNode(answer.toString())))
                : stub;
    }

    private String sent(String text) {
        String head = text.substring(0, text.indexOf("\n\n"))
                .replaceFirst("^POST " + MODEL_PATH, escaped("POST " + operation.path()));
        String headers = header.map(name -> head.replace("Idempotency-Key:", name + ":"))
                .orElseGet(() -> head.replaceFirst("\nIdempotency-Key: [^\n]*", ""));
        return headers + "\n\n" + body + "\n";
    }

    private static String pointer(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String quoted(String text) {
        return escaped(text.replace("\\", "").replace("\"", "'"));
    }

    /** As the replacement of a regular expression. */
    private static String escaped(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }
}
