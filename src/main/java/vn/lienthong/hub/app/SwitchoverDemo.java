package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.lienthong.hub.app.SwitchoverStory.Kind;
import vn.lienthong.hub.app.SwitchoverStory.Moment;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.replay.PlaySummary;
import vn.lienthong.hub.replay.Player;
import vn.lienthong.hub.replay.SampleDay;
import vn.lienthong.hub.replay.SampleRecord;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Three weeks of a switchover, played in minutes: between two moments the clock jumps, at each one the hub works until nothing moves. So the same
 * seed gives the same report, however fast the machine is.
 */
final class SwitchoverDemo {
    private static final By TEAM = new By("Nhóm chuyển đổi (mẫu)", "theo kế hoạch");
    private static final int MOST_STEPS = 500;
    private static final String UNKNOWN = "9.999999.000.00.00.H08";

    /** What the demo works with. */
    record Parts(HubServer server, FakeProvince province, DemoClock clock, PrintWriter out, Stop stop) {}

    /** How large the days are, and by which seed. */
    record Size(long seed, double scale) {}

    private final Parts parts;
    private final Size size;
    private final Journal journal;
    private final Reference reference;
    private final PlanCalendar calendar;
    private final SwitchoverWaves waves;
    private final DemoQuiet quiet;
    private final SwitchoverDemoLog log = new SwitchoverDemoLog();
    private final Map<LocalDate, List<SampleRecord>> days = new HashMap<>();
    private final Map<String, Long> pushed = new TreeMap<>();
    private final DemoRehearsal rehearsal;
    private boolean outage;
    private long lastStep;

    SwitchoverDemo(Parts parts, Size size, PlanCalendar calendar) {
        this.parts = parts;
        this.size = size;
        this.calendar = calendar;
        this.journal = parts.server().part(Journal.class);
        this.reference = parts.server().part(EarlyStart.class).hub().reference();
        this.quiet = new DemoQuiet(journal, parts.clock(), parts.stop());
        DemoNumbers numbers = new DemoNumbers(parts.server().part(GateSources.class), journal, parts.province());
        SwitchoverPlan plan = calendar.plan();
        this.waves = new SwitchoverWaves(
                plan,
                journal.switchovers(),
                destination -> numbers.towards(destination, unit -> plan.settled(unit, reference.calendar())),
                parts.clock());
        journal.switchovers().judgedBy(waves::judge);
        this.rehearsal = new DemoRehearsal(
                parts.server().part(RehearsalParts.class).rehearsals(), plan.destination(), TEAM, parts.stop());
    }

    /** Plays all of it; the report that a project leader would sign. */
    SwitchoverReport play() throws InterruptedException {
        Map<Kind, Doer> doers = Map.ofEntries(
                Map.entry(Kind.PUSH, this::push),
                Map.entry(Kind.REHEARSE, this::rehearse),
                Map.entry(Kind.STEP, this::step),
                Map.entry(Kind.STEP_OF_ONE, this::stepOfOne),
                Map.entry(Kind.BREAK, this::breakOne),
                Map.entry(Kind.MEND, this::mend),
                Map.entry(Kind.OUTAGE, this::outage),
                Map.entry(Kind.OUTAGE_ENDS, this::outageEnds),
                Map.entry(Kind.BACK, this::back),
                Map.entry(Kind.LINE, this::line),
                Map.entry(Kind.SWEEP, moment -> {}));
        for (Moment moment : SwitchoverStory.of(calendar, reference.calendar())) {
            if (parts.stop().asked()) {
                break;
            }
            parts.clock().jump(instant(moment.at()));
            Objects.requireNonNull(doers.get(moment.kind())).on(moment);
            quiet.settle(outage);
            byItself(moment);
        }
        return SwitchoverReport.of(
                new SwitchoverTally(journal, reference, pushed).wards(calendar.plan()), calendar, log, size);
    }

    /** One thing that is done at a moment. */
    private interface Doer {
        void on(Moment moment) throws InterruptedException;
    }

    private void push(Moment moment) throws InterruptedException {
        LocalDate day = moment.at().toLocalDate();
        List<SampleRecord> left = days.computeIfAbsent(day, this::day);
        Instant now = instant(moment.at());
        List<SampleRecord> due =
                left.stream().filter(record -> !record.at().isAfter(now)).toList();
        left.removeAll(due);
        if (!due.isEmpty()) {
            PlaySummary played = player().play(due, progress -> {});
            sound(played, due.size());
            due.forEach(record -> pushed.merge(record.unit(), 1L, Long::sum));
        }
    }

    /** The wards' records of dossiers received on a day, as far as all goes well with them. */
    private List<SampleRecord> day(LocalDate day) {
        List<SampleRecord> records = new ArrayList<>();
        Set<String> wards = new HashSet<>();
        calendar.plan().waves().forEach(wave -> wards.addAll(wave.units()));
        Set<String> odd = new HashSet<>();
        for (SampleRecord record : SampleDay.of(size.seed(), size.scale(), day, reference)) {
            boolean ofTheDay = DossierCode.parse(record.dossierCode())
                    .filter(code -> code.day().equals(day))
                    .isPresent();
            if (record.expected() != SampleRecord.Expected.DELIVERED) {
                odd.add(record.dossierCode());
            } else if (ofTheDay && wards.contains(record.unit()) && !odd.contains(record.dossierCode())) {
                records.add(record);
            }
        }
        return records;
    }

    private void rehearse(Moment moment) throws InterruptedException {
        List<DemoRehearsal.Readiness> found =
                rehearsal.of(calendar.plan().wave(moment.subject()).orElseThrow(), moment.at());
        log.rehearsed(found);
        long failures =
                found.stream().mapToLong(DemoRehearsal.Readiness::failures).sum();
        tell(
                moment.at(),
                moment.subject() + " is rehearsed: "
                        + found.stream()
                                .mapToLong(DemoRehearsal.Readiness::records)
                                .sum() + " records of "
                        + found.size() + (found.size() == 1 ? " ward, " : " wards, ") + failures + " would fail");
    }

    private void step(Moment moment) {
        Wave wave = calendar.plan().wave(moment.subject()).orElseThrow();
        forward(wave, moment);
    }

    private void stepOfOne(Moment moment) {
        Wave wave = calendar.plan().waveOf(moment.subject()).orElseThrow();
        forward(alone(wave, moment.subject()), moment);
    }

    private void forward(Wave wave, Moment moment) {
        SwitchoverWaves.Result result = waves.advance(new SwitchoverWaves.Wish(wave, moment.to(), true, false), TEAM);
        for (SwitchoverWaves.Unit unit : result.units()) {
            log.gates(moment.at(), unit);
            List<String> failed = unit.gates().stream()
                    .filter(gate -> !gate.passes())
                    .map(Judged::words)
                    .toList();
            if (!failed.isEmpty()) {
                tell(moment.at(), unit.unit() + " does not go to " + moment.to() + ": " + String.join("; ", failed));
            }
        }
        long gone = result.units().stream().filter(SwitchoverWaves.Unit::taken).count();
        if (gone > 0) {
            tell(moment.at(), wave.name() + ": " + gone + (gone == 1 ? " ward" : " wards") + " to " + moment.to());
        }
    }

    private static Wave alone(Wave wave, String unit) {
        return new Wave(
                wave.where(),
                wave.name(),
                wave.date(),
                wave.start(),
                wave.window(),
                wave.historyYears(),
                wave.members().stream()
                        .filter(member -> member.code().equals(unit))
                        .toList(),
                wave.limits(),
                wave.call());
    }

    private void breakOne(Moment moment) throws InterruptedException {
        pushOwn(moment, 9001, UNKNOWN);
        tell(
                moment.at(),
                moment.subject() + ": the ward's software sends a dossier with procedure " + UNKNOWN
                        + ", which nobody knows");
    }

    private void mend(Moment moment) throws InterruptedException {
        TransferFilter parked = new TransferFilter(
                null, null, moment.subject(), calendar.plan().destination(), Set.of(TransferState.PARKED), null);
        for (TransferView view : journal.transfers(parked, null, 100)) {
            journal.cancel(TransferFilter.only(view.id()), new By("Trực hệ thống (mẫu)", "mã thủ tục sai"), false)
                    .join();
            tell(
                    moment.at(),
                    moment.subject() + ": " + view.dossierCode()
                            + " is cancelled, with name and reason; the ward enters it again with the right procedure");
        }
        pushOwn(moment, 9002, DemoRecords.KNOWN_PROCEDURE);
    }

    private void pushOwn(Moment moment, int number, String procedure) throws InterruptedException {
        ObjectNode record = DemoRecords.of(moment.subject(), moment.at(), number, procedure);
        try {
            byte[] line = Json.MAPPER.writeValueAsBytes(record);
            sound(player().playLines(List.of(line).iterator(), progress -> {}), 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of our own making is always writable", e);
        }
        pushed.merge(moment.subject(), 1L, Long::sum);
    }

    private void outage(Moment moment) {
        parts.province().misbehave(List.of(Misbehaviour.parse("down")));
        outage = true;
        tell(moment.at(), "the province answers nothing but 503; records wait, the wards go on working");
    }

    private void outageEnds(Moment moment) {
        parts.province().misbehave(List.of());
        outage = false;
        tell(moment.at(), "the province is back; what waited goes over, nearest deadline first");
    }

    private void back(Moment moment) {
        Wave wave = calendar.plan().waveOf(moment.subject()).orElseThrow();
        waves.back(alone(wave, moment.subject()), new By("Trực chuyển đổi (mẫu)", "phường chưa đăng nhập được"), false);
        tell(
                moment.at(),
                moment.subject()
                        + " goes back to CITY: its counter cannot log in at the province. Nothing is deleted there");
    }

    private void line(Moment moment) {
        tell(
                moment.at(),
                moment.subject() + ": the line to the island is down, its books cannot be taken over tonight");
    }

    /** What wards did by themselves at a moment: the hub's own steps since the one before, ward by ward. */
    private void byItself(Moment moment) {
        List<Switchovers.Step> steps = journal.switchovers().history(null, null, MOST_STEPS).stream()
                .filter(step -> step.id() > lastStep)
                .toList();
        lastStep = steps.stream().mapToLong(Switchovers.Step::id).max().orElse(lastStep);
        List<Switchovers.Step> own = steps.stream()
                .filter(step -> step.by().who().equals("hub") && !isAskedAgain(step))
                .sorted(Comparator.comparing(Switchovers.Step::unit).thenComparing(Switchovers.Step::id))
                .toList();
        List<String> gone = new ArrayList<>();
        for (Switchovers.Step step : own) {
            if (step.to().compareTo(step.from()) > 0) {
                log.byItself(moment.at(), step.unit(), step.to(), gates(step.figures()));
                gone.add(step.unit());
            } else {
                String does = step.to() == step.from()
                        ? " stays in " + step.to()
                        : " returns by itself from " + step.from() + " to " + step.to();
                tell(moment.at(), step.unit() + does + ": " + step.by().why());
            }
        }
        if (!gone.isEmpty()) {
            tell(moment.at(), String.join(", ", gone) + " on to PROVINCE: history through, gates pass");
        }
    }

    /** A ward that stays for a number that could not be counted then: the machine was busy, which is no part of the story. */
    private static boolean isAskedAgain(Switchovers.Step step) {
        return step.to() == step.from() && step.figures().contains(": not known, limit ");
    }

    /** Without the counts of the history, which the hub notes behind them. */
    private static String gates(String figures) {
        int counts = figures.indexOf("; owed later ");
        return counts < 0 ? figures : figures.substring(0, counts);
    }

    private Player player() {
        URI hub = URI.create("http://127.0.0.1:" + parts.server().port());
        return new Player(Player.Settings.to(hub), parts.clock());
    }

    private static void sound(PlaySummary played, int wanted) {
        if (!played.complete() || played.accepted() != wanted) {
            throw CommandFailure.wrong(
                    "The hub did not take what the demo pushed.",
                    played.text(),
                    "Run it again; if it happens again, the hub has a fault.");
        }
    }

    private void tell(LocalDateTime at, String words) {
        log.happened(at, words);
        Consumer<String> print = parts.out()::println;
        print.accept(at.toString().replace('T', ' ') + "  " + words);
    }

    private static Instant instant(LocalDateTime at) {
        return at.atZone(WallClock.ZONE).toInstant();
    }

    /** The plan of the demo, as it comes with the hub. */
    static SwitchoverPlan plan(String text) {
        return SwitchoverPlan.read("demo-switchover.yaml", text).plan().orElseThrow();
    }
}
