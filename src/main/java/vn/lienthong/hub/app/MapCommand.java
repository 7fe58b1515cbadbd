package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.CaseOutput;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.vocabulary.Problem;

/** Shows what a record becomes: read as intake reads it, mapped as delivery maps it, nothing sent. */
@Command(name = "map", description = "Shows what a record becomes, with what is missing or cut. Sends nothing.")
final class MapCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "MAPPING", description = "name of a folder in mappings/")
    private String mapping;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "a file with one DossierRecord as JSON")
    private @Nullable Path file;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description =
                    "instead of FILE: the input of this case of the mapping; shows what its expected file would hold")
    private @Nullable String situation;

    @Option(
            names = "--held",
            paramLabel = "STEPS",
            description = "as if an enquiry had found the dossier there with so many steps")
    private @Nullable Integer held;

    @Option(names = "--enquiry", description = "show the enquiry instead of what is sent")
    private boolean enquiry;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description =
                    "a setting of the destination, as it stands under hub.destinations.NAME, for example unit-code=000.00.01.H08")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        HubSettings configured = folders.settings();
        Hub hub = FolderOptions.hub(configured);
        if (situation != null) {
            return ofCase(hub, situation);
        }
        Mapping chosen = hub.mappings().named(mapping).orElseThrow(() -> unusable(hub));
        RecordSchema schema = RecordSchema.load(configured.homeFolder().resolve("mappings"));
        RecordReader.Result read =
                RecordReader.of(schema, hub.reference(), Clock.systemUTC()).read(bytes());
        ObjectNode result = Json.object();
        if (read instanceof RecordReader.Unreadable unreadable) {
            result.set("unreadable", findings(unreadable.errors()));
        } else {
            RecordReader.Read record = (RecordReader.Read) read;
            result.set("read", findings(record.notes()));
            put(result, chosen.apply(input(record, destination(configured.homeFolder()))));
        }
        out().print(json ? Json.pretty(result) + System.lineSeparator() : MapText.of(result));
        return result.has("messages") ? DONE : CommandFailure.WRONG;
    }

    private CommandFailure unusable(Hub hub) {
        return hub.mappings().names().contains(mapping)
                ? CommandFailure.usage(
                        "The mapping cannot be used.",
                        hub.mappings().check(mapping).stream()
                                .findFirst()
                                .map(Violation::message)
                                .orElse(mapping),
                        "Correct it; 'check mapping " + mapping + "' says all that is wrong.")
                : CommandFailure.usage(
                        "There is no such mapping.",
                        mapping,
                        "Known are: " + hub.mappings().names() + ".");
    }

    private int ofCase(Hub hub, String one) {
        if (file != null || held != null || enquiry || json || !settings.isEmpty()) {
            throw CommandFailure.usage(
                    "A case says itself what the mapping is given.",
                    "--case " + one + " with a file or other options",
                    "Give --case alone, or a file without it.");
        }
        CaseOutput output = hub.mappings().output(mapping, one);
        out().print(output.now());
        return output.refused() ? CommandFailure.WRONG : DONE;
    }

    private byte[] bytes() {
        Path given = file;
        if (given == null) {
            throw CommandFailure.usage(
                    "It must be clear what is to be mapped.",
                    "neither a file nor --case",
                    "Example: map dossier-to-echo test-fixtures/nasty/sound.json, or --case birth-registration.");
        }
        try {
            return Files.readAllBytes(given);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The file cannot be read.",
                    given + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file with one DossierRecord as JSON.");
        }
    }

    /** The settings that were given, under the names that the mapping reads. A misspelt one must not be passed over. */
    private Map<String, String> destination(Path home) {
        NavigableSet<String> known = known(home);
        Map<String, String> given = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            Map<String, String> meant =
                    known.contains(key) ? Map.of(key, value) : DestinationSettings.forMapping(Map.of(key, value));
            if (meant.isEmpty() || !known.containsAll(meant.keySet())) {
                throw CommandFailure.usage(
                        "The mapping reads no such setting.",
                        "--setting " + key,
                        "It reads: "
                                + known.stream()
                                        .map(name -> name.equals("unitCode") ? "unit-code" : "mapping." + name)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
            given.putAll(meant);
        });
        return given;
    }

    /** What the mapping's input schema declares under destination. */
    private NavigableSet<String> known(Path home) {
        NavigableSet<String> names = new TreeSet<>();
        Path schema = home.resolve("mappings").resolve(mapping).resolve("input.schema.json");
        try {
            Json.MAPPER
                    .readTree(Files.readAllBytes(schema))
                    .at("/properties/destination/properties")
                    .fieldNames()
                    .forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping was just read from there: " + schema, e);
        }
    }

    private ObjectNode input(RecordReader.Read read, Map<String, String> given) {
        ObjectNode input = Json.object();
        try {
            input.set("record", Json.MAPPER.readTree(read.record().content()));
        } catch (IOException e) {
            throw new IllegalStateException("Canonical JSON is always readable", e);
        }
        ObjectNode known = input.putObject("held").put("exists", held != null).put("count", held);
        known.putArray("steps");
        input.put("enquiry", enquiry);
        ObjectNode destination = input.putObject("destination");
        given.forEach(destination::put);
        return input;
    }

    private static void put(ObjectNode result, MappingResult mapped) {
        if (mapped instanceof MappingResult.Refused refused) {
            Problem problem = refused.problem();
            ObjectNode node = result.putObject("refused");
            node.put("code", problem.code())
                    .put("what", problem.what())
                    .put("found", problem.found())
                    .put("cure", problem.cure());
            Json.put(node, "unmappedCode", refused.unmappedCode());
            return;
        }
        MappingResult.Mapped done = (MappingResult.Mapped) mapped;
        ArrayNode messages = result.putArray("messages");
        for (Message message : done.messages()) {
            ObjectNode node = messages.addObject().put("operation", message.operation());
            JsonNode body = message.body();
            node.set("body", body);
        }
        ArrayNode notes = result.putArray("notes");
        done.notes().forEach(notes::add);
    }

    private static ArrayNode findings(List<Finding> findings) {
        ArrayNode list = Json.array();
        for (Finding finding : findings) {
            list.addObject()
                    .put("code", finding.code())
                    .put("pointer", finding.pointer())
                    .put("what", finding.what())
                    .put("found", finding.found())
                    .put("cure", finding.cure());
        }
        return list;
    }
}
