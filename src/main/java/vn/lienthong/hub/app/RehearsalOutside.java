package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.rehearsal.BackfillTime.Openings;
import vn.lienthong.hub.rehearsal.Outside;
import vn.lienthong.hub.rehearsal.Proposals;
import vn.lienthong.hub.rehearsal.Trial;
import vn.lienthong.hub.rehearsal.Trial.Stage;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.rehearsal.Trial.Unfit;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Problem;

/** The hub as rehearsals see it: its mappings and tables of now, its connectors with settings for tests, its reader of records. */
final class RehearsalOutside implements Outside {
    private final RehearsalTrials trials;
    private final Hub hub;
    private final HubSettings settings;
    private final RecordReader reader;
    private final Clock clock;
    private final ToDoubleFunction<String> measured;
    private volatile @Nullable Known known;

    private record Known(Reference tables, Proposals proposals) {}

    /** @param measured messages of an hour that were delivered to a destination lately */
    RehearsalOutside(
            RehearsalTrials trials,
            Hub hub,
            HubSettings settings,
            RecordReader reader,
            ToDoubleFunction<String> measured) {
        this.trials = trials;
        this.hub = hub;
        this.settings = settings;
        this.reader = reader;
        this.clock = trials.clock();
        this.measured = measured;
    }

    @Override
    public Trial open(String destination, @Nullable String sendTo) {
        return trials.open(destination, sendTo);
    }

    @Override
    public Line read(byte[] line) {
        RecordReader.Result result = reader.read(line);
        if (result instanceof RecordReader.Read read) {
            DossierRecord record = read.record();
            Subject subject = new Subject(
                    0,
                    record.dossierCode(),
                    record.revision(),
                    tree(record.content()),
                    record.content(),
                    clock.instant());
            return new Line(subject, record.unit(), null, record.dossierCode());
        }
        RecordReader.Unreadable bad = (RecordReader.Unreadable) result;
        Problem first = problem(bad.errors().get(0));
        String code = bad.dossierCode();
        return new Line(null, "", new Unfit(Stage.READING, first, null, List.of()), code == null ? "" : code);
    }

    private static Problem problem(Finding finding) {
        String where = finding.pointer().isEmpty() ? "" : " at " + finding.pointer();
        return new Problem(finding.code(), finding.what(), finding.found() + where, finding.cure());
    }

    private static ObjectNode tree(byte[] content) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(content);
        } catch (IOException e) {
            throw new IllegalStateException("A record that was read is no JSON", e);
        }
    }

    @Override
    public Outlook outlook(String destination) {
        Map<String, String> own = settings.destinations().getOrDefault(destination, Map.of());
        DestinationSettings read = DestinationSettings.read(destination, own, text -> hours(destination, text));
        return new Outlook(
                read.rate(),
                read.concurrency(),
                measured.applyAsDouble(destination),
                new Openings(read.hours()::closedUntil, read.perDay()));
    }

    private SendingWindow hours(String destination, String text) {
        return hub.hours("hub.destinations." + destination + ".send-when", text);
    }

    @Override
    public String unitName(String unit) {
        // As it is called today; a code that means nothing now, as it was called last.
        Units units = hub.reference().units();
        return units.unitOn(unit, WallClock.dayOf(clock.instant()))
                .or(() -> units.lastOf(unit))
                .map(Unit::name)
                .orElse(unit);
    }

    @Override
    public Proposals proposals() {
        Reference tables = hub.reference();
        Known now = known;
        if (now == null || now.tables() != tables) {
            now = new Known(tables, new Proposals(tables.procedures().all()));
            known = now;
        }
        return now.proposals();
    }
}
