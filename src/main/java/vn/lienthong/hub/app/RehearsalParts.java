package vn.lienthong.hub.app;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.rehearsal.LiveRehearsal.Unit;
import vn.lienthong.hub.rehearsal.Rehearsals;
import vn.lienthong.hub.rehearsal.ReportBook;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What rehearsals of a hub work with; made when it is first asked for. Thread-safe. */
final class RehearsalParts {
    private final EarlyStart early;
    private final Journal journal;
    private final HubSettings settings;
    private final Forecasts forecasts;
    private @Nullable Rehearsals rehearsals;

    RehearsalParts(EarlyStart early, Journal journal, HubSettings settings, Forecasts forecasts) {
        this.early = early;
        this.journal = journal;
        this.settings = settings;
        this.forecasts = forecasts;
    }

    synchronized Rehearsals rehearsals() {
        Rehearsals made = rehearsals == null ? made() : rehearsals;
        rehearsals = made;
        return made;
    }

    /** The reports, also for gates of a switchover. */
    ReportBook book() {
        return new ReportBook(settings.dataFolder().resolve("rehearsals"));
    }

    /** Units in rehearsal, with where they move to; none where no switchover governs anything. */
    List<Unit> units() {
        TreeSet<String> governed = new TreeSet<>(journal.switchovers().rules().destinations());
        if (governed.isEmpty()) {
            return List.of();
        }
        String named = settings.rehearsal().destinationOf(settings.destinations());
        String destination = named == null ? governed.first() : named;
        return journal.switchovers().list().stream()
                .filter(unit -> unit.state() == SwitchoverState.REHEARSAL)
                .flatMap(unit -> unit.reach().codes().stream()
                        .map(code -> new Unit(
                                code,
                                destination,
                                unit.since() == null ? early.clock().instant() : unit.since())))
                .toList();
    }

    private Rehearsals made() {
        Hub hub = early.hub();
        RecordReader reader = RecordReader.following(
                RecordSchema.load(settings.homeFolder().resolve("mappings")), hub::reference, early.clock());
        RehearsalTrials trials = new RehearsalTrials(hub, settings, early.files(), early.clock());
        return new Rehearsals(new Rehearsals.Parts(
                journal,
                book(),
                new RehearsalOutside(trials, hub, settings, reader, forecasts::perHour),
                early.clock()));
    }
}
