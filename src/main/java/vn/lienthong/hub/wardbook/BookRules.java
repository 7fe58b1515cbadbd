package vn.lienthong.hub.wardbook;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.SheetWords;
import vn.lienthong.hub.reference.Unit;

/** What is true for all rows of a book. */
final class BookRules {
    private static final String EXAMPLE = "vidu";
    private final Reference reference;
    private final OfficeHours hours;
    private final LocalDate today;
    private final Map<String, String> procedureByName;

    BookRules(Reference reference, OfficeHours hours, LocalDate today) {
        this.reference = reference;
        this.hours = hours;
        this.today = today;
        this.procedureByName = reference.procedures().all().stream()
                .collect(Collectors.toMap(one -> named(one.name()), Procedure::code, (a, b) -> ""));
    }

    Reference reference() {
        return reference;
    }

    SheetWords words() {
        return reference.sheetWords();
    }

    /** What a template writes over a column. */
    String heading(Field field) {
        return words().of("column")
                .getOrDefault(field.name(), java.util.List.of(field.name()))
                .get(0);
    }

    LocalDate today() {
        return today;
    }

    /** When an office closes: what is due on a day is due by then. */
    LocalTime close() {
        return hours.close();
    }

    LostZeros zeros() {
        return new LostZeros(reference.identityNumbers(), reference.procedures());
    }

    /** Whether a row is one of those that the template shows how to write by. */
    boolean isExample(String code) {
        return SheetWords.folded(code).startsWith(EXAMPLE);
    }

    /** The code of the one procedure of a name. */
    Optional<String> procedure(String name) {
        return Optional.ofNullable(procedureByName.get(named(name))).filter(code -> !code.isEmpty());
    }

    private static String named(String name) {
        return SheetWords.folded(name).replaceFirst("^thutuc(hanhchinh)?", "");
    }

    /** The code of a unit, written as code or name, on a day. */
    Optional<String> unit(String written, LocalDate day) {
        String bare = written.strip();
        String code = bare.matches("\\d{1,5}") ? "0".repeat(5 - bare.length()) + bare : bare;
        if (reference.units().unitOn(code, day).isPresent()) {
            return Optional.of(code);
        }
        String name = unitName(bare);
        return name.isEmpty()
                ? Optional.empty()
                : reference.units().allOn(day).stream()
                        .filter(unit -> unitName(unit.name()).equals(name))
                        .map(Unit::code)
                        .reduce((a, b) -> "")
                        .filter(found -> !found.isEmpty());
    }

    /** With the kind of unit, for Quy Nhơn is a ward and was a city. */
    private static String unitName(String name) {
        return SheetWords.folded(name.toLowerCase(Locale.ROOT)
                .replaceFirst("^\\s*(ubnd|ủy ban nhân dân)\\s*", "")
                .replaceFirst("^p\\.\\s*", "phường "));
    }
}
