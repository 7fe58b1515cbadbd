package vn.lienthong.hub.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The units by code and date. There is no lookup without a date, because codes were used again with another meaning: 21583
 * was Lê Lợi, then Thị Nại from 2024-12-01, and is Quy Nhơn since 2025-07-01. Source: {@code units.csv} and
 * {@code unit-succession.csv}. Immutable.
 */
public final class Units {
    private final Map<String, List<Unit>> byCode;
    private final Map<Unit, Unit> next;

    private Units(Map<String, List<Unit>> byCode, Map<Unit, Unit> next) {
        this.byCode = byCode;
        this.next = next;
    }

    /** What the code means on a day; empty when it means nothing then. */
    public Optional<Unit> unitOn(String code, LocalDate day) {
        return Optional.ofNullable(find(code, day));
    }

    /** What the code means now, or meant last; empty when it never meant anything. */
    public Optional<Unit> lastOf(String code) {
        return byCode.getOrDefault(code, List.of()).stream()
                .max(Comparator.comparing(unit -> unit.from() == null ? LocalDate.MIN : unit.from()));
    }

    /**
     * The unit that on a later day stands for the one a dossier was received by.
     *
     * @param code the unit's code on the day of reception
     * @param receivedOn the day that gives the code its meaning
     * @param onDay the day asked about; when earlier than {@code receivedOn}, there is no successor yet
     * @return the unit itself while it lasts; empty when the code meant nothing, or nothing succeeded the unit
     */
    public Optional<Unit> successorOf(String code, LocalDate receivedOn, LocalDate onDay) {
        Unit unit = onDay.isBefore(receivedOn) ? null : find(code, receivedOn);
        while (unit != null && !unit.isOn(onDay)) {
            unit = next.get(unit);
        }
        return Optional.ofNullable(unit);
    }

    /** Every code that means something on some day. */
    public Set<String> codes() {
        return Collections.unmodifiableSet(byCode.keySet());
    }

    /** Every unit there is on a day, in the order of the table. */
    public List<Unit> allOn(LocalDate day) {
        return byCode.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.isOn(day))
                .toList();
    }

    /** Why {@code unitOn} found nothing: says what the code meant on other days, or that it never meant anything here. */
    public Problem unknown(String code, LocalDate day) {
        List<Unit> meanings = byCode.getOrDefault(code, List.of());
        if (meanings.isEmpty()) {
            return new Problem(
                    "unknown-unit",
                    "The unit code is not known.",
                    "code " + Text.show(code) + " on " + day,
                    "Send the statistics-office code that the ward had on the day of reception, or city: and the code of the"
                            + " department; the codes are in mappings/tables/units.csv.");
        }
        String known =
                meanings.stream().map(unit -> unit.name() + " " + unit.days()).collect(Collectors.joining("; "));
        return new Problem(
                "unit-not-on-that-day",
                "The unit code means nothing on that day.",
                "code " + code + " on " + day + "; known: " + known,
                "Send the code that the unit had on the day of reception.");
    }

    private @Nullable Unit find(String code, LocalDate day) {
        for (Unit unit : byCode.getOrDefault(code, List.of())) {
            if (unit.isOn(day)) {
                return unit;
            }
        }
        return null;
    }

    static Units read(Tables tables) {
        Map<String, List<Unit>> byCode = new LinkedHashMap<>();
        List<Row> rows = tables.rows(
                "units.csv",
                "code",
                "name",
                "kind",
                "epoch",
                "valid_from",
                "valid_to",
                "district_code",
                "district_name",
                "province_code",
                "province_name",
                "legal_basis",
                "confidence");
        for (Row row : rows) {
            tables.attempt(() -> add(byCode, unit(row), row));
        }
        Units units = new Units(byCode, new IdentityHashMap<>());
        units.readSuccession(tables);
        return units;
    }

    private static Unit unit(Row row) {
        Unit unit = new Unit(
                row.shaped("code", "\\d{5}|city:[A-Z0-9]{1,12}", "Write five digits, or city: and up to 12 capitals."),
                row.text("name"),
                row.choice("kind", Unit.Kind.class),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_to"),
                row.textOrNull("district_code"),
                row.shaped("province_code", "\\d{2}", "Write two digits."));
        if (unit.from() != null && unit.until() != null && !unit.from().isBefore(unit.until())) {
            throw row.bad(
                    "valid_to",
                    "must be after valid_from.",
                    unit.from() + " to " + unit.until(),
                    "valid_to is exclusive.");
        }
        return unit;
    }

    private static void add(Map<String, List<Unit>> byCode, Unit unit, Row row) {
        List<Unit> same = byCode.computeIfAbsent(unit.code(), code -> new ArrayList<>());
        for (Unit other : same) {
            if (Span.overlap(unit.from(), unit.until(), other.from(), other.until())) {
                throw row.bad(
                        "code",
                        "has two meanings on the same day.",
                        unit.code() + " is " + other.name() + " and " + unit.name(),
                        "valid_to is exclusive: let one end on the day the other begins.");
            }
        }
        same.add(unit);
    }

    private void readSuccession(Tables tables) {
        List<Row> rows = tables.rows(
                "unit-succession.csv", "effective", "from_code", "from_name", "to_code", "to_name", "legal_basis");
        for (Row row : rows) {
            tables.attempt(() -> {
                LocalDate day = row.date("effective");
                Unit from = named(row, "from", day.minusDays(1));
                if (next.put(from, named(row, "to", day)) != null) {
                    throw row.bad(
                            "from_code", "has two successors.", from.code(), "A unit passes to one unit as a whole.");
                }
            });
        }
        for (List<Unit> meanings : byCode.values()) {
            for (Unit unit : meanings) {
                if (!unit.kind().isCity() && unit.until() != null && !next.containsKey(unit)) {
                    tables.fault(
                            "unit-succession.csv",
                            "A unit ends without a successor.",
                            unit.code() + " " + unit.name() + " until " + unit.until(),
                            "Add the row that says which unit it became part of.");
                }
            }
        }
    }

    private Unit named(Row row, String side, LocalDate day) {
        String code = row.text(side + "_code");
        Unit unit = find(code, day);
        if (unit == null || !unit.name().equals(row.text(side + "_name"))) {
            throw row.bad(
                    side + "_code",
                    "must be a unit of units.csv by code, name and day.",
                    code + " " + row.text(side + "_name") + " on " + day,
                    unit == null ? "Correct the code or the day." : "On that day it is " + unit.name() + ".");
        }
        return Objects.requireNonNull(unit);
    }

    /** Every unit on any day, in the order of the table. */
    public List<Unit> meanings() {
        return Collections.unmodifiableList(
                byCode.values().stream().flatMap(List::stream).toList());
    }
}
