package vn.lienthong.hub.torture;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One part of a torture run: a site of its own, load and faults for a while, then quiet until all is delivered, then the count. */
final class Phase {
    private static final Set<Fault> INSIDE = EnumSet.of(
            Fault.HUB_KILLED,
            Fault.DATABASE_RESTARTED,
            Fault.DROPPED,
            Fault.FROZEN,
            Fault.CLOCK_FORWARD,
            Fault.CLOCK_BACK,
            Fault.DISK_FULL,
            Fault.PROVINCE);

    private final Arguments arguments;
    private final boolean outside;
    private final Diary diary;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Phase(Arguments arguments, boolean outside, Diary diary) {
        this.arguments = arguments;
        this.outside = outside;
        this.diary = diary;
    }

    /** @param window milliseconds of load and faults */
    PhaseVerdict run(long window) throws IOException, InterruptedException {
        String name = outside ? "outside" : "inside";
        diary.note("phase " + name + ": database and broker are "
                + (outside ? "processes beside the hub" : "the hub's own"));
        long seed = arguments.seed() + (outside ? 0 : 1);
        int megabytes = megabytes(window);
        Site.Layout layout = new Site.Layout(outside, megabytes, Map.of(), Duration.ZERO);
        try (Site site = new Site(arguments.out().resolve(name), layout, seed, diary);
                Recovery recovery = new Recovery(site.deliveries())) {
            Set<Fault> kinds = outside ? EnumSet.allOf(Fault.class) : EnumSet.copyOf(INSIDE);
            if (!site.disk.canBeFilled()) {
                diary.note("left out: disk-full, because " + site.disk.why());
                kinds.remove(Fault.DISK_FULL);
            }
            HubFace hub = new HubFace(http, site.hub::port);
            try (BalanceWatch watch = new BalanceWatch(hub, diary)) {
                Ledger ledger = new Ledger();
                boolean answered = push(site, recovery, ledger, new Load(seed, window, kinds));
                Drain drain = new Drain(hub, diary);
                boolean drained = answered && drain.within(arguments.drain());
                return PhaseVerdict.of(
                        new PhaseVerdict.Seen(site, ledger, recovery, watch, kinds),
                        hub,
                        new End(answered, drained, drain.released(), drain.parkedFor()),
                        diary);
            }
        }
    }

    /** Room for what the load leaves behind; the hub's own database wants 256 MB free and keeps its log for longer. */
    private int megabytes(long window) {
        int records = (int) (window / 1_000) * arguments.rate();
        return outside ? 300 + records / 150 : 700 + records / 40;
    }

    private record Load(long seed, long window, Set<Fault> kinds) {}

    /** How a phase ended. */
    record End(boolean answered, boolean drained, int released, Set<String> parkedFor) {}

    private boolean push(Site site, Recovery recovery, Ledger ledger, Load load) throws InterruptedException {
        Senders senders = Senders.start(
                Units.all(arguments.rate()), new Sender.Way(site.door(), http, 0), ledger, diary, load.seed());
        if (!Machine.within(
                TimeUnit.MINUTES.toMillis(3), () -> site.deliveries().getAsLong() > 0)) {
            diary.note("nothing was delivered within three minutes of the start");
            return false;
        }
        diary.note("the first dossiers are delivered; faults begin");
        site.second.moody(true);
        new Tormentor(site, recovery, diary)
                .run(Schedule.of(load.seed(), load.window(), load.kinds(), outside), load.window());
        return senders.end(arguments.drain());
    }
}
