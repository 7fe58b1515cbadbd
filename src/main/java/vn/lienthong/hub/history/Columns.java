package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table becomes which field of a record, as data:
 *
 * <pre>
 * fields:
 *   dossierCode: [MaHoSo, Mã hồ sơ]                  # one of these heads
 *   status: {from: TrangThai, values: {"Đang xử lý": PROCESSING}}
 *   receivedAt: {from: NgayNhan, as: time}           # in any form that systems write
 *   applicant.kind: {value: CITIZEN}                 # in every row
 *   steps[].at: {from: ThoiDiem, as: time}           # this row is one step of the dossier's history
 * record: BanGhi                                     # a column with a whole record as JSON; fields go on top of it
 * sheet: Hồ sơ                                       # XLSX: default the first
 * header-row: 3                                      # default 1
 * separator: ";"                                     # CSV: default found by its header
 * charset: windows-1258                              # CSV: default UTF-8
 * </pre>
 *
 * A field that is not named is looked for under its own name. Immutable.
 */
final class Columns {
    private static final Set<String> KNOWN = Set.of("fields", "record", "sheet", "header-row", "separator", "charset");

    private final List<Field> fields;
    private final @Nullable Field record;
    private final JsonNode said;

    private Columns(List<Field> fields, @Nullable Field record, JsonNode said) {
        this.fields = fields;
        this.record = record;
        this.said = said;
    }

    /**
     * Reads the rules.
     *
     * @param said an object as above; of a view's settings names and columns only
     * @throws Unreadable if they are none
     */
    static Columns read(@Nullable JsonNode said) throws Unreadable {
        JsonNode rules = said == null || said.isNull()
                ? new ObjectNode(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance)
                : said;
        Set<String> strange = new TreeSet<>();
        rules.fieldNames().forEachRemaining(strange::add);
        strange.removeAll(KNOWN);
        if (!rules.isObject() || !strange.isEmpty()) {
            throw Field.wrong(
                    "",
                    strange.isEmpty() ? "no object" : String.join(", ", strange),
                    "Known are: " + new TreeSet<>(KNOWN) + ".");
        }
        kinds(rules);
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : rules.path("fields").properties()) {
            fields.add(Field.read(each.getKey(), each.getValue()));
        }
        JsonNode whole = rules.path("record");
        return new Columns(List.copyOf(fields), whole.isMissingNode() ? null : Field.read("record", whole), rules);
    }

    private static void kinds(JsonNode rules) throws Unreadable {
        JsonNode fields = rules.path("fields");
        must(fields, fields.isObject(), "fields", "fields: {dossierCode: [MaHoSo]}");
        JsonNode row = rules.path("header-row");
        must(row, row.isInt() && row.asInt() > 0, "header-row", "header-row: 3, counted from 1");
        JsonNode separator = rules.path("separator");
        must(separator, separator.asText().length() == 1, "separator", "separator: \";\", one character");
        for (String name : List.of("sheet", "charset")) {
            JsonNode text = rules.path(name);
            must(text, text.isTextual(), name, name + ": " + (name.equals("sheet") ? "\"Hồ sơ\"" : "windows-1258"));
        }
    }

    private static void must(JsonNode rule, boolean isSound, String name, String example) throws Unreadable {
        if (!rule.isMissingNode() && !rule.isNull() && !isSound) {
            String found = rule.isValueNode() ? rule.toString() : rule.isArray() ? "a list" : "an object";
            throw Field.wrong(name, found, "Example: " + example + ".");
        }
    }

    /** Whether each row is a step, and the record of a dossier grows with them. */
    boolean areSteps() {
        return fields.stream().anyMatch(field -> field.path().startsWith(Field.STEP));
    }

    List<Field> fields() {
        return fields;
    }

    @Nullable
    Field record() {
        return record;
    }

    /** The row of the header, from 1. */
    int headerRow() {
        return said.path("header-row").asInt(1);
    }

    @Nullable
    String text(String name) {
        return said.path(name).textValue();
    }
}
