package vn.lienthong.hub.rehearsal;

import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Procedures;

/** The row of {@code procedures.csv} by which a person confirms that an unknown code means a procedure. */
final class ProcedureRow {
    private ProcedureRow() {}

    static String of(String code, Procedure meant) {
        Procedure.Limit limit = meant.limit();
        return CSVFormat.RFC4180.format(
                Procedures.nationalPart(code).orElse(code),
                code,
                meant.nationalCode(),
                meant.name(),
                meant.field(),
                meant.fieldCode(),
                meant.department(),
                meant.level().name(),
                limit == null ? "" : limit.value(),
                limit == null ? "" : limit.unit().name().toLowerCase(Locale.ROOT),
                meant.onlineLevel(),
                meant.resultCode(),
                meant.fictitious() ? "yes" : "no",
                "confirmed by NAME on DATE after a rehearsal",
                "confirmed");
    }
}
