package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.recording.FromJournal;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.Procession;
import vn.lienthong.hub.replay.RecordedProvince;
import vn.lienthong.hub.replay.ReplayScript;
import vn.lienthong.hub.replay.Replayed;
import vn.lienthong.hub.vocabulary.TransferState;

/** Plays a recording through a hub of its own, with a recorded province in the place of all destinations, and reports what that hub sent. */
final class ReplayOverHub {
    private static final int PAGE = 200;
    /** So many wait for the hub's answer at the same time, and go in few requests. */
    private static final int BESIDE = 32;

    private static final Duration BEFORE = Duration.ofMinutes(1);
    /** The hub's time where no recorded exchange says when it was. */
    private static final Instant UNKNOWN = Instant.parse("2019-12-16T00:30:00Z");

    private final HubSettings settings;
    private final Path data;
    private final Procession.Pace pace;

    /** @param data the hub's data go into 'replay' in there */
    ReplayOverHub(HubSettings settings, Path data, Procession.Pace pace) {
        this.settings = settings;
        this.data = data.toAbsolutePath().normalize();
        this.pace = pace.withBeside(BESIDE);
    }

    /** @param stop may end it early: then what was played until then is reported */
    void play(Path folder, @Nullable String destination, Stop stop, ReplayReport report) throws InterruptedException {
        ReplayHeads heads = ReplayHeads.read(folder, destination);
        Replayable replayable = new Replayable(settings);
        Map<String, StandIn> standIns = replayable.standIns(heads.destinations());
        Supplier<ReplayFolder> reading = () -> ReplayFolder.read(heads, replayable::reason);
        if (standIns.isEmpty()) {
            reading.get().left().forEach(report::notAsked);
            return;
        }
        // The rest is read while the hub starts.
        CompletableFuture<ReplayFolder> read = CompletableFuture.supplyAsync(reading);
        DemoClock clock =
                new DemoClock(heads.first().map(at -> at.minus(BEFORE)).orElse(UNKNOWN));
        try (DemoFolder place = DemoFolder.of("replay", data.resolve("replay"), false);
                RecordedProvince province = RecordedProvince.start();
                HubServer server = HubServer.start(
                        ReplaySettings.of(settings, place.path(), province, standIns),
                        environment -> DemoSettings.leaveAside(environment, aside -> {}),
                        clock);
                HubReplay replay = new HubReplay(server, province, clock)) {
            ReplayFolder found = EarlyStart.await(read);
            report.begins();
            found.left().forEach(report::notAsked);
            tell(standIns, found.destinations(), report);
            server.part(EarlyStart.class).files().stored().madeUp().putAll(replayable.files());
            Procession procession = new Procession(found.scripts(), pace, replay);
            stop.whenAsked(procession::stop);
            procession.play();
            report.stopped(stop.asked());
            found.scripts().forEach(script -> notPlayed(script, replay.ended(script), procession.broken(), report));
            compare(server.part(Journal.class), found.scripts(), replay, report);
            report.begunLater(found.begunLater());
            report.complete(found.scripts().stream().map(ReplayScript::name).toList());
            province.strangers().forEach(report::stranger);
        }
    }

    private void tell(Map<String, StandIn> standIns, Set<String> played, ReplayReport report) {
        standIns.forEach((name, standIn) -> {
            if (played.contains(name)) {
                ReplaySettings.tell(settings, name, standIn, report);
            }
        });
    }

    private static void notPlayed(
            ReplayScript script,
            HubReplay.@Nullable Ended ended,
            Map<ReplayScript, String> broken,
            ReplayReport report) {
        String why = ended == null ? broken.getOrDefault(script, notEnded(script)) : ended.why();
        if (why != null && (ended == null || ended.failed())) {
            report.failed(script.name(), why);
        } else if (why != null) {
            report.notAsked(script.name(), why);
        }
    }

    private static String notEnded(ReplayScript script) {
        return "it did not come to its end: " + script.came() + " of "
                + script.legs().size() + " messages had come";
    }

    /** What the hub kept of all that it sent, a page at a time. */
    private static void compare(Journal journal, List<ReplayScript> scripts, HubReplay replay, ReplayReport report) {
        Map<String, ReplayScript> byKey = new HashMap<>();
        // A revision that was recorded twice is played once: by its key is found the one that was.
        scripts.stream()
                .filter(script -> wasPlayed(replay.ended(script)))
                .forEach(script -> byKey.putIfAbsent(script.key(), script));
        // While one page is compared, the next one is read.
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        Long after = null;
        List<Carried> page;
        do {
            page = journal.carried(TransferFilter.ANY, after, PAGE);
            EarlyStart.await(before);
            List<Carried> next = page;
            before = CompletableFuture.runAsync(() -> next.forEach(carried -> compare(carried, byKey, replay, report)));
            after = page.isEmpty()
                    ? after
                    : Long.valueOf(page.get(page.size() - 1).transfer().id());
        } while (page.size() == PAGE);
        EarlyStart.await(before);
    }

    private static void compare(
            Carried carried, Map<String, ReplayScript> byKey, HubReplay replay, ReplayReport report) {
        String key = ReplayScript.key(
                carried.transfer().destination(),
                carried.transfer().dossierCode(),
                carried.transfer().revision());
        ReplayScript script = byKey.get(key);
        HubReplay.Ended ended = script == null ? null : replay.ended(script);
        if (script != null && ended != null) {
            report.compared(script.name(), replayed(script, carried, ended), remarks(script, ended));
        }
    }

    private static boolean wasPlayed(HubReplay.@Nullable Ended ended) {
        return ended != null && ended.why() == null;
    }

    private static Replayed replayed(ReplayScript script, Carried carried, HubReplay.Ended ended) {
        FromJournal.Place place =
                new FromJournal.Place(script.destination(), "http://replay" + ReplaySettings.path(script), Map.of());
        List<Leg> sent = FromJournal.of(
                        carried, place, script.exchange().about().recorded())
                .legs();
        TransferState state = HubReplay.wasPlayedToTheEnd(script) ? ended.state() : null;
        return Replayed.requests(script, sent, state == null ? null : state.name(), state == null ? null : ended.row());
    }

    private static List<String> remarks(ReplayScript script, HubReplay.Ended ended) {
        List<String> remarks = new ArrayList<>();
        int missing = script.legs().size() - script.came();
        if (missing > 0) {
            remarks.add(missing + " of " + script.legs().size() + " recorded messages never came; it ended "
                    + ended.state() + " by " + ended.row());
        }
        if (script.unexpectedInAll() > 0) {
            remarks.add(script.unexpectedInAll() + " messages came that were not recorded: "
                    + String.join(", ", script.unexpected()));
        }
        return remarks;
    }
}
