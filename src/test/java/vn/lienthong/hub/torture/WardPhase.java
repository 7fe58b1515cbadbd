package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** A switchover run: every ward pushes, waves move forwards and back, the hub is killed; then it is quiet, and every record is looked for. */
final class WardPhase {
    /** The evening of a wave, when its wards have their old codes. */
    private static final Instant EVENING = Instant.parse("2019-12-17T10:31:00Z");

    private static final int OVERTAKING = 6;
    private static final int LONGEST_DWELL = 4_000;
    private static final long START_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private final Arguments arguments;
    private final Diary diary;
    private final WardPlan plan;
    private final Ledger ledger = new Ledger();
    private final Journeys journeys = new Journeys();
    private final List<String> parts = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    WardPhase(Arguments arguments, Diary diary) {
        this.arguments = arguments;
        this.diary = diary;
        this.plan = WardPlan.of(arguments.wards());
    }

    WardVerdict run() throws IOException, InterruptedException {
        Path file = Files.writeString(arguments.out().resolve("plan.yaml"), plan.yaml());
        Map<String, String> settings = Map.of(
                "hub.switchover.plan", file.toString(),
                "hub.switchover.destinations", "province-rest",
                "hub.switchover.initial", "CITY",
                "hub.switchover.ahead", "20",
                "hub.rehearsal.destination", "province-rest",
                // Partitions for months that are over cannot be made, and need not: its clock stands there, not its
                // database's.
                "logging.level.vn.lienthong.hub.journal.WriterSession", "ERROR");
        int megabytes = 700 + (int) arguments.length().toSeconds() * arguments.rate() / 25;
        Site.Layout layout = new Site.Layout(false, megabytes, settings, Duration.between(Instant.now(), EVENING));
        try (Site site = new Site(arguments.out().resolve("switchover"), layout, arguments.seed(), diary);
                Recovery recovery = new Recovery(site.deliveries())) {
            HubFace hub = new HubFace(http, site.hub::port);
            Drain drain = new Drain(hub, diary);
            try (BalanceWatch watch = new BalanceWatch(hub, diary)) {
                Counter counter = new Counter(hub, journeys);
                Senders senders = pushing(site);
                move(site, recovery, counter, drain);
                tell(!senders.end(arguments.drain()), "not every record got a receipt");
                tell(!drain.within(arguments.drain()), "not everything was delivered in time after the faults");
                tell(site.hub.endedByItself() > 0, "the hub ended by itself: " + site.hub.endedByItself());
                if (parts.isEmpty()) {
                    diary.note("now it is reconciled and settled");
                    parts.addAll(new Settling(arguments.out(), site, ledger, counter).run(plan, journeys));
                    drain.within(arguments.drain());
                }
                return verdict(site, recovery, watch, counter, drain);
            }
        }
    }

    private Senders pushing(Site site) {
        return Senders.start(
                Units.of(plan.units(), arguments.rate()),
                new Sender.Way(site.door(), http, OVERTAKING),
                ledger,
                diary,
                arguments.seed());
    }

    private void move(Site site, Recovery recovery, Counter counter, Drain drain) throws InterruptedException {
        if (!Machine.within(START_MILLIS, () -> site.second.taken() > 0)) {
            parts.add("nothing was delivered within " + START_MILLIS / 60_000 + " minutes of the start");
            return;
        }
        diary.note("the first dossiers are delivered; the waves begin");
        int dwell = (int) Math.min(LONGEST_DWELL, arguments.length().toMillis() / 60);
        WaveOperator.Ward ward = new WaveOperator.Ward(
                unit -> Books.of(site, ledger.dossiers(unit)), counter, drain, journeys, diary, dwell);
        List<WaveOperator> operators = plan.waves().stream()
                .map(wave -> new WaveOperator(wave, ward, arguments.seed()))
                .toList();
        List<Thread> threads = operators.stream().map(WardPhase::started).toList();
        long window = arguments.length().toMillis();
        new Tormentor(site, recovery, diary).run(Schedule.ofKills(arguments.seed(), window), window);
        operators.forEach(WaveOperator::end);
        for (Thread thread : threads) {
            thread.join();
        }
        diary.note("every wave is at its end");
    }

    private static Thread started(WaveOperator operator) {
        Thread thread = new Thread(operator, "operator");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private WardVerdict verdict(Site site, Recovery recovery, BalanceWatch watch, Counter counter, Drain drain) {
        Books books = Books.of(site, ledger.dossiers());
        JsonNode balance = counter.balance();
        Journeys.Seen seen = journeys.seen();
        List<WardVerdict.Line> lines = new ArrayList<>();
        for (String unit : plan.units()) {
            SwitchoverState home = counter.state(unit);
            int forwards = seen.forwards().getOrDefault(unit, 0);
            int back = seen.back().getOrDefault(unit, 0);
            parts.addAll(
                    counter.steps(unit).broken(forwards, back, seen.windows().getOrDefault(unit, 0)));
            WardCount count = WardCount.of(unit, books, home);
            lines.add(new WardVerdict.Line(count, forwards, back, home, HubSums.are(balance, count)));
        }
        ProvinceReport province = site.province.report();
        Receiver.Report city = site.second.report();
        tell(province.repeatedSteps() > 0, "steps taken twice by the province: " + province.repeatedSteps());
        tell(city.otherBytes() > 0, "the same key with other bytes: " + city.otherBytes());
        tell(!province.invalid().isEmpty(), "messages that the province refuses: " + province.invalid());
        drain.parkedFor().forEach(why -> diary.note("was parked, and released: " + why));
        int kills = recovery.happened().getOrDefault(Fault.HUB_KILLED, 0);
        long dossiers = books.sent().size();
        return new WardVerdict(
                arguments,
                lines,
                seen,
                new WardVerdict.Run(
                        kills,
                        recovery.happened().getOrDefault(Fault.PROVINCE, 0),
                        city.repeats(),
                        books.again(),
                        Math.max(0, province.creates() - dossiers) + Math.max(0, site.second.dossiers() - dossiers),
                        ledger.refusals(),
                        ledger.untrueReceipts(),
                        watch.looks(),
                        watch.open(),
                        drain.released(),
                        parts));
    }

    private void tell(boolean is, String text) {
        if (is) {
            parts.add(text);
        }
    }
}
