package vn.lienthong.hub.reconciliation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One dossier that is not the same everywhere, without anything of a person.
 *
 * @param unit of it, empty: nobody names one
 * @param day local day of receipt; null: nobody names one
 * @param kinds in what it differs, at least one
 * @param says what each side says; a side that was not asked is left out
 * @param repair what would mend it; null: nothing that the hub can send
 */
public record Difference(
        String dossierCode,
        String unit,
        @Nullable LocalDate day,
        List<Kind> kinds,
        Map<Side, String> says,
        Cause cause,
        @Nullable Repair repair) {

    public Difference {
        kinds = List.copyOf(kinds);
        says = Map.copyOf(says);
    }

    /** The same with what was learnt by asking. */
    public Difference because(Cause other) {
        return new Difference(dossierCode, unit, day, kinds, says, other, null);
    }

    /**
     * A transfer to act on.
     *
     * @param act {@code resend} or {@code release}
     * @param fromCreate whether a resend begins from the beginning
     * @param transfer its id
     * @param revision of its record
     */
    public record Repair(String act, boolean fromCreate, long transfer, int revision) {}
}
