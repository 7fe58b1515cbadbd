package vn.lienthong.hub.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The electronic identifier of each unit's agency, by date. The codes of the table that comes with the hub are fictitious:
 * the real ones are not public. {@code agency-codes.csv} may be replaced by one file; see {@link ReferenceSettings}.
 * Immutable.
 */
public final class Agencies {
    private static final String OLD_FORM = "[0-9A-Z]{3}\\.[0-9A-Z]{2}\\.[0-9A-Z]{2}\\.[A-Y][0-9]{2}";
    private static final String NEW_FORM = "[A-Y][0-9]{2}(\\.[0-9A-Z]{2,3}){0,8}";

    private record Agency(String code, @Nullable LocalDate from, @Nullable LocalDate until, boolean fictitious) {}

    private final Map<String, List<Agency>> byUnit;

    private Agencies(Map<String, List<Agency>> byUnit) {
        this.byUnit = byUnit;
    }

    /** The agency code of a unit on a day; empty when the table knows none. */
    public Optional<String> codeOn(String unit, LocalDate day) {
        return Optional.ofNullable(find(unit, day)).map(Agency::code);
    }

    /** The unit whose agency has a code on a day; empty when the table knows none, or several. */
    public Optional<String> unitOn(String agencyCode, LocalDate day) {
        List<String> units = byUnit.keySet().stream()
                .filter(unit -> {
                    Agency agency = find(unit, day);
                    return agency != null && agency.code().equals(agencyCode);
                })
                .toList();
        return units.size() == 1 ? Optional.of(units.get(0)) : Optional.empty();
    }

    /** All codes, of whatever day. */
    public Set<String> codes() {
        return byUnit.values().stream().flatMap(List::stream).map(Agency::code).collect(Collectors.toSet());
    }

    /** Whether any code is invented: then nothing may leave for a real destination. */
    public boolean anyFictitious() {
        return byUnit.values().stream().flatMap(List::stream).anyMatch(Agency::fictitious);
    }

    static Agencies read(Tables tables, Units units) {
        Map<String, List<Agency>> byUnit = new HashMap<>();
        List<Row> rows = tables.rows(
                "agency-codes.csv", "unit_code", "agency_code", "valid_from", "valid_to", "fictitious", "note");
        for (Row row : rows) {
            tables.attempt(() -> add(byUnit, row));
        }
        Agencies agencies = new Agencies(byUnit);
        for (Unit unit : units.meanings()) {
            if (!agencies.cover(unit)) {
                tables.fault(
                        tables.settings().file("agency-codes.csv").toString(),
                        "A unit has no agency code on some of its days.",
                        unit.code() + " " + unit.name() + ", " + unit.days(),
                        "Add a row for it.");
            }
        }
        return agencies;
    }

    private boolean cover(Unit unit) {
        LocalDate day = unit.from() == null ? LocalDate.MIN : unit.from();
        while (unit.isOn(day)) {
            Agency agency = find(unit.code(), day);
            if (agency == null || agency.until() == null) {
                return agency != null;
            }
            day = agency.until();
        }
        return true;
    }

    private @Nullable Agency find(String unit, LocalDate day) {
        for (Agency agency : byUnit.getOrDefault(unit, List.of())) {
            if (Span.contains(agency.from(), agency.until(), day)) {
                return agency;
            }
        }
        return null;
    }

    private static void add(Map<String, List<Agency>> byUnit, Row row) {
        Agency agency = new Agency(
                row.shaped("agency_code", OLD_FORM + "|" + NEW_FORM, "Write it as 000.01.10.H08 or H21.10.01."),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_to"),
                row.yes("fictitious"));
        List<Agency> same = byUnit.computeIfAbsent(row.text("unit_code"), unit -> new ArrayList<>());
        for (Agency other : same) {
            if (Span.overlap(agency.from(), agency.until(), other.from(), other.until())) {
                throw row.bad(
                        "agency_code",
                        "is one of two for the same unit and day.",
                        other.code() + " and " + agency.code(),
                        "valid_to is exclusive: let one end on the day the other begins.");
            }
        }
        same.add(agency);
    }
}
