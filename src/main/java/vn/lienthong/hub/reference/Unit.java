package vn.lienthong.hub.reference;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a unit code meant from one day to another: a ward, a commune, a department of the city or the city itself.
 *
 * @param code statistics-office code, or {@code city:} and the city's own code; says nothing without a date
 * @param name name in NFC
 * @param from first day, or null when it began before anything the hub carries
 * @param until day after the last, or null while it lasts
 * @param district code of the district, or null since districts ended on 2025-07-01
 * @param province code of the province; 52 was Binh Dinh and is Gia Lai since 2025-07-01
 */
public record Unit(
        String code,
        String name,
        Kind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String district,
        String province) {

    /** What sort of unit it is. */
    public enum Kind {
        WARD,
        COMMUNE,
        DEPARTMENT,
        CITY;

        /** Whether the unit belongs to the city's own administration. */
        public boolean isCity() {
            return this == DEPARTMENT || this == CITY;
        }
    }

    /** Whether the code has this meaning on a day. */
    public boolean isOn(LocalDate day) {
        return Span.contains(from, until, day);
    }

    /** Whether another one, of other days, is this one by code and name: it goes on as it was. */
    public boolean goesOnAs(Unit other) {
        return code.equals(other.code) && name.equals(other.name);
    }

    /** The days for people, such as {@code 2024-12-01 to 2025-06-30}. */
    String days() {
        return (from == null ? "the beginning" : from) + " to " + (until == null ? "today" : until.minusDays(1));
    }
}
