package vn.lienthong.hub.timeliness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.lienthong.hub.journal.Timings.Unreported;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.timeliness.SyncAge.Level;

/** Tells for each unit and destination how old the oldest unreported fact is now. Thread-safe. */
public final class SyncAges {
    private final Function<Instant, List<Unreported>> unreported;
    private final Supplier<Reference> tables;
    private final TimelinessSettings settings;
    private final Clock clock;

    /**
     * Asks nothing yet.
     *
     * @param unreported what is unreported at a moment
     * @param tables units and working calendar, which may be exchanged between two questions
     */
    public SyncAges(
            Function<Instant, List<Unreported>> unreported,
            Supplier<Reference> tables,
            TimelinessSettings settings,
            Clock clock) {
        this.unreported = unreported;
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
    }

    /** By destination and unit; nothing for a unit of which all is reported. */
    public List<SyncAge> now() {
        Instant now = clock.instant();
        Reference known = tables.get();
        return unreported.apply(now).stream().map(one -> age(one, now, known)).toList();
    }

    /** From which ages on there is an alarm and a breach. */
    public TimelinessSettings settings() {
        return settings;
    }

    private SyncAge age(Unreported one, Instant now, Reference known) {
        // Accepted by another node whose clock is a little ahead.
        Instant since = one.since().isAfter(now) ? now : one.since();
        Optional<Duration> working = known.calendar().workingTime(since, now);
        Duration wall = Duration.between(since, now);
        LocalDate received =
                DossierCode.parse(one.dossierCode()).map(DossierCode::day).orElse(WallClock.dayOf(since));
        Optional<Unit> then = known.units().unitOn(one.unit(), received);
        Optional<Unit> today = known.units().successorOf(one.unit(), received, WallClock.dayOf(now));
        return new SyncAge(
                one,
                then.map(Unit::name).orElse(null),
                today.filter(unit -> !then.filter(unit::goesOnAs).isPresent())
                        .map(unit -> unit.code() + " " + unit.name())
                        .orElse(null),
                working.orElse(null),
                wall,
                level(working.orElse(wall)));
    }

    private Level level(Duration age) {
        if (age.compareTo(settings.breach()) >= 0) {
            return Level.BREACH;
        }
        return age.compareTo(settings.alarm()) >= 0 ? Level.ALARM : Level.GOOD;
    }
}
