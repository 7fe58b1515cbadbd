package vn.lienthong.hub.vocabulary;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a unit has moved over to the provincial software. The only place that says which state may follow which. */
public enum SwitchoverState {
    /** The unit works in the city's software; its records are accepted and kept, and owed to nobody yet. */
    CITY,
    /** The same, while its records are tried out; owed to nobody yet. */
    REHEARSAL,
    /** Its new records are owed, and held in order until the backfill begins. */
    HOLDING,
    /** What was kept goes over, in order per dossier; a new record waits only for what is older of its own dossier. */
    BACKFILL,
    /** Everything flows; the unit works in the provincial software. */
    PROVINCE,
    /** As PROVINCE, for good; a record that still comes from the city is flagged. */
    SETTLED;

    /** The state that comes next on the way forward, if there is one. */
    public @Nullable SwitchoverState next() {
        return switch (this) {
            case CITY -> REHEARSAL;
            case REHEARSAL -> HOLDING;
            case HOLDING -> BACKFILL;
            case BACKFILL -> PROVINCE;
            case PROVINCE -> SETTLED;
            case SETTLED -> null;
        };
    }

    /** The state before, to which a step that cannot end in its time returns; none before CITY and, as nothing leads back, SETTLED. */
    public @Nullable SwitchoverState before() {
        return switch (this) {
            case CITY, SETTLED -> null;
            case REHEARSAL -> CITY;
            case HOLDING -> REHEARSAL;
            case BACKFILL -> HOLDING;
            case PROVINCE -> BACKFILL;
        };
    }

    /** Forwards one by one; back to CITY from everywhere before SETTLED, and one state back. */
    public boolean mayBecome(SwitchoverState to) {
        return to == next() || to == before() || (to == CITY && this != CITY && this != SETTLED);
    }

    /** Whether new records are owed to the destinations that a switchover governs, at once or under a hold. */
    public boolean owes() {
        return compareTo(HOLDING) >= 0;
    }

    /** What a unit inherits from one in this state. Nobody has placed a hold for the heir of one in HOLDING: what is held would go. */
    public SwitchoverState inherited() {
        return this == HOLDING ? REHEARSAL : this;
    }

    /** A state as people write it, capital letters or not. */
    public static Optional<SwitchoverState> named(String name) {
        try {
            return Optional.of(valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
