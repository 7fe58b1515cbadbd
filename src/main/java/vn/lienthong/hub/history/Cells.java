package vn.lienthong.hub.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.reference.ForeignTime;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.reference.WallClock;

/** Makes a record of the cells of a row. Cells are texts, instants and local times; what is empty is left out. Thread-safe. */
final class Cells {
    static final JsonMapper JSON = new JsonMapper();

    private static final int DAY = 10;

    private final Head head;

    Cells(Head head) {
        this.head = head;
    }

    /** The row as a record. */
    Row row(long number, List<@Nullable Object> cells) {
        ObjectNode record = JSON.createObjectNode();
        int whole = head.record();
        if (whole >= 0) {
            String text = text(cell(cells, whole));
            JsonNode tree = tree(text);
            if (!(tree instanceof ObjectNode object)) {
                return Row.flawed(number, bytes(record), noRecord(text));
            }
            record = object;
        }
        for (Head.Place place : head.places()) {
            JsonNode value =
                    place.column() < 0 ? place.field().fixed() : value(place.field(), cell(cells, place.column()));
            if (value != null) {
                put(record, place.field().path(), value);
            }
        }
        return Row.of(number, bytes(record));
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of our own making is always writable", e);
        }
    }

    static boolean isEmpty(List<@Nullable Object> cells) {
        return cells.stream().allMatch(cell -> text(cell).isEmpty());
    }

    private static @Nullable Object cell(List<@Nullable Object> cells, int column) {
        return column < cells.size() ? cells.get(column) : null;
    }

    private static Finding noRecord(String text) {
        return new Finding(
                "no-record",
                "",
                "The column for whole records holds none.",
                text.isEmpty() ? "an empty cell" : "a text of " + text.length() + " characters",
                "Export the record as one JSON object.");
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return text.isEmpty() ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable JsonNode value(Field field, @Nullable Object cell) {
        String plain = text(cell);
        if (plain.isEmpty()) {
            return null;
        }
        String text = field.values().getOrDefault(field.values().isEmpty() ? plain : Head.folded(plain), plain);
        switch (field.kind()) {
            case TIME:
                return time(cell, text);
            case DAY:
                return day(cell, text);
            case NUMBER:
                return text.matches("[0-9]{1,9}(\\.0+)?")
                        ? JSON.getNodeFactory().numberNode(Integer.parseInt(text.split("\\.")[0]))
                        : JSON.getNodeFactory().textNode(text);
            case JSON:
                JsonNode tree = tree(text);
                return tree == null ? JSON.getNodeFactory().textNode(text) : tree;
            default:
                return JSON.getNodeFactory().textNode(text);
        }
    }

    private static @Nullable JsonNode time(@Nullable Object cell, String text) {
        Instant known = instant(cell);
        if (known == null) {
            ForeignTime read = ForeignTime.read(text);
            if (read instanceof ForeignTime.None) {
                return null;
            }
            known = read instanceof ForeignTime.At at ? at.instant() : null;
        }
        return JSON.getNodeFactory().textNode(known == null ? text : iso(known));
    }

    private static @Nullable JsonNode day(@Nullable Object cell, String text) {
        Instant known = instant(cell);
        ForeignTime read = known == null ? ForeignTime.read(text) : new ForeignTime.At(known, true);
        if (read instanceof ForeignTime.None) {
            return null;
        }
        return JSON.getNodeFactory()
                .textNode(
                        read instanceof ForeignTime.At at
                                ? iso(at.instant()).substring(0, DAY)
                                : read instanceof ForeignTime.Partial part ? part.date() : text);
    }

    private static @Nullable Instant instant(@Nullable Object cell) {
        return cell instanceof Instant at
                ? at
                : cell instanceof LocalDateTime local
                        ? local.atZone(WallClock.ZONE).toInstant()
                        : null;
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        Instant at = instant(cell);
        return at == null ? Text.trimmed(cell.toString()) : iso(at);
    }

    private static String iso(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(WallClock.ZONE).toOffsetDateTime());
    }

    /** Names with dots lead into objects; a step is the one of its row. */
    private static void put(ObjectNode record, String path, JsonNode value) {
        ObjectNode place = record;
        String rest = path;
        if (path.startsWith(Field.STEP)) {
            ArrayNode steps = record.path("steps") instanceof ArrayNode known ? known : record.putArray("steps");
            place = steps.path(0) instanceof ObjectNode known ? known : steps.addObject();
            rest = path.substring(Field.STEP.length());
        }
        String[] names = rest.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode inner = place.path(names[i]);
            place = inner instanceof ObjectNode known ? known : place.putObject(names[i]);
        }
        place.set(names[names.length - 1], value);
    }
}
