package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.PlaySummary;
import vn.lienthong.hub.replay.Player;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.replay.SampleDay;
import vn.lienthong.hub.replay.SampleRecord.Expected;
import vn.lienthong.hub.vocabulary.TransferState;

/** A sample day on its way through a started hub, told as it goes. */
final class Demo {
    private static final long POLL_MILLIS = 500;
    private static final String DIFFERS = " (differs)";

    private final HubServer server;
    private final Journal journal;
    private final PrintWriter out;
    private final boolean terminal;
    private final boolean afresh;
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong delivered = new AtomicLong();

    /**
     * A day in a hub.
     *
     * @param afresh whether the hub held nothing before; only then can the sums be those of the day
     */
    Demo(HubServer server, PrintWriter out, boolean terminal, boolean afresh) {
        this.afresh = afresh;
        this.server = server;
        this.journal = server.part(Journal.class);
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * What became of a day.
     *
     * @param closes whether accepted = delivered + waiting + parked + cancelled + superseded, for every unit
     * @param asPlanned whether each record became what the day says it must
     */
    record Found(boolean closes, boolean asPlanned) {}

    Reference reference() {
        return server.part(EarlyStart.class).hub().reference();
    }

    /** Plays the day, waits until all of it is delivered or parked, tells the sums. */
    Found play(SampleDay day, Stop stop) throws InterruptedException {
        listen(server.part(HubLifecycle.class).delivery());
        out.println("Hub on port " + server.port() + ", " + sinceJvmStart() + " s after the start of the JVM. "
                + "Pushing a made-up day: " + day.dossiers() + " dossiers, " + day.size()
                + " records. Nobody in it exists.");
        PlaySummary played = push(day, stop);
        drain(stop);
        DemoReport report = new DemoReport(journal, reference().units(), day.day());
        Balance balance = Balance.of(journal.balance());
        out.println();
        out.println(report.balance(balance));
        out.println(report.refused(played));
        out.println(report.parked());
        String planned = planned(day.expected(), played, balance.total());
        if (afresh) {
            out.println(planned);
        }
        if (played.stoppedBecause() != null) {
            out.println("The push ended early. " + played.stoppedBecause());
        }
        return new Found(balance.closes(), played.complete() && !(afresh && planned.contains(DIFFERS)));
    }

    /** What the other side has seen; it counts for itself. */
    void tellProvince(DemoProvince province) {
        ProvinceReport seen = province.await().report();
        long wrong =
                seen.misbehaved().values().stream().mapToLong(Long::longValue).sum();
        out.println("The province holds " + seen.creates() + " dossiers and " + seen.steps()
                + " steps. It went wrong " + wrong + " times"
                + (wrong == 0 ? "" : " " + new TreeMap<>(seen.misbehaved())) + "; of what it took, "
                + seen.committedUnanswered() + " were never confirmed, so the hub had to ask. Second creates refused "
                + seen.repeatedCreates() + ", repeated steps " + seen.repeatedSteps() + ", out of order "
                + seen.orderBreaks() + ".");
    }

    void whereToLook(DemoProvince province, Path data) {
        String hub = "http://127.0.0.1:" + server.port();
        Table places = new Table(9, "Where to look:", "");
        places.row("  " + hub + "/v1/balance", "the sums");
        places.row("  " + hub + "/v1/transfers?state=PARKED", "what waits for a person");
        places.row("  " + hub + "/v1/dossiers/DOSSIER-CODE", "the whole path of a dossier");
        places.row("  explain DOSSIER-CODE --hub " + hub, "the same as a command");
        places.row("  " + hub + "/openapi.yaml", "every call");
        places.row("  " + hub + "/actuator/health", "what is wrong now");
        places.row("  " + hub + "/actuator/prometheus", "the same as numbers");
        places.row("  " + province.address() + "/__admin/lienthong/report", "what the province has seen");
        places.row("  " + data, "the demo's data");
        out.print(places);
    }

    private void listen(@Nullable Delivery delivery) {
        if (delivery != null) {
            delivery.onLanded(this::landed);
        }
    }

    private void landed(Landing landing) {
        if (landing.becomes() == TransferState.DELIVERED && delivered.incrementAndGet() == 1) {
            // On the journal's thread: printed by another, so that a slow terminal holds up nobody.
            String words = "First dossier delivered " + sinceJvmStart() + " s after the start of the JVM: "
                    + landing.flight().dossierCode() + " of unit "
                    + landing.flight().unit() + ".";
            Thread teller = new Thread(() -> out.println(words), "demo-teller");
            teller.setDaemon(true);
            teller.start();
        }
    }

    private PlaySummary push(SampleDay day, Stop stop) throws InterruptedException {
        Player player = new Player(Player.Settings.to(URI.create("http://127.0.0.1:" + server.port())), clock);
        stop.whenAsked(player::stop);
        try (Progress progress = Progress.of("pushed", day.size(), terminal, out)) {
            return player.play(
                    day,
                    now -> progress.at(
                            now.answered(), " refused " + now.refusedInAll() + ", delivered " + delivered.get()));
        }
    }

    private void drain(Stop stop) throws InterruptedException {
        Drain drain = new Drain(journal);
        BalanceRow total = total();
        try (Progress progress = Progress.of("delivered or parked", total.accepted(), terminal, out)) {
            boolean over = drain.drained();
            while (!over && !stop.await(POLL_MILLIS)) {
                over = drain.drained();
                total = total();
                progress.at(total.accepted() - total.waiting(), " still moving " + total.waiting());
            }
            total = total();
            progress.at(total.accepted() - total.waiting(), " behind a parked one " + total.waiting());
        }
    }

    /** The day knows what has to become of each of its records; the hub's own sums must agree. */
    static String planned(Map<Expected, Integer> planned, PlaySummary played, BalanceRow found) {
        Table table = new Table(1, "what the day must give", "planned", "found");
        row(table, "delivered", planned.getOrDefault(Expected.DELIVERED, 0), found.delivered());
        row(table, "parked", planned.getOrDefault(Expected.PARKED, 0), found.parked());
        row(table, "waiting behind a parked one", planned.getOrDefault(Expected.BEHIND_PARKED, 0), found.waiting());
        row(table, "superseded", planned.getOrDefault(Expected.SUPERSEDED, 0), found.superseded());
        row(table, "repeated", planned.getOrDefault(Expected.REPEATED, 0), played.repeated());
        int refused = planned.getOrDefault(Expected.REFUSED, 0) + planned.getOrDefault(Expected.CONFLICT, 0);
        row(table, "refused", refused, played.refusedInAll());
        return table.toString();
    }

    private static void row(Table table, String what, long planned, long found) {
        table.row(what, planned, planned == found ? found : found + DIFFERS);
    }

    private BalanceRow total() {
        return Balance.of(journal.balance()).total();
    }

    private String sinceJvmStart() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
        return String.valueOf(
                Math.floor(Duration.between(start, clock.instant()).toMillis() / 100.0) / 10);
    }
}
