package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Made-up numbers and texts that a JSON Schema takes. */
final class JsonValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    static JsonNode number(JsonNode schema, boolean whole) {
        BigDecimal least = decimal(schema, "minimum");
        BigDecimal over = decimal(schema, "exclusiveMinimum");
        BigDecimal most = decimal(schema, "maximum");
        BigDecimal under = decimal(schema, "exclusiveMaximum");
        if (schema.path("exclusiveMinimum").isBoolean()
                && schema.path("exclusiveMinimum").booleanValue()) {
            over = least;
        }
        if (schema.path("exclusiveMaximum").isBoolean()
                && schema.path("exclusiveMaximum").booleanValue()) {
            under = most;
        }
        BigDecimal made = least != null ? least : BigDecimal.ONE;
        if (over != null && made.compareTo(over) <= 0 || least == null && over != null) {
            made = over.add(BigDecimal.ONE);
        }
        if (most != null && made.compareTo(most) > 0) {
            made = most;
        }
        if (under != null && made.compareTo(under) >= 0) {
            BigDecimal low = over == null ? least : over;
            made = low == null ? under.subtract(BigDecimal.ONE) : low.add(under).divide(BigDecimal.valueOf(2));
        }
        if (whole) {
            made = made.setScale(0, RoundingMode.CEILING);
        }
        BigDecimal step = decimal(schema, "multipleOf");
        if (step != null && step.signum() > 0) {
            made = made.divide(step, 0, RoundingMode.CEILING).multiply(step);
        }
        return made.stripTrailingZeros().scale() <= 0 && made.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                ? NODES.numberNode(made.longValueExact())
                : NODES.numberNode(made);
    }

    private static @Nullable BigDecimal decimal(JsonNode schema, String word) {
        return schema.path(word).isNumber() ? schema.path(word).decimalValue() : null;
    }

    static String text(JsonNode schema) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        Optional<String> fits = schema.has("pattern")
                ? PatternSample.of(schema.path("pattern").asText(), least, most)
                : Optional.empty();
        return fits.orElseGet(() -> switch (schema.path("format").asText()) {
            case "date" -> "2026-01-05";
            case "date-time" -> "2026-01-05T08:00:00+07:00";
            case "time" -> "08:00:00+07:00";
            case "duration" -> "P1D";
            case "uri", "url", "iri", "uri-reference" -> "https://sample.example";
            case "email", "idn-email" -> "mau@mau.example";
            case "hostname", "idn-hostname" -> "mau.example";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uuid" -> "00000000-0000-0000-0000-000000000000";
            case "byte" -> "bWF1";
            default -> cut("mau", least, most);
        });
    }

    private static String cut(String text, int least, int most) {
        String long_ = text.length() >= least ? text : text.repeat(Math.min(least, 10_000) / text.length() + 1);
        int end = Math.min(Math.max(least, text.length()), most);
        return long_.substring(0, Math.min(end, long_.length()));
    }
}
