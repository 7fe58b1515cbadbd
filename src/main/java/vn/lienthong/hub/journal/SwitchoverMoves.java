package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.Times;

/** Which steps a unit may take, and what each means. The same rules for what is only asked and for what is done. */
final class SwitchoverMoves {
    static final String HUB = "hub";

    private SwitchoverMoves() {}

    /** Something that changes a unit. */
    interface Move {
        /** Why it cannot be; null when it can. */
        @Nullable
        String refused(Switchovers.Unit unit);

        /** Whether the unit stands so already. */
        boolean already(Switchovers.Unit unit);

        void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException;
    }

    static Switchovers.Stepped would(Move move, Switchovers.Unit unit) {
        String refused = move.already(unit) ? null : taken(unit) == null ? move.refused(unit) : taken(unit);
        return new Switchovers.Stepped(!move.already(unit) && refused == null, refused, unit);
    }

    private static @Nullable String taken(Switchovers.Unit unit) {
        Life led = unit.reach().led();
        return led == null
                ? null
                : "The unit was taken over by " + led.words() + ", and goes where that one goes: name " + led.code()
                        + ".";
    }

    /** Takes it, if it may be taken. */
    static Switchovers.Stepped take(Move move, SwitchoverStep step, Life unit) throws SQLException {
        Switchovers.Unit before = step.unit(unit);
        Switchovers.Stepped would = would(move, before);
        if (!would.taken()) {
            return would;
        }
        move.run(step, before);
        return new Switchovers.Stepped(true, null, step.unit(unit));
    }

    /** One state forwards. */
    record Advance(Switchovers.Wanted wanted, Instant now, Journal.By by) implements Move {
        @Override
        public boolean already(Switchovers.Unit unit) {
            return unit.state() == wanted.to();
        }

        @Override
        public @Nullable String refused(Switchovers.Unit unit) {
            SwitchoverState state = unit.state();
            if (wanted.from() != null && wanted.from() != state) {
                return "The unit is in " + state + ", and its gates were asked about " + wanted.from() + ": ask again.";
            }
            if (state.next() != wanted.to()) {
                return "From " + state + " the next state is " + state.next() + ", not " + wanted.to() + ".";
            }
            if (!unit.complete()) {
                return "The last step is not at its end: " + unit.counts().inFlight()
                        + " transfers are being sent, the others are being taken back. Try again in a few seconds.";
            }
            if (wanted.to() == SwitchoverState.PROVINCE && !unit.counts().through()) {
                return "Of the history " + unit.counts().later() + " records are owed later and "
                        + unit.counts().underWay() + " are under way: wait until both are 0.";
            }
            return window();
        }

        private @Nullable String window() {
            Instant until = wanted.until();
            if (until == null) {
                return null;
            }
            if (wanted.to() != SwitchoverState.HOLDING && wanted.to() != SwitchoverState.BACKFILL) {
                return "Only HOLDING and BACKFILL return by themselves: leave the window out for " + wanted.to() + ".";
            }
            return until.isAfter(now) ? null : "The window is over already: it ends at " + Times.text(until) + ".";
        }

        @Override
        public void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException {
            // Of those that it took over, one may have been further: with the first step what is open of it is owed
            // later again.
            boolean complete = wanted.to().owes() || !unit.reach().owes();
            step.take(new SwitchoverStep.Taken(
                    "advance",
                    unit,
                    new SwitchoverStep.After(wanted.to(), wanted.until(), false, complete),
                    by,
                    wanted.figures()));
            if (wanted.to() == SwitchoverState.HOLDING || !complete) {
                step.hold(unit.reach().life(), by);
            } else {
                step.free(unit.reach().life(), by);
            }
        }
    }

    /** To CITY, from everywhere before SETTLED. */
    record Back(Journal.By by) implements Move {
        @Override
        public boolean already(Switchovers.Unit unit) {
            return unit.state() == SwitchoverState.CITY;
        }

        @Override
        public @Nullable String refused(Switchovers.Unit unit) {
            return unit.state() == SwitchoverState.SETTLED
                    ? "The unit is SETTLED: from there nothing leads back."
                    : null;
        }

        @Override
        public void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException {
            // Of those that it took over, one may have been further, or is taking back still.
            boolean owes = unit.reach().owes() || !unit.complete();
            step.take(new SwitchoverStep.Taken(
                    "back",
                    unit,
                    new SwitchoverStep.After(SwitchoverState.CITY, null, false, !owes),
                    by,
                    figures(unit)));
            if (owes) {
                step.hold(unit.reach().life(), by);
            }
        }
    }

    /** Stops the backfill, or lets it go on. */
    record Pause(boolean paused, Journal.By by) implements Move {
        @Override
        public boolean already(Switchovers.Unit unit) {
            return unit.paused() == paused;
        }

        @Override
        public @Nullable String refused(Switchovers.Unit unit) {
            return unit.state() == SwitchoverState.BACKFILL
                    ? null
                    : "The unit is in " + unit.state() + ": only a BACKFILL can be paused.";
        }

        @Override
        public void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException {
            step.take(new SwitchoverStep.Taken(
                    paused ? "pause" : "resume",
                    unit,
                    new SwitchoverStep.After(unit.state(), unit.until(), paused, unit.complete()),
                    by,
                    figures(unit)));
        }
    }

    /**
     * What becomes of a unit whose window is over before its history is through.
     *
     * @param late whether it is over for so long that gates which were not asked are no reason to stay
     */
    record Window(Instant now, boolean late) implements Move {
        @Override
        public boolean already(Switchovers.Unit unit) {
            Instant until = unit.until();
            return until == null || until.isAfter(now) || (goesOn(unit) && !late);
        }

        @Override
        public @Nullable String refused(Switchovers.Unit unit) {
            return null;
        }

        @Override
        public void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException {
            String gates = goesOn(unit) ? ", and its gates could not be asked." : ".";
            giveUp(step, unit, "Its window was over" + gates, figures(unit));
        }
    }

    /** What becomes of a unit whose history is through within its window: its gates decide. */
    record Onwards(Instant now, Switchovers.Judgement judgement) implements Move {
        @Override
        public boolean already(Switchovers.Unit unit) {
            return !goesOn(unit) || (stays(unit) && stay().equals(unit.stays()));
        }

        @Override
        public @Nullable String refused(Switchovers.Unit unit) {
            return null;
        }

        private boolean stays(Switchovers.Unit unit) {
            Instant until = unit.until();
            return !judgement.passes() && until != null && until.isAfter(now);
        }

        private Switchovers.Stay stay() {
            return new Switchovers.Stay(String.join(", ", judgement.failed()), judgement.words());
        }

        @Override
        public void run(SwitchoverStep step, Switchovers.Unit unit) throws SQLException {
            String said = judgement.figures().isBlank() ? figures(unit) : judgement.figures() + "; " + figures(unit);
            if (judgement.passes()) {
                Journal.By by = new Journal.By(HUB, "The history was through within its window.");
                SwitchoverStep.After after = new SwitchoverStep.After(SwitchoverState.PROVINCE, null, false, true);
                step.take(new SwitchoverStep.Taken("advance", unit, after, by, said));
            } else if (stays(unit)) {
                Switchovers.Stay before = unit.stays();
                boolean same = before != null && before.gates().equals(stay().gates());
                step.stay(unit, stay(), same ? null : kept(unit, said));
            } else {
                giveUp(step, unit, "Its window was over. Gates that failed: " + judgement.words() + ".", said);
            }
        }

        private SwitchoverStep.Taken kept(Switchovers.Unit unit, String said) {
            SwitchoverStep.After same =
                    new SwitchoverStep.After(unit.state(), unit.until(), unit.paused(), unit.complete());
            Journal.By by = new Journal.By(HUB, "Gates that fail: " + stay().gates() + ".");
            return new SwitchoverStep.Taken("stay", unit, same, by, said);
        }
    }

    /** Whether a unit is at the end of its backfill, and may go on by itself. */
    static boolean goesOn(Switchovers.Unit unit) {
        return unit.state() == SwitchoverState.BACKFILL
                && unit.until() != null
                && unit.counts().through();
    }

    private static void giveUp(SwitchoverStep step, Switchovers.Unit unit, String why, String said)
            throws SQLException {
        SwitchoverState before = Objects.requireNonNull(unit.state().before());
        Journal.By by = new Journal.By(HUB, why);
        SwitchoverStep.After after = new SwitchoverStep.After(before, null, false, before.owes());
        step.take(new SwitchoverStep.Taken("return", unit, after, by, said));
        step.hold(unit.reach().life(), by);
    }

    private static String figures(Switchovers.Unit unit) {
        Switchovers.Counts counts = unit.counts();
        return "owed later " + counts.later() + ", moved " + counts.moved() + ", of them under way " + counts.underWay()
                + ", held " + counts.held() + ", being sent " + counts.inFlight();
    }
}
