package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one field of a record comes from.
 *
 * @param path names with dots between, such as {@code applicant.identity.number}; {@code steps[].at} of the row's own step
 * @param heads heads of the column, any of them
 * @param kind how a cell is read
 * @param values what stands for what; a value that is not among them stays as it is
 * @param fixed in every row; null: from the column
 */
record Field(String path, List<String> heads, Kind kind, Map<String, String> values, @Nullable JsonNode fixed) {
    static final String STEP = "steps[].";

    private static final Pattern PATH =
            Pattern.compile("(steps\\[]\\.)?[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final Set<String> TIMES = Set.of("receivedAt", "dueAt", "finishedAt", "returnedAt", "steps[].at");
    private static final Set<String> NUMBERS = Set.of("revision", "serviceLevel");
    private static final Set<String> LISTS =
            Set.of("steps", "papers", "attachments", "fees", "supplements", "results", "extra");

    /** How a cell becomes a value. What cannot be read so goes on as it stands: the intake says what is wrong with it. */
    enum Kind {
        TEXT,
        NUMBER,
        TIME,
        DAY,
        JSON
    }

    /** What is meant without a word: by the field's place in the record. */
    static Kind usual(String path) {
        if (TIMES.contains(path)) {
            return Kind.TIME;
        }
        if (path.endsWith("bornOn") || path.endsWith("issuedOn")) {
            return Kind.DAY;
        }
        return NUMBERS.contains(path) ? Kind.NUMBER : LISTS.contains(path) ? Kind.JSON : Kind.TEXT;
    }

    static Field named(String path) {
        return new Field(path, List.of(path), usual(path), Map.of(), null);
    }

    static Field read(String path, JsonNode said) throws Unreadable {
        if (!PATH.matcher(path).matches()) {
            throw wrong(
                    path, "a field of this name", "Names go with dots between, such as applicant.name or steps[].at.");
        }
        List<String> heads = new ArrayList<>();
        JsonNode from = said.isObject() ? said.path("from") : said;
        if (from.isArray()) {
            from.forEach(head -> heads.add(head.asText()));
        } else if (from.isValueNode()) {
            heads.add(from.asText());
        }
        JsonNode fixed = said.isObject() && said.has("value") ? said.get("value") : null;
        if (heads.isEmpty() == (fixed == null)) {
            throw wrong(path, "neither a column nor a value, or both", "Example: " + path + ": [MaHoSo, Mã hồ sơ].");
        }
        Map<String, String> values = new HashMap<>();
        said.path("values")
                .properties()
                .forEach(one ->
                        values.put(Head.folded(one.getKey()), one.getValue().asText()));
        return new Field(path, List.copyOf(heads), kind(path, said), Map.copyOf(values), fixed);
    }

    private static Kind kind(String path, JsonNode said) throws Unreadable {
        String as = said.path("as").textValue();
        try {
            return as == null ? usual(path) : Kind.valueOf(as.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(path, "as: " + as, "Known are: text, number, time, day, json.");
        }
    }

    static Unreadable wrong(String path, String found, String cure) {
        return new Unreadable(
                "bad-columns",
                "The rules for columns are not sound.",
                found + (path.isEmpty() ? "" : " at " + path),
                cure);
    }
}
