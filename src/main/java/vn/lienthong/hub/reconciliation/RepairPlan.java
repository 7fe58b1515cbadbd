package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Sha256;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Which transfers to act on so that the differences go, for a person to confirm. The same difference has the same line id in every plan; a checksum tells
 * whether the file is as it was made.
 *
 * @param id of the plan: {@code plan-} and the id of the comparison
 * @param leftOut lines that found no room: what differs so often is a backfill, not a repair
 */
public record RepairPlan(String id, String destination, String madeAt, List<Line> lines, long leftOut) {
    /** Most lines of one plan. */
    public static final int MOST = 20_000;

    private static final int ID_DIGITS = 12;
    private static final long LARGEST = 32 << 20;

    public RepairPlan {
        lines = List.copyOf(lines);
    }

    /**
     * One transfer.
     *
     * @param because in what its dossier differs, for people
     */
    public record Line(String id, String dossierCode, String unit, Difference.Repair repair, String because) {}

    /** The plan of a comparison. */
    public static RepairPlan of(Reconciled reconciled, Spool differences) throws IOException {
        List<Line> lines = new ArrayList<>();
        long[] leftOut = {0};
        differences.each(one -> {
            Difference.Repair repair = one.repair();
            if (repair != null && lines.size() < MOST) {
                lines.add(line(reconciled.destination(), one, repair));
            } else if (repair != null) {
                leftOut[0]++;
            }
        });
        return new RepairPlan(
                "plan-" + reconciled.id(), reconciled.destination(), Times.text(reconciled.at()), lines, leftOut[0]);
    }

    static Line line(String destination, Difference one, Difference.Repair repair) {
        String name = destination + '|' + one.dossierCode() + '|' + repair.act() + '|' + repair.transfer();
        String id = HexFormat.of()
                .formatHex(Sha256.of(name.getBytes(StandardCharsets.UTF_8)))
                .substring(0, ID_DIGITS);
        List<String> kinds = one.kinds().stream().map(Kind::words).toList();
        return new Line(
                id,
                one.dossierCode(),
                one.unit(),
                repair,
                String.join(", ", kinds) + ": " + one.cause().words());
    }

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        ObjectNode node = Spool.JSON
                .createObjectNode()
                .put("plan", id)
                .put("destination", destination)
                .put("madeAt", madeAt)
                .put("leftOut", leftOut);
        for (Line line : lines) {
            node.withArray("lines").add(json(line));
        }
        node.put("checksum", checksum());
        Files.writeString(file, Spool.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }

    /** A line as it stands in the file, and goes to the hub. */
    public static ObjectNode json(Line line) {
        return Spool.JSON
                .createObjectNode()
                .put("id", line.id())
                .put("dossierCode", line.dossierCode())
                .put("unit", line.unit())
                .put("act", line.repair().act())
                .put("fromCreate", line.repair().fromCreate())
                .put("transfer", Ids.text(line.repair().transfer()))
                .put("revision", line.repair().revision())
                .put("because", line.because());
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in three parts, when it is none or was changed
     */
    public static RepairPlan read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw bad("The file is larger than any plan.", Files.size(file) + " bytes");
        }
        JsonNode node;
        try {
            node = Spool.JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw bad("The file is no plan.", "something that is not JSON");
        }
        List<Line> lines = new ArrayList<>();
        node.path("lines").forEach(line -> lines.add(line(line)));
        RepairPlan plan = new RepairPlan(
                node.path("plan").asText(),
                node.path("destination").asText(),
                node.path("madeAt").asText(),
                lines,
                node.path("leftOut").asLong());
        if (plan.id.isEmpty() || !plan.checksum().equals(node.path("checksum").asText())) {
            throw bad(
                    plan.id.isEmpty() ? "The file is no plan." : "The plan is not as it was made.",
                    plan.id.isEmpty() ? "no plan in it" : "another checksum");
        }
        return plan;
    }

    private static Line line(JsonNode line) {
        return new Line(
                line.path("id").asText(),
                line.path("dossierCode").asText(),
                line.path("unit").asText(),
                new Difference.Repair(
                        line.path("act").asText(),
                        line.path("fromCreate").asBoolean(),
                        Ids.parse(line.path("transfer").asText()).orElse(0),
                        line.path("revision").asInt()),
                line.path("because").asText());
    }

    private static IllegalArgumentException bad(String what, String found) {
        return new IllegalArgumentException(
                what + " Found: " + found
                        + ". Give the file that reconcile --plan wrote, as it is; to apply a part of it name the lines: --line ID.");
    }

    private String checksum() {
        MessageDigest digest = Sha256.begin();
        add(digest, id + '\n' + destination + '\n' + madeAt + '\n' + leftOut);
        for (Line line : lines) {
            add(digest, json(line).toString());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
