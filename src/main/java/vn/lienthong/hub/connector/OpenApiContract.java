package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What another system publishes about itself as OpenAPI 3, or as Swagger 2.0, as far as a connector can be begun from it. Immutable.
 */
final class OpenApiContract {
    /** A url of a step is a setting and a plain path; what needs more is a missing step. */
    private static final String PLAIN = "/[\\w./-]*";

    private static final long LARGEST = 16L << 20;
    private static final String KINDS =
            "What is read is a WSDL, or OpenAPI 3 or Swagger 2.0 in JSON or YAML, whole: look at what is there, and ask whoever publishes it";

    private final JsonNode root;
    private final JsonSample samples;
    private final String base;
    private final List<Operation> usable = new ArrayList<>();
    private final TreeSet<String> others = new TreeSet<>();
    private final Operation first;

    /**
     * One operation that {@code step:post} can carry.
     *
     * @param path from the address of the system on
     */
    record Operation(String id, String path, JsonNode node) {}

    private OpenApiContract(JsonNode root, Path file, String wanted) {
        this.root = root;
        this.samples = new JsonSample(root);
        this.base = base(root.path("servers").path(0).path("url").asText(""));
        root.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call -> take(path.getKey(), call.getKey(), call.getValue())));
        if (usable.isEmpty()) {
            throw new ContractFault(
                    "The contract has no operation that the steps can carry: POST of JSON to a plain path",
                    (others.isEmpty() ? "no operation at all" : String.join(", ", others)) + " in " + file,
                    "Make the folder without --from; what is missing is a step, hence an ADR");
        }
        this.first = usable.stream()
                .filter(operation -> wanted.isEmpty()
                        || operation.id().equals(wanted)
                        || operation.path().endsWith(wanted))
                .findFirst()
                .orElseThrow(() -> new ContractFault(
                        "The contract has no operation of this name that can be carried",
                        wanted + " in " + file,
                        "It has: " + usable.stream().map(Operation::id).collect(Collectors.joining(", "))));
    }

    /**
     * Reads a contract; contacts nobody.
     *
     * @param wanted the operation with which a connector begins; empty: the first
     * @throws ContractFault if a connector cannot be begun from it
     */
    static OpenApiContract read(Path file, String wanted) {
        return new OpenApiContract(document(file), file, wanted);
    }

    /**
     * The whole document, as OpenAPI 3; contacts nobody.
     *
     * @throws ContractFault if it is none
     */
    static JsonNode document(Path file) {
        JsonNode root = tree(text(file), file);
        if (Swagger2.is(root)) {
            return Swagger2.newer(root);
        }
        if (!root.path("openapi").asText().startsWith("3.")) {
            throw new ContractFault(
                    "The contract is neither a WSDL nor an OpenAPI document",
                    "openapi '" + root.path("openapi").asText("") + "', swagger '"
                            + root.path("swagger").asText("") + "' in " + file,
                    KINDS);
        }
        return root;
    }

    /** Whether a document is a WSDL, or would be one. */
    static boolean isXml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // A byte order mark, and zeros between the letters, in whatever encoding it is.
            String begin = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).replaceAll("[^!-~]", "");
            return begin.startsWith("<");
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ContractFault(
                        "The file is too large for a contract",
                        file + ", " + Files.size(file) + " bytes",
                        "At most " + LARGEST + "; is it really the contract?");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ContractFault(
                    "The contract cannot be read",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file in UTF-8 that this user may read");
        }
    }

    private static JsonNode tree(String text, Path file) {
        try {
            return JsonPath.JSON.valueToTree(new Load(LoadSettings.builder()
                            .setCodePointLimit((int) LARGEST)
                            .build())
                    .loadFromString(text));
        } catch (YamlEngineException | IllegalArgumentException | StackOverflowError e) {
            throw new ContractFault(
                    "The contract is neither a WSDL nor an OpenAPI document",
                    file + ", no XML, YAML or JSON to its end",
                    KINDS);
        }
    }

    private void take(String path, String method, JsonNode call) {
        if (!call.isObject() || method.equals("parameters") || method.equals("servers")) {
            return;
        }
        String whole = base + path;
        JsonNode body = samples.resolved(call.path("requestBody")).path("content");
        if (method.equals("post")
                && whole.matches(PLAIN)
                && (body.isEmpty() || !content(body).isMissingNode())) {
            String id = call.path("operationId").asText(path.replaceAll("^.*/", ""));
            usable.add(new Operation(id.isEmpty() ? "post" : id, whole, call));
        } else {
            others.add(method.toUpperCase(Locale.ROOT) + " " + whole);
        }
    }

    /** The path at which their paths begin; an address is a setting. */
    static String base(String server) {
        String path = server.replaceFirst("^[a-zA-Z][\\w+.-]*://[^/]*", "").replaceAll("/+$", "");
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    String title() {
        return root.path("info").path("title").asText("").strip();
    }

    /** The operation that the connector begins with. */
    Operation first() {
        return first;
    }

    /** The operations that are left to whoever goes on. */
    List<String> others() {
        List<String> left = new ArrayList<>();
        usable.stream()
                .filter(operation -> !operation.equals(first))
                .forEach(operation -> left.add("POST " + operation.path()));
        left.addAll(others);
        return left;
    }

    /** Whether an operation knows a header that keeps repetitions apart; its name as they write it. */
    Optional<String> idempotencyHeader(Operation operation) {
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode header = samples.resolved(parameter);
            String name = header.path("name").asText();
            if (header.path("in").asText().equals("header")
                    && name.toLowerCase(Locale.ROOT).contains("idempot")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** A made-up body that has what is mandatory; empty where the contract describes no JSON object. */
    Optional<JsonSample.Made> sampleRequest(Operation operation) {
        return samples.object(requestSchema(operation));
    }

    /** What the contract says of the body that an operation takes; missing where it says nothing. */
    JsonNode requestSchema(Operation operation) {
        return content(samples.resolved(operation.node().path("requestBody")).path("content"));
    }

    /** The same for an answer of success. */
    Optional<ObjectNode> sampleAnswer(Operation operation) {
        return samples.object(answerSchema(operation))
                .map(JsonSample.Made::sample)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** What the contract says of a place in an answer of success, in words. */
    String answerWords(Operation operation, String pointer) {
        return OpenApiWords.at(root, answerSchema(operation), pointer);
    }

    /** What an operation takes, along a message of it: its fields with their types, and where they stand in the contract. */
    ObjectNode shape(Operation operation, JsonNode message) {
        return OpenApiWords.along(root, requestSchema(operation), message);
    }

    /** Whether an answer of success is one that the contract knows, as far as it says so. */
    boolean keeps(Operation operation, ObjectNode answer) {
        return samples.keeps(answerSchema(operation), answer);
    }

    private JsonNode answerSchema(Operation operation) {
        for (Map.Entry<String, JsonNode> answer :
                operation.node().path("responses").properties()) {
            if (answer.getKey().matches("2(\\d\\d|XX)")) {
                return content(samples.resolved(answer.getValue()).path("content"));
            }
        }
        return MissingNode.getInstance();
    }

    /** The other statuses of 400 and more that an operation declares, each with what they say of it. */
    Map<Integer, String> refusals(Operation operation) {
        Map<Integer, String> refusals = new TreeMap<>();
        operation.node().path("responses").properties().forEach(answer -> {
            if (answer.getKey().matches("4\\d\\d")) {
                String said =
                        samples.resolved(answer.getValue()).path("description").asText("");
                refusals.put(Integer.parseInt(answer.getKey()), said);
            }
        });
        return refusals;
    }

    /** How an operation wants to be let in: its schemes, all of which it wants, by the name that the contract gives them. */
    Map<String, JsonNode> security(Operation operation) {
        Map<String, JsonNode> wanted = new TreeMap<>();
        JsonNode told = operation.node().path("security");
        JsonNode first = (told.isMissingNode() ? root.path("security") : told).path(0);
        first.fieldNames()
                .forEachRemaining(name -> wanted.put(
                        name,
                        samples.resolved(
                                root.path("components").path("securitySchemes").path(name))));
        return wanted;
    }

    static JsonNode content(JsonNode kinds) {
        for (Map.Entry<String, JsonNode> kind : kinds.properties()) {
            if (kind.getKey().contains("json") || kind.getKey().equals("*/*")) {
                return kind.getValue().path("schema");
            }
        }
        return MissingNode.getInstance();
    }
}
