package vn.lienthong.hub.reference;

import org.jspecify.annotations.Nullable;

/**
 * What a dossier may ask for.
 *
 * @param code the code the table knows it by: the national one, or a local-only code as it is
 * @param nationalCode the code a destination wants, such as {@code 1.001193}
 * @param localForm the code as the city's software writes it, such as {@code 1.001193.000.00.00.H08}
 * @param name name in NFC
 * @param field field of administration
 * @param fieldCode code of the field, such as {@code G03-GD10}, or null while it is not known
 * @param department unit code of the city department that answers for it
 * @param limit statutory time, or null when the table knows none
 * @param onlineLevel online service level 2, 3 or 4
 * @param resultCode national code of the result, or null
 * @param fictitious whether it was invented for tests
 */
public record Procedure(
        String code,
        String nationalCode,
        String localForm,
        String name,
        String field,
        @Nullable String fieldCode,
        String department,
        Level level,
        @Nullable Limit limit,
        int onlineLevel,
        @Nullable String resultCode,
        boolean fictitious) {

    /** Who receives it. */
    public enum Level {
        WARD,
        CITY,
        WARD_AND_CITY
    }

    /**
     * A statutory time. Working days and calendar days are not interchangeable.
     *
     * @param value how many, from 1; for {@link LimitUnit#SAME_DAY} the hour of the day up to which a dossier is due on the day of its
     *     reception, 24 where no such hour is known
     */
    public record Limit(int value, LimitUnit unit) {}

    /** What a limit counts. */
    public enum LimitUnit {
        WORKING_DAY,
        DAY,
        HOUR,
        SAME_DAY
    }
}
