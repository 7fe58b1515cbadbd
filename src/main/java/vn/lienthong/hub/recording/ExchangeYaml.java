package vn.lienthong.hub.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Ignored;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.vocabulary.Times;

/** The file {@code exchange.yaml}, by its closed schema. */
final class ExchangeYaml {
    static final String FILE = "exchange.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema();
    /** One line of what is wrong is told, so that nobody needs a mark at every word of ten thousand files. */
    private static final LoadSettings STRICT = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setUseMarks(false)
            .build();

    private ExchangeYaml() {}

    /** A leg before its bytes are read. */
    record Named(int number, boolean answered, Leg leg) {}

    private static JsonSchema schema() {
        try (InputStream in = ExchangeYaml.class.getResourceAsStream("exchange.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request(int number) {
        return Keyed.padded(number, 2) + "-request.http";
    }

    static String answer(int number) {
        return Keyed.padded(number, 2) + "-answer.http";
    }

    static String write(RecordedExchange exchange) {
        DumpSettings form = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(160)
                .setUseUnicodeEncoding(true)
                .build();
        return new Dump(form).dumpToString(JSON.convertValue(tree(exchange), Map.class));
    }

    static ObjectNode tree(RecordedExchange exchange) {
        About about = exchange.about();
        Recorded recorded = about.recorded();
        ObjectNode node = JSON.createObjectNode().put("recordedExchange", 1);
        ObjectNode by = node.putObject("recorded");
        by.put("at", Times.text(recorded.at())).put("by", recorded.by()).put("why", recorded.why());
        by.put("from", recorded.from()).put("masked", recorded.masked());
        put(by, "set", recorded.set());
        put(by, "keyId", recorded.keyId());
        ObjectNode origin = node.putObject("origin");
        origin.put("dossierCode", about.dossierCode())
                .put("revision", about.revision())
                .put("transfer", about.transfer());
        origin.put("unit", about.unit()).put("destination", about.destination()).put("connector", about.connector());
        origin.put("state", about.state());
        put(origin, "row", about.row());
        put(origin, "problem", about.problem());
        put(origin, "acceptedAt", about.acceptedAt() == null ? null : Times.text(about.acceptedAt()));
        ObjectNode versions = node.putObject("versions");
        new TreeMap<>(about.versions()).forEach(versions::put);
        node.put("record", exchange.record() != null);
        legs(node.putArray("legs"), exchange.legs());
        ArrayNode ignore = node.putArray("ignore");
        exchange.ignore()
                .forEach(one -> ignore.addObject().put("where", one.where()).put("why", one.why()));
        ArrayNode notes = node.putArray("notes");
        exchange.notes().forEach(notes::add);
        return node;
    }

    private static void legs(ArrayNode legs, List<Leg> all) {
        for (int i = 0; i < all.size(); i++) {
            Leg leg = all.get(i);
            ObjectNode one = legs.addObject().put("number", i + 1).put("operation", leg.operation());
            one.put("request", request(i + 1));
            put(one, "answer", leg.answer() == null ? null : answer(i + 1));
            put(one, "failure", leg.failure());
            one.put("tookMillis", leg.tookMillis());
            one.put("heads", leg.headMade() ? "made" : "kept").put("mayRepeat", leg.mayRepeat());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    /** @param shown the file as people know it */
    static JsonNode parse(String shown, String yaml) {
        JsonNode node;
        try {
            node = JSON.valueToTree(new Load(STRICT).loadFromString(yaml));
        } catch (YamlEngineException e) {
            throw new BadRecording(
                    "The file is not YAML.",
                    shown + ", "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Record it again, or compare it with another one.");
        } catch (StackOverflowError e) {
            throw new BadRecording(
                    "The file is not YAML of ours.",
                    shown + ", values within values without end",
                    "Record it again, or compare it with another one.");
        }
        Set<ValidationMessage> faults = SCHEMA.validate(node);
        if (!faults.isEmpty()) {
            throw new BadRecording(
                    "The file does not describe a recorded exchange.",
                    shown + ", " + faults.iterator().next().getMessage(),
                    "See docs/recording.md for the form; no other names are known.");
        }
        timesMustBe(shown, node);
        return node;
    }

    /** The form of a time is the schema's business; that there is such a day and hour is not. */
    private static void timesMustBe(String shown, JsonNode node) {
        try {
            instant(node.at("/recorded/at").asText());
            if (node.path("origin").has("acceptedAt")) {
                instant(node.at("/origin/acceptedAt").asText());
            }
        } catch (DateTimeException e) {
            throw new BadRecording(
                    "The file does not describe a recorded exchange.",
                    shown + ", " + e.getMessage(),
                    "Write a day and an hour that there are, such as 2026-11-26T08:05:00.000+07:00.");
        }
    }

    static RecordedExchange about(JsonNode node) {
        JsonNode by = node.path("recorded");
        JsonNode origin = node.path("origin");
        Map<String, String> versions = new TreeMap<>();
        node.path("versions")
                .properties()
                .forEach(one -> versions.put(one.getKey(), one.getValue().asText()));
        Recorded recorded = new Recorded(
                instant(by.path("at").asText()),
                by.path("by").asText(),
                by.path("why").asText(),
                by.path("from").asText(),
                text(by, "set"),
                text(by, "keyId"));
        About about = new About(
                origin.path("dossierCode").asText(),
                origin.path("revision").asInt(),
                origin.path("transfer").asText(),
                origin.path("unit").asText(),
                origin.path("destination").asText(),
                origin.path("connector").asText(),
                versions,
                origin.path("state").asText(),
                text(origin, "row"),
                text(origin, "problem"),
                origin.has("acceptedAt") ? instant(origin.path("acceptedAt").asText()) : null,
                recorded);
        List<Ignored> ignore = new ArrayList<>();
        node.path("ignore")
                .forEach(one -> ignore.add(
                        new Ignored(one.path("where").asText(), one.path("why").asText())));
        List<String> notes = new ArrayList<>();
        node.path("notes").forEach(note -> notes.add(note.asText()));
        return new RecordedExchange(about, null, List.of(), ignore, notes);
    }

    static List<Named> legs(JsonNode node) {
        List<Named> legs = new ArrayList<>();
        for (JsonNode leg : node.path("legs")) {
            legs.add(new Named(
                    leg.path("number").asInt(),
                    leg.has("answer"),
                    new Leg(
                            leg.path("operation").asText(),
                            new byte[0],
                            null,
                            text(leg, "failure"),
                            leg.path("tookMillis").asLong(),
                            leg.path("heads").asText().equals("made"),
                            leg.path("mayRepeat").asBoolean())));
        }
        return legs;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asText() : null;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
