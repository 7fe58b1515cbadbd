package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;

/** Differences in a file, however many they are: written once, then read as often as there are reports. Not thread-safe. */
public final class Spool implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<JsonNode> NODE = new TypeReference<>() {};

    private final Path file;
    private final BufferedWriter out;

    /** An empty one. */
    public Spool(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file);
    }

    /** Adds one. */
    public void add(Difference one) throws IOException {
        out.write(JSON.writeValueAsString(json(one)));
        out.write('\n');
    }

    /** Tells each, in the order in which they were added. Nothing can be added afterwards. */
    public void each(Consumer<Difference> told) throws IOException {
        out.close();
        try (MappingIterator<JsonNode> lines = JSON.readerFor(NODE).readValues(file.toFile())) {
            while (lines.hasNextValue()) {
                told.accept(of(lines.nextValue()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A difference as reports in JSON have it. */
    static ObjectNode json(Difference one) {
        ObjectNode node = JSON.createObjectNode().put("dossierCode", one.dossierCode());
        if (!one.unit().isEmpty()) {
            node.put("unit", one.unit());
        }
        LocalDate day = one.day();
        if (day != null) {
            node.put("day", day.toString());
        }
        one.kinds().forEach(kind -> node.withArray("kinds").add(kind.code()));
        ObjectNode says = node.putObject("says");
        new EnumMap<>(one.says()).forEach((side, words) -> says.put(side.word(), words));
        node.put("cause", one.cause().code())
                .put("because", one.cause().words())
                .put("cure", one.cause().cure());
        Difference.Repair repair = one.repair();
        if (repair != null) {
            node.putObject("repair")
                    .put("act", repair.act())
                    .put("fromCreate", repair.fromCreate())
                    .put("transfer", Ids.text(repair.transfer()))
                    .put("revision", repair.revision());
        }
        return node;
    }

    private static Difference of(JsonNode node) {
        List<Kind> kinds = new ArrayList<>();
        node.path("kinds").forEach(code -> kinds.add(Kind.valueOf(name(code.asText()))));
        Map<Side, String> says = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            String words = node.path("says").path(side.word()).textValue();
            if (words != null) {
                says.put(side, words);
            }
        }
        return new Difference(
                node.path("dossierCode").asText(),
                node.path("unit").asText(""),
                node.has("day") ? LocalDate.parse(node.path("day").asText()) : null,
                kinds,
                says,
                Cause.valueOf(name(node.path("cause").asText())),
                repair(node.path("repair")));
    }

    private static Difference.@Nullable Repair repair(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new Difference.Repair(
                        node.path("act").asText(),
                        node.path("fromCreate").asBoolean(),
                        Ids.parse(node.path("transfer").asText()).orElse(0),
                        node.path("revision").asInt());
    }

    private static String name(String code) {
        return code.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
