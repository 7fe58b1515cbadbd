package vn.lienthong.hub.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * Switchovers in PostgreSQL. A step is a row, and in force with its commit; what it means for transfers that are there follows, in pieces, and
 * {@link #sweep} goes on with it after a crash.
 */
final class PostgresSwitchovers implements Switchovers {
    /** So many transfers are moved in one piece. */
    private static final int STEP = 500;

    /** So many sweeps, of which there is one a second, a unit whose window is over waits for its gates to be asked a last time. */
    static final int PATIENCE = 600;

    private final Clock clock;
    private final Writer writer;
    private final SwitchoverReads reads;
    private final Governed governed;
    private final Holds holds;
    /** How many sweeps found the window of a unit over. */
    private final Map<Life, Integer> late = new ConcurrentHashMap<>();

    private volatile Judge judge = (units, to) -> Map.of();

    PostgresSwitchovers(Clock clock, Writer writer, SwitchoverReads reads, Governed governed, Holds holds) {
        this.clock = clock;
        this.writer = writer;
        this.reads = reads;
        this.governed = governed;
        this.holds = holds;
    }

    @Override
    public void govern(Rules rules) {
        governed.is(rules);
        if (!rules.destinations().isEmpty()
                && !reads.standings().inherited(clock.instant()).isEmpty()) {
            does(true, SwitchoverStep::inherit);
        }
    }

    @Override
    public Rules rules() {
        return governed.rules();
    }

    @Override
    public void judgedBy(Judge told) {
        judge = told;
    }

    @Override
    public List<Unit> list() {
        return reads.all(clock.instant());
    }

    @Override
    public Unit of(String unit) {
        return reads.of(life(unit));
    }

    @Override
    public Unit stepping(String unit) {
        return reads.stepping(life(unit));
    }

    @Override
    public Unit of(Life life) {
        return reads.of(life);
    }

    private Life life(String unit) {
        return governed.rules().units().at(unit, clock.instant());
    }

    @Override
    public Stepped advance(Wanted wanted, Journal.By by) {
        named(by);
        return step(life(wanted.unit()), new SwitchoverMoves.Advance(wanted, clock.instant(), by), wanted.dryRun());
    }

    @Override
    public Stepped back(String unit, Journal.By by, boolean dryRun) {
        named(by);
        return step(life(unit), new SwitchoverMoves.Back(by), dryRun);
    }

    @Override
    public Stepped pause(String unit, boolean paused, Journal.By by, boolean dryRun) {
        named(by);
        return step(life(unit), new SwitchoverMoves.Pause(paused, by), dryRun);
    }

    @Override
    public List<Step> history(@Nullable String unit, @Nullable Long beforeId, int limit) {
        return reads.history(unit, beforeId, limit);
    }

    @Override
    public List<HeldDossier> held(String unit, @Nullable Place after, int limit) {
        return reads.held(life(unit), after, limit);
    }

    @Override
    public List<String> left(String unit, int limit) {
        return reads.left(life(unit), limit);
    }

    @Override
    public List<Flagged> flagged(String unit, int limit) {
        return reads.flagged(life(unit), limit);
    }

    @Override
    public boolean sweep(Instant now) {
        List<SwitchoverReads.ToDo> toDo = reads.toDo();
        late.keySet().retainAll(toDo.stream().map(SwitchoverReads.ToDo::unit).toList());
        return each(
                toDo,
                one -> one.incomplete()
                        ? finish(one.unit(), one.by())
                        : step(one.unit(), new SwitchoverMoves.Window(now, isLate(one, now)), false)
                                .taken());
    }

    /** Counted and not measured: whoever sets the clock on, or starts a hub after hours, has asked no gate. */
    private boolean isLate(SwitchoverReads.ToDo one, Instant now) {
        Instant until = one.until();
        if (until == null || until.isAfter(now)) {
            return false;
        }
        return late.merge(one.unit(), 1, Integer::sum) > PATIENCE;
    }

    @Override
    public boolean goOn(Instant now) {
        Map<String, Life> through = new TreeMap<>();
        for (SwitchoverReads.ToDo one : reads.toDo()) {
            if (!one.incomplete() && SwitchoverMoves.goesOn(reads.of(one.unit()))) {
                through.put(one.unit().code(), one.unit());
            }
        }
        if (through.isEmpty()) {
            return false;
        }
        Map<String, Judgement> judged = judge.of(through.keySet(), SwitchoverState.PROVINCE);
        return each(through.values(), unit -> {
            Judgement judgement = judged.getOrDefault(unit.code(), Judgement.NONE);
            Stepped stepped = step(unit, new SwitchoverMoves.Onwards(now, judgement), false);
            return stepped.taken() && stepped.unit().state() != SwitchoverState.BACKFILL;
        });
    }

    /** One after the other, whatever becomes of the one before. Tells if one of them did something. */
    private static <T> boolean each(Collection<T> all, Predicate<T> work) {
        boolean did = false;
        RuntimeException failed = null;
        for (T one : all) {
            try {
                did |= work.test(one);
            } catch (RuntimeException e) {
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return did;
    }

    @Override
    public int backfill() {
        int ahead = governed.rules().ahead();
        List<CompletableFuture<Integer>> made = new ArrayList<>();
        for (SwitchoverReads.Filling lane : reads.filling()) {
            // In pieces that are worth a commit: not before half of them have gone.
            if (lane.underWay() <= ahead / 2) {
                int room = Math.min(STEP, ahead - lane.underWay());
                made.add(writer.submit(new Op.Switching<>(
                        clock.instant(), false, step -> step.backfill(lane.unit(), lane.destination(), room))));
            }
        }
        return made.stream().mapToInt(Op::joined).sum();
    }

    private Stepped step(Life unit, SwitchoverMoves.Move move, boolean dryRun) {
        Texts.require("unit", unit.code());
        Unit before = reads.stepping(unit);
        Stepped would = SwitchoverMoves.would(move, before);
        if (dryRun || !would.taken()) {
            return would;
        }
        Stepped stepped = does(true, step -> SwitchoverMoves.take(move, step, unit));
        if (!stepped.taken()) {
            return stepped;
        }
        holds.sweep(clock.instant());
        Unit now = reads.of(unit);
        Journal.By by = now.by();
        if (!now.complete() && by != null) {
            finish(unit, by);
        }
        return new Stepped(true, null, reads.of(unit));
    }

    /** Takes back what is open of a unit that owes nothing any more. Tells if there was something, or it came to its end. */
    private boolean finish(Life unit, Journal.By by) {
        boolean did = false;
        boolean busy = false;
        long after = 0;
        List<SwitchoverReads.Open> page;
        do {
            page = reads.open(unit, after, STEP);
            List<Long> ids = page.stream()
                    .filter(open -> !open.busy())
                    .map(SwitchoverReads.Open::id)
                    .toList();
            busy |= ids.size() < page.size();
            if (!ids.isEmpty()) {
                did |= does(false, step -> step.takeBack(unit, ids, by)) > 0;
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == STEP);
        if (busy || !reads.open(unit, 0, 1).isEmpty()) {
            return did;
        }
        does(true, step -> step.complete(unit, by));
        return true;
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
