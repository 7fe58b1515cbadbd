package vn.lienthong.hub.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a mapping may ask about the world outside. Every answer is null when the tables do not know the code at that date. */
interface Facts {

    /** Name of a unit at a date. */
    @Nullable
    String unitName(String code, LocalDate date);

    /** Electronic identifier code of a unit at a date. */
    @Nullable
    String agencyCode(String code, LocalDate date);

    /** The unit that an electronic identifier code meant at a date. */
    @Nullable
    String unitOfAgency(String agencyCode, LocalDate date);

    /** Code, at {@code onDate}, of the unit that a code meant at {@code date}. */
    @Nullable
    String successor(String code, LocalDate date, LocalDate onDate);

    /** National code of a procedure as a source writes it. */
    @Nullable
    String procedure(String code);

    @Nullable
    String procedureName(String code);

    /** Field of administration of a procedure, by name. */
    @Nullable
    String procedureField(String code);

    /** Code of that field; null too while the table has none. */
    @Nullable
    String procedureFieldCode(String code);

    /** Whether nothing follows a status; false too for what is none. */
    boolean endsDossier(String status);

    /** National code, 1 to 10 as text, of a status. */
    @Nullable
    String statusCode(String status);
}
