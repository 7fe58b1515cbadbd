package vn.lienthong.hub.reference;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The procedures of the city and its wards. A code is found in any of its forms: national {@code 1.001193}, long local
 * {@code 1.001193.000.00.00.H08}, short local {@code 1.012784.H21}; these are compared on the national part. A local-only
 * code such as {@code TS_lop1.000.00.00.H22} is compared as it is. A procedure may have further rows, one for each other code that means it. Source: {@code procedures.csv}. Immutable.
 */
public final class Procedures {
    private static final Pattern NATIONAL =
            Pattern.compile("(\\d\\.\\d{6})(?:(?:\\.[0-9A-Z]{3}\\.[0-9A-Z]{2}\\.[0-9A-Z]{2})?\\.[A-Y]\\d{2})?");
    private static final int LOWEST_ONLINE_LEVEL = 2;
    private static final int HIGHEST_ONLINE_LEVEL = 4;

    private final Map<String, Procedure> byCode;
    private final Map<String, Procedure> byAnyForm;

    private Procedures(Map<String, Procedure> byCode, Map<String, Procedure> byAnyForm) {
        this.byCode = byCode;
        this.byAnyForm = byAnyForm;
    }

    /** The procedure a code names; empty when it is unknown. Blanks around the code do not matter. */
    public Optional<Procedure> find(String code) {
        String clean = Text.trimmed(Text.nfc(code));
        Procedure exact = byAnyForm.get(clean);
        if (exact != null) {
            return Optional.of(exact);
        }
        return nationalPart(clean).map(byAnyForm::get);
    }

    /** Every procedure, in the order of the table. */
    public Collection<Procedure> all() {
        return byCode.values();
    }

    /** The national part of a code in one of its known forms; empty for a local-only code. */
    public static Optional<String> nationalPart(String code) {
        Matcher matcher = NATIONAL.matcher(code);
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    static Procedures read(Tables tables, Units units) {
        Procedures procedures = new Procedures(new LinkedHashMap<>(), new HashMap<>());
        List<Row> rows = tables.rows(
                "procedures.csv",
                "code",
                "local_code",
                "national_code",
                "name",
                "field",
                "field_code",
                "department",
                "level",
                "limit_value",
                "limit_unit",
                "online_level",
                "result_code",
                "fictitious",
                "source",
                "confidence");
        for (Row row : rows) {
            tables.attempt(() -> procedures.add(procedure(row, units), row));
        }
        return new Procedures(Collections.unmodifiableMap(procedures.byCode), Map.copyOf(procedures.byAnyForm));
    }

    private void add(Procedure procedure, Row row) {
        Procedure same = byCode.get(procedure.code());
        if (same != null) {
            throw row.bad(
                    "code", "is taken.", procedure.code() + " is also " + same.name(), "Keep one row for a code.");
        }
        Set<String> forms = new LinkedHashSet<>(List.of(procedure.code(), procedure.localForm()));
        if (isFurther(procedure)) {
            byAnyForm.putIfAbsent(procedure.nationalCode(), procedure);
            forms.remove(procedure.nationalCode());
        } else {
            forms.add(procedure.nationalCode());
        }
        for (String form : forms) {
            Procedure other = byAnyForm.put(form, procedure);
            boolean gaveWay = form.equals(procedure.nationalCode()) && other != null && isFurther(other);
            if (other != null && !gaveWay) {
                throw row.bad("code", "is taken.", form + " is also " + other.name(), "Keep one row for a code.");
            }
        }
        byCode.put(procedure.code(), procedure);
    }

    /** Whether a row says by what other code a procedure goes: its national code is the procedure's own row's, where there is one. */
    private static boolean isFurther(Procedure procedure) {
        return !nationalPart(procedure.code()).equals(Optional.of(procedure.nationalCode()));
    }

    private static Procedure procedure(Row row, Units units) {
        String department = row.text("department");
        // Departments ended with the district level in 2025: what counts is that the code was one at any time.
        if (units.meanings().stream().noneMatch(unit -> unit.code().equals(department))) {
            throw row.bad("department", "must be a unit of units.csv.", department, "Correct it or add the unit.");
        }
        int onlineLevel = row.whole("online_level");
        if (onlineLevel < LOWEST_ONLINE_LEVEL || onlineLevel > HIGHEST_ONLINE_LEVEL) {
            throw row.bad("online_level", "must be 2, 3 or 4.", Integer.toString(onlineLevel), "Correct it.");
        }
        return new Procedure(
                row.text("code"),
                row.shaped("national_code", "\\d\\.\\d{6}", "Write it as 1.001193."),
                row.text("local_code"),
                row.text("name"),
                row.text("field"),
                row.textOrNull("field_code") == null
                        ? null
                        : row.shaped("field_code", "[A-Y]\\d{2}-[A-Z0-9]{2,6}", "Write it as G03-GD10."),
                department,
                row.choice("level", Procedure.Level.class),
                limit(row),
                onlineLevel,
                row.textOrNull("result_code"),
                row.yes("fictitious"));
    }

    private static Procedure.@Nullable Limit limit(Row row) {
        if (row.textOrNull("limit_value") == null) {
            return null;
        }
        Procedure.LimitUnit unit =
                switch (row.text("limit_unit")) {
                    case "working_day" -> Procedure.LimitUnit.WORKING_DAY;
                    case "day" -> Procedure.LimitUnit.DAY;
                    case "hour" -> Procedure.LimitUnit.HOUR;
                    case "same_day" -> Procedure.LimitUnit.SAME_DAY;
                    default ->
                        throw row.bad(
                                "limit_unit",
                                "must say what is counted.",
                                row.text("limit_unit"),
                                "Write working_day, day, hour or same_day.");
                };
        int value = row.whole("limit_value");
        if (value < 1) {
            throw row.bad(
                    "limit_value", "must be at least 1.", Integer.toString(value), "Leave both empty if unknown.");
        }
        if (unit == Procedure.LimitUnit.SAME_DAY && value > 24) {
            throw row.bad(
                    "limit_value", "is an hour of the day.", Integer.toString(value), "Write 15, or 24 for none.");
        }
        return new Procedure.Limit(value, unit);
    }
}
