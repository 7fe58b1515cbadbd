package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<String> parkedFor = new TreeSet<>();
    private int released;
    private int looks;

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
        try (Site site = new Site(arguments.out().resolve(name), outside, megabytes, seed, diary);
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
                boolean drained = answered && drain(hub);
                return PhaseVerdict.of(
                        new PhaseVerdict.Seen(site, ledger, recovery, watch, kinds),
                        hub,
                        new End(answered, drained, released, parkedFor),
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
        List<Sender> senders = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Sender.Unit unit : Units.all(arguments.rate())) {
            Sender sender = new Sender(unit, new Sender.Way(site.door(), http), ledger, diary, load.seed());
            Thread thread = new Thread(sender, "unit-" + unit.code());
            thread.setDaemon(true);
            thread.start();
            senders.add(sender);
            threads.add(thread);
        }
        if (!Machine.within(
                TimeUnit.MINUTES.toMillis(3), () -> site.deliveries().getAsLong() > 0)) {
            diary.note("nothing was delivered within three minutes of the start");
            return false;
        }
        diary.note("the first dossiers are delivered; faults begin");
        site.second.moody(true);
        new Tormentor(site, recovery, diary)
                .run(Schedule.of(load.seed(), load.window(), load.kinds(), outside), load.window());
        senders.forEach(Sender::end);
        boolean all = Machine.within(
                arguments.drain().toMillis(), () -> threads.stream().noneMatch(Thread::isAlive));
        diary.note(all ? "every record has its receipt" : "not every record got a receipt in time");
        return all;
    }

    /** Until nothing waits; lets go what is parked, as a person would. */
    private boolean drain(HubFace hub) {
        boolean drained = Machine.within(arguments.drain().toMillis(), () -> {
            Optional<JsonNode> balance = hub.get("/v1/balance");
            if (balance.isEmpty()) {
                return false;
            }
            JsonNode total = balance.get().path("total");
            looks++;
            if (looks % 200 == 0) {
                diary.note("still " + total);
            }
            if (total.path("parked").asLong() > 0) {
                release(hub);
            }
            return total.path("waiting").asLong() + total.path("parked").asLong() == 0;
        });
        diary.note(drained ? "nothing waits any more" : "something still waits: " + hub.get("/v1/balance"));
        return drained;
    }

    private void release(HubFace hub) {
        hub.get("/v1/transfers?state=PARKED&limit=100")
                .ifPresent(page -> page.path("transfers").forEach(this::remember));
        for (String destination : List.of("province-rest", "echo")) {
            hub.post(
                            "/v1/transfers/release",
                            "{\"by\":\"torture\",\"why\":\"the faults are over\",\"filter\":{\"destination\":\""
                                    + destination + "\"}}")
                    .ifPresent(done -> released += done.path("count").asInt());
        }
    }

    private void remember(JsonNode transfer) {
        if (parkedFor.size() < 20) {
            parkedFor.add(transfer.path("destination").asText() + ": "
                    + transfer.path("problem").asText());
        }
    }
}
