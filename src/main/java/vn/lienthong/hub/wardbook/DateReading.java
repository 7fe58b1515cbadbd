package vn.lienthong.hub.wardbook;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cell says where a date belongs. */
sealed interface DateReading {

    /**
     * A day for certain.
     *
     * @param time null when only the day is told
     * @param unusual whether it was written in a form that a person should look at
     */
    record At(LocalDate day, @Nullable LocalTime time, boolean unusual) implements DateReading {}

    /** A year, or a year and a month, as with many dates of birth. */
    record Partial(String date) implements DateReading {}

    /** It may be one of these; the first is what stands there as people here write. */
    record Doubtful(List<LocalDate> candidates, @Nullable LocalTime time) implements DateReading {
        public Doubtful {
            candidates = List.copyOf(candidates);
        }
    }

    /** That there is none. */
    record None() implements DateReading {}

    /** No date that can be. */
    record Wrong() implements DateReading {}
}
