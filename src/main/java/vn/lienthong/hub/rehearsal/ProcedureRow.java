package vn.lienthong.hub.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Procedures;

/** The row of {@code procedures.csv} by which a person confirms that an unknown code means a procedure. */
final class ProcedureRow {
    private ProcedureRow() {}

    static String of(String code, Procedure meant) {
        Procedure.Limit limit = meant.limit();
        return List.of(
                        Procedures.nationalPart(code).orElse(code),
                        code,
                        meant.nationalCode(),
                        meant.name(),
                        meant.field(),
                        text(meant.fieldCode()),
                        meant.department(),
                        meant.level().name(),
                        limit == null ? "" : Integer.toString(limit.value()),
                        limit == null ? "" : limit.unit().name().toLowerCase(Locale.ROOT),
                        Integer.toString(meant.onlineLevel()),
                        text(meant.resultCode()),
                        meant.fictitious() ? "yes" : "no",
                        "confirmed by NAME on DATE after a rehearsal",
                        "confirmed")
                .stream()
                .map(ProcedureRow::cell)
                .collect(Collectors.joining(","));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
