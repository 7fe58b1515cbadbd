package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ContractFacts;

/**
 * A word of a schema that limits values by a number.
 *
 * @param upper whether less is tighter
 * @param of what of a value is limited, where the values are known
 */
record Limit(String word, boolean upper, Function<String, @Nullable BigDecimal> of) {

    /** Zeros written out; a limit of theirs may have as many as it likes. */
    private static final int LONGEST_SHOWN = 40;

    static final List<Limit> ALL = List.of(
            new Limit("maxLength", true, Limit::length),
            new Limit("minLength", false, Limit::length),
            new Limit("maximum", true, Limit::number),
            new Limit("minimum", false, Limit::number),
            new Limit("exclusiveMaximum", true, Limit::number),
            new Limit("exclusiveMinimum", false, Limit::number),
            new Limit(ContractFacts.DIGITS, true, Limit::digits),
            new Limit(ContractFacts.FRACTION, true, Limit::fraction));

    static final List<Limit> OF_LISTS =
            List.of(new Limit("maxItems", true, value -> null), new Limit("minItems", false, value -> null));

    private static BigDecimal length(String value) {
        return BigDecimal.valueOf(value.codePointCount(0, value.length()));
    }

    private static @Nullable BigDecimal digits(String value) {
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        BigDecimal bare = number.stripTrailingZeros();
        BigDecimal whole = bare.scale() < 0 ? bare.setScale(0) : bare;
        return BigDecimal.valueOf(Math.max(whole.precision(), whole.scale()));
    }

    private static @Nullable BigDecimal fraction(String value) {
        BigDecimal number = number(value);
        return number == null
                ? null
                : BigDecimal.valueOf(Math.max(0, number.stripTrailingZeros().scale()));
    }

    private static @Nullable BigDecimal number(String value) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null where a schema sets none. */
    @Nullable
    BigDecimal in(JsonNode schema) {
        JsonNode value = schema.path(word);
        // YAML knows numbers that have no end.
        boolean endless =
                value.isFloatingPointNumber() && !value.isBigDecimal() && !Double.isFinite(value.doubleValue());
        return value.isNumber() && !endless ? value.decimalValue() : null;
    }

    /** How far ours go: by the values that they may have, or by a limit of their own; null where nobody set one. */
    @Nullable
    BigDecimal ours(JsonNode schema) {
        Set<String> values = Schemas.values(schema);
        if (values.isEmpty()) {
            return word.endsWith("Digits") && !schema.has(word) ? digitsOf(schema) : in(schema);
        }
        List<BigDecimal> all =
                values.stream().map(of).filter(Objects::nonNull).sorted().toList();
        return all.isEmpty() ? in(schema) : all.get(upper ? all.size() - 1 : 0);
    }

    /** Of whole numbers between two bounds. */
    private @Nullable BigDecimal digitsOf(JsonNode schema) {
        if (!schema.path("type").asText().equals("integer")) {
            return null;
        }
        if (word.equals(ContractFacts.FRACTION)) {
            return BigDecimal.ZERO;
        }
        boolean bounded =
                schema.path("minimum").isNumber() && schema.path("maximum").isNumber();
        BigDecimal low = digits(schema.path("minimum").asText());
        BigDecimal high = digits(schema.path("maximum").asText());
        return !bounded || low == null || high == null ? null : low.max(high);
    }

    /** Whether all of ours is within a limit of theirs, for sure. */
    boolean keeps(JsonNode ours, JsonNode theirs) {
        BigDecimal far = ours(ours);
        BigDecimal limit = in(theirs);
        return limit == null || isNothing(limit) || far != null && fits(far, limit);
    }

    boolean isTighter(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        return now != null && (before == null ? !isNothing(now) : tells(now, before) < 0);
    }

    /** A least length of nothing limits nothing. */
    private boolean isNothing(BigDecimal now) {
        return !upper && now.signum() == 0 && !word.endsWith("imum");
    }

    boolean fits(BigDecimal ours, BigDecimal now) {
        int far = tells(ours, now);
        return word.startsWith("exclusive") ? far < 0 : far <= 0;
    }

    /** Below zero when the first leaves less room. */
    private int tells(BigDecimal one, BigDecimal other) {
        Comparator<BigDecimal> order = Comparator.naturalOrder();
        return upper ? order.compare(one, other) : order.compare(other, one);
    }

    /** What limits nothing is the same as no limit. */
    boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        BigDecimal some = one == null || isNothing(one) ? null : one;
        BigDecimal others = other == null || isNothing(other) ? null : other;
        return some == null || others == null ? some == null && others == null : some.compareTo(others) == 0;
    }

    static String shown(@Nullable BigDecimal value) {
        boolean tame = value != null && Math.abs((long) value.scale()) < LONGEST_SHOWN;
        return value == null ? "none" : tame ? value.toPlainString() : value.toString();
    }
}
