package vn.lienthong.hub.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the city's list, the journal and the province's list say, first by unit and day with sums of hashes, then dossier by dossier where the
 * sums differ. What is read goes to files once; neither a list nor a part of it that grows with it is held in memory, however much differs.
 */
public final class Reconciliation {
    private Reconciliation() {}

    /** The lists; one may be missing. */
    public record Lists(@Nullable ListFile city, @Nullable ListFile province) {
        public Lists {
            if (city == null && province == null) {
                throw new IllegalArgumentException(
                        "There is nothing to compare the journal with. Found: no list. Give --city FILE, --province FILE or both.");
            }
        }

        @Nullable
        ListFile of(Side side) {
            return side == Side.CITY ? city : side == Side.PROVINCE ? province : null;
        }
    }

    /** Which dossiers are told of; null means any. Days are those of receipt, both included. */
    public record Scope(@Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        boolean covers(String of, @Nullable LocalDate day) {
            return (unit == null || unit.equals(of))
                    && (from == null || day != null && !day.isBefore(from))
                    && (to == null || day != null && !day.isAfter(to));
        }

        /** Whether nothing of a unit is left out. */
        public boolean isWhole() {
            return from == null && to == null;
        }
    }

    /** Whether two codes mean one unit, or one took over from the other. */
    public interface SameUnit {
        boolean same(String one, String other, @Nullable LocalDate day);

        /**
         * The units that had a code one after the other, in words, from the one of a day on: a list that names the code may mean any of them. Empty
         * where there is one only.
         */
        default String meanings(String code, @Nullable LocalDate day) {
            return "";
        }
    }

    /** Where the hub's lines come from; see {@link HubLine}. */
    public interface Journaled {
        InputStream open() throws IOException;
    }

    /**
     * What is asked.
     *
     * @param at now
     */
    public record Question(
            String destination, Lists lists, Scope scope, StatusWords statuses, SameUnit units, Instant at) {}

    /**
     * Compares.
     *
     * @param work an empty folder on a disk with room for the lists; left with files in it
     * @param told takes every difference
     * @throws ListFile.Unusable when a list cannot be compared, with every line that is at fault
     */
    public static Reconciled run(Question question, Journaled hub, Path work, Spool told) throws IOException {
        try (Passes passes = new Passes(question, work)) {
            return passes.run(hub, told);
        }
    }
}
