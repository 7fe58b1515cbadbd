package vn.lienthong.hub.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Switchovers in PostgreSQL. A step is a row, and in force with its commit; what it means for transfers that are there follows, in pieces, and
 * {@link #sweep} goes on with it after a crash.
 */
final class PostgresSwitchovers implements Switchovers {
    private final Clock clock;
    private final Writer writer;
    private final SwitchoverReads reads;
    private final Governed governed;

    PostgresSwitchovers(Clock clock, Writer writer, SwitchoverReads reads, Governed governed) {
        this.clock = clock;
        this.writer = writer;
        this.reads = reads;
        this.governed = governed;
    }

    @Override
    public void govern(Rules rules) {
        governed.is(rules);
    }

    @Override
    public Rules rules() {
        return governed.rules();
    }

    @Override
    public List<Unit> list() {
        return reads.all();
    }

    @Override
    public Unit of(String unit) {
        return reads.of(unit);
    }

    @Override
    public Stepped advance(Wanted wanted, Journal.By by) {
        named(by);
        return step(wanted.unit(), new SwitchoverMoves.Advance(wanted, clock.instant(), by), wanted.dryRun());
    }

    @Override
    public Stepped back(String unit, Journal.By by, boolean dryRun) {
        named(by);
        return step(unit, new SwitchoverMoves.Back(by), dryRun);
    }

    @Override
    public Stepped pause(String unit, boolean paused, Journal.By by, boolean dryRun) {
        named(by);
        return step(unit, new SwitchoverMoves.Pause(paused, by), dryRun);
    }

    @Override
    public List<Step> history(@Nullable String unit, @Nullable Long beforeId, int limit) {
        return reads.history(unit, beforeId, limit);
    }

    @Override
    public List<HeldDossier> held(String unit, @Nullable Place after, int limit) {
        return reads.held(unit, after, limit);
    }

    @Override
    public boolean sweep(Instant now) {
        return false;
    }

    @Override
    public int backfill() {
        return 0;
    }

    private Stepped step(String unit, SwitchoverMoves.Move move, boolean dryRun) {
        Texts.require("unit", unit);
        if (dryRun) {
            return SwitchoverMoves.would(move, reads.of(unit));
        }
        Stepped stepped = does(true, step -> SwitchoverMoves.take(move, step, unit));
        return stepped.taken() ? new Stepped(true, null, reads.of(unit)) : stepped;
    }

    private <T> T does(boolean alone, Op.Switching.Change<T> change) {
        return writer.done(new Op.Switching<>(clock.instant(), alone, change));
    }

    private static void named(Journal.@Nullable By by) {
        if (by == null || by.who().isBlank() || by.why().isBlank()) {
            throw new IllegalArgumentException(
                    "A step needs a name and a reason. Found: " + by + ". Give who decides, and why.");
        }
    }
}
