package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Moments;

/** The keywords of a schema that look at one value, as plain checks. In doubt each of them says no. */
final class QuickChecks {
    private static final String ONE = "\\\\u[0-9A-F]{4}";

    /** Text without some characters that is more than white space: {@code ^[^…]*[^\s…][^…]*$}. */
    private static final Pattern TEXT_WITHOUT =
            Pattern.compile("\\^\\[\\^((?:" + ONE + "(?:-" + ONE + ")?)+)]\\*\\[\\^\\\\s\\1]\\[\\^\\1]\\*\\$");

    private static final Pattern RANGE = Pattern.compile("\\\\u([0-9A-F]{4})(?:-\\\\u([0-9A-F]{4}))?");
    private static final int CONTROLS = 0x80;

    private QuickChecks() {}

    /** The check of a keyword; empty for one that is not known. */
    static Optional<Predicate<JsonNode>> of(String keyword, JsonNode value) {
        return Optional.ofNullable(
                switch (keyword) {
                    case "type" -> type(value);
                    case "enum" -> oneOf(value);
                    case "const" -> node -> same(value, node);
                    case "minLength", "maxLength", "pattern", "format" -> text(keyword, value);
                    case "minimum", "maximum" -> number(keyword, value);
                    case "minItems", "maxItems", "maxProperties" -> size(keyword, value);
                    default -> null;
                });
    }

    private static Predicate<JsonNode> type(JsonNode types) {
        if (!types.isArray()) {
            return type(types.asText());
        }
        List<Predicate<JsonNode>> some = new ArrayList<>();
        types.forEach(type -> some.add(type(type.asText())));
        return node -> some.stream().anyMatch(one -> one.test(node));
    }

    private static Predicate<JsonNode> type(String type) {
        return switch (type) {
            case "string" -> JsonNode::isTextual;
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "boolean" -> JsonNode::isBoolean;
            case "null" -> JsonNode::isNull;
            case "integer" -> JsonNode::isIntegralNumber;
            case "number" -> JsonNode::isNumber;
            default -> node -> false;
        };
    }

    private static Predicate<JsonNode> oneOf(JsonNode values) {
        Set<String> texts = new HashSet<>();
        List<JsonNode> rest = new ArrayList<>();
        values.forEach(value -> {
            if (value.isTextual()) {
                texts.add(value.textValue());
            } else {
                rest.add(value);
            }
        });
        return node -> node.isTextual()
                ? texts.contains(node.textValue())
                : rest.stream().anyMatch(value -> same(value, node));
    }

    /** Equal beyond doubt: texts, truth values, and whole numbers that fit into 32 bits. */
    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isTextual() || a.isBoolean()) {
            return a.equals(b);
        }
        return a.isInt() && b.isInt() && a.intValue() == b.intValue();
    }

    private static Predicate<JsonNode> number(String keyword, JsonNode limit) {
        if (!limit.canConvertToLong() || !limit.isIntegralNumber()) {
            return node -> !node.isNumber();
        }
        long bound = limit.longValue();
        boolean least = keyword.equals("minimum");
        return node -> !node.isNumber()
                || (node.isInt() || node.isLong()) && (least ? node.longValue() >= bound : node.longValue() <= bound);
    }

    private static Predicate<JsonNode> size(String keyword, JsonNode limit) {
        int bound = limit.asInt();
        return switch (keyword) {
            case "minItems" -> node -> !node.isArray() || node.size() >= bound;
            case "maxItems" -> node -> !node.isArray() || node.size() <= bound;
            default -> node -> !node.isObject() || node.size() <= bound;
        };
    }

    private static Predicate<JsonNode> text(String keyword, JsonNode value) {
        Predicate<String> check =
                switch (keyword) {
                    case "minLength" -> {
                        int least = value.asInt();
                        yield text -> text.codePointCount(0, text.length()) >= least;
                    }
                    case "maxLength" -> {
                        int most = value.asInt();
                        yield text -> text.length() <= most || text.codePointCount(0, text.length()) <= most;
                    }
                    case "pattern" -> pattern(value.asText());
                    default -> format(value.asText());
                };
        return node -> !node.isTextual() || check.test(node.textValue());
    }

    private static Predicate<String> pattern(String pattern) {
        Matcher known = TEXT_WITHOUT.matcher(pattern);
        if (known.matches()) {
            Predicate<String> without = without(known.group(1));
            if (without != null) {
                return without;
            }
        }
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    /** One pass instead of a regular expression; most of what is checked is such text. */
    private static @Nullable Predicate<String> without(String ranges) {
        boolean[] refused = new boolean[CONTROLS];
        Matcher range = RANGE.matcher(ranges);
        while (range.find()) {
            int from = Integer.parseInt(range.group(1), 16);
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2), 16);
            if (to >= CONTROLS) {
                return null;
            }
            for (int c = from; c <= to; c++) {
                refused[c] = true;
            }
        }
        return text -> {
            boolean seen = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < CONTROLS && refused[c]) {
                    return false;
                }
                // Above the blank there is none of the white space that \s means.
                seen |= c > ' ';
            }
            return seen;
        };
    }

    private static Predicate<String> format(String format) {
        // An offset of -00:00 says that the offset is not known: left to the library, as is every other format.
        return format.equals("date-time") ? text -> !text.endsWith("-00:00") && isMoment(text) : text -> false;
    }

    private static boolean isMoment(String text) {
        return !text.startsWith("0000") && Moments.parse(text) != null;
    }
}
