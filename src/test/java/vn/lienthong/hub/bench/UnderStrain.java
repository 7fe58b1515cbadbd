package vn.lienthong.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import vn.lienthong.hub.app.SettableHub;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.testkit.TestBroker;

/**
 * The hub where not all is well, against the hub of the same session where it is; each figure with its limit.
 *
 * <p>{@code poison=1}: percent of the dossiers that the destination refuses, or breaks at; the others' p99 from sending to arrival, at
 * {@code rate} records a second (800). {@code backlog=100000}: so many transfers gather while nobody listens, the hub's clock goes on by
 * {@code outage} minutes (240), then it comes back. {@code nodes=2}: two hubs on one database and one broker. {@code soap=1}: the same records to the
 * province over SOAP and over REST, in turns, with the processor time of each. All: {@code secs}, {@code warm}, {@code turns}, {@code conns},
 * {@code heap}.
 */
final class UnderStrain {
    private static final double PROBE_SECONDS = 5;
    /** From the moment a probe may go to its arrival: one look of the runway, one commit, one message. */
    private static final double PROBE_SLACK_SECONDS = 0.5;

    private static final int WINDOW = 128;
    private static final int DRAIN_SECONDS = 600;

    private final Map<String, String> arguments;
    private final Path out = Path.of("target/bench");
    private final FastSink sink = new FastSink();
    private final String template = Files.readString(Path.of("src/test/resources/bench/record.json"));
    private boolean good = true;
    private int run = 500;

    UnderStrain(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
        Files.createDirectories(out);
    }

    /** Whether every limit was kept. */
    boolean run() throws Exception {
        if (arguments.containsKey("poison")) {
            poison(number("poison", 1));
        }
        if (arguments.containsKey("backlog")) {
            backlog(number("backlog", 100_000));
        }
        if (arguments.containsKey("nodes")) {
            twoNodes();
        }
        if (arguments.containsKey("soap")) {
            soap();
        }
        return good;
    }

    /** The same new dossiers, now over REST, now over SOAP: one message each. */
    private void soap() throws IOException, InterruptedException {
        // The receipt's number has no place in the SOAP form; the name of who hands it in has one in both.
        String named = template.replace("\"name\":\"Trần Văn Thử Nghiệm\"", "\"name\":\"@ID@\"");
        String prefix = "hub.destinations.province-soap.";
        List<String> bySoap = List.of(
                "hub.intake.owed-to=province-soap",
                prefix + "address=" + sink.url(),
                prefix + "username=bench",
                prefix + "password=bench",
                prefix + "unit-code=000.00.00.H08");
        try (Peer rest = start("rest", List.of("hub.intake.owed-to=province-rest"));
                Peer soap = start("soap", bySoap)) {
            scattered(rest, named, number("warm", 40));
            scattered(soap, named, number("warm", 40));
            List<Form> restTurns = new ArrayList<>();
            List<Form> soapTurns = new ArrayList<>();
            for (int turn = 0; turn < turns(); turn++) {
                boolean second = turn % 2 == 1;
                (second ? soapTurns : restTurns).add(scattered(second ? soap : rest, named, number("secs", 30)));
            }
            System.out.println("soap: each turn: rest " + restTurns + ", soap " + soapTurns);
            double before = median(restTurns.stream().map(Form::perSecond).toList());
            double after = median(soapTurns.stream().map(Form::perSecond).toList());
            say("soap: delivered/s of province-soap, -rest", after, before, "at least 0.60 x", after >= 0.6 * before);
            double cost = median(soapTurns.stream().map(Form::cpuMillis).toList());
            double usual = median(restTurns.stream().map(Form::cpuMillis).toList());
            say("soap: processor ms per record", cost, usual, "reported", true);
            int lost = restTurns.stream().mapToInt(Form::lost).sum()
                    + soapTurns.stream().mapToInt(Form::lost).sum();
            say("soap: lost", lost, 0, "none", lost == 0);
        }
    }

    private record Form(double perSecond, double cpuMillis, int lost) {}

    private Form scattered(Peer hub, String records, int seconds) throws InterruptedException {
        Tally tally = next();
        double cpu = hub.cpuSeconds();
        long began = System.nanoTime();
        new Load(hub.target(), records, tally, number("conns", 32), new Load.Shape(0, 16, 0, true))
                .run(seconds, Tally.MOST);
        drain(tally, key -> true);
        double spent = (hub.cpuSeconds() - cpu) * 1000 / Math.max(1, tally.delivered());
        return new Form(tally.delivered() / seconds(began, tally.lastDelivery()), spent, tally.lost());
    }

    private void poison(int percent) throws IOException, InterruptedException {
        IntPredicate sound = key -> key % 100 >= percent;
        int connections = number("conns", 32);
        Load.Shape shape = new Load.Shape(0, 9_999 / connections, number("rate", 800), false);
        try (Peer hub = start("poison", List.of())) {
            load(hub, number("warm", 40), Load.Shape.CLOSED_LOOP);
            List<Double> healthy = new ArrayList<>();
            List<Double> poisoned = new ArrayList<>();
            int lost = 0;
            // In turns, because the machine is not the same from one minute to the next.
            for (int turn = 0; turn < turns(); turn++) {
                boolean bad = turn % 2 == 1;
                sink.poison(bad ? key -> !sound.test(key) : key -> false);
                Tally tally = load(hub, number("secs", 30), shape);
                lost += tally.lost(sound);
                (bad ? poisoned : healthy).add(tally.deliveryMillis(0.99, sound));
            }
            System.out.println("poison: p99 of each turn, ms: without " + healthy + ", with " + poisoned);
            double before = median(healthy);
            double after = median(poisoned);
            say("poison: p99 of the others, ms", after, before, "at most 1.10 x", after <= 1.1 * before);
            say("poison: others lost", lost, 0, "none", lost == 0);
        }
    }

    private void backlog(int records) throws IOException, InterruptedException {
        Path clock = out.resolve("clock").toAbsolutePath();
        SettableHub.setOffset(clock, Duration.ZERO);
        List<String> program =
                List.of("-cp", System.getProperty("java.class.path"), SettableHub.class.getName(), clock.toString());
        try (Peer hub = start("backlog", program, "", List.of())) {
            load(hub, number("warm", 40), Load.Shape.CLOSED_LOOP);
            long began = System.nanoTime();
            Tally healthy = load(hub, number("secs", 30), new Load.Shape(0, 16, 0, true));
            double rate = healthy.delivered() / seconds(began, healthy.lastDelivery());

            sink.goAway();
            Tally tally = next();
            new Load(hub.target(), template, tally, number("conns", 32), new Load.Shape(0, 16, 0, true))
                    .run(DRAIN_SECONDS, records);
            // What the outage lasts beyond the filling passes quickly, but not at once: waits end and probes fail
            // meanwhile.
            for (int minute = 1; minute <= number("outage", 240); minute++) {
                SettableHub.setOffset(clock, Duration.ofMinutes(minute));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            long back = System.nanoTime();
            sink.comeBack();
            drain(tally, key -> true);

            say(
                    "backlog: transfers that waited",
                    tally.acknowledged(),
                    records,
                    "all",
                    tally.acknowledged() == records);
            double first = seconds(back, tally.firstAfter(back));
            double drained = tally.delivered() / seconds(tally.firstAfter(back), tally.lastDelivery());
            int overtaken = mostOvertaken(tally.arrivals());
            double probe = PROBE_SECONDS + PROBE_SLACK_SECONDS;
            say("backlog: first delivery after, s", first, PROBE_SECONDS, "at most " + probe, first <= probe);
            say(
                    "backlog: most that were due later and went before",
                    overtaken,
                    0,
                    "at most " + WINDOW,
                    overtaken <= WINDOW);
            say("backlog: delivered/s", drained, rate, "at least 0.80 x", drained >= 0.8 * rate);
            int lost = tally.lost();
            say("backlog: lost or repeated", lost + tally.repeated(), 0, "none", lost + tally.repeated() == 0);
        }
    }

    private void twoNodes() throws Exception {
        Path folder = out.resolve("data-shared").toAbsolutePath();
        EndToEnd.delete(folder);
        Files.createDirectories(folder);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"));
                TestBroker broker = new TestBroker();
                Peer first = node(0, folder, database, broker)) {
            measured(List.of(first), number("warm", 40));
            try (Peer second = node(1, folder, database, broker)) {
                // By itself: two that share the processors would have half the records to warm up with.
                measured(List.of(second), number("warm", 40));
                inTurns(first, second);
            }
        }
    }

    /** One of two hubs has all the load, then each has half of it, and so on. */
    private void inTurns(Peer first, Peer second) throws IOException, InterruptedException {
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        int delivered = 0;
        int bySecond = 0;
        for (int turn = 0; turn < turns(); turn++) {
            boolean both = turn % 2 == 1;
            int before = sink.byTheSecond();
            Rate rate = measured(both ? List.of(first, second) : List.of(first), number("secs", 30));
            (both ? two : one).add(rate.perSecond());
            if (both) {
                delivered += rate.delivered();
                bySecond += sink.byTheSecond() - before;
            }
        }
        System.out.println("nodes: delivered/s of each turn: one " + one + ", two " + two);
        double share = bySecond / (double) delivered;
        boolean fast = median(two) >= 0.8 * median(one);
        say("nodes: delivered/s of two, of one", median(two), median(one), "at least 0.80 x", fast);
        say("nodes: share of the second", share, 0.5, "0.40 to 0.60", share >= 0.4 && share <= 0.6);
    }

    private Peer node(int number, Path folder, EmbeddedDatabase database, TestBroker broker)
            throws IOException, InterruptedException {
        return start(
                "node-" + number,
                List.of(
                        "hub.journal.url=" + database.url("journal"),
                        "hub.journal.username=hub",
                        "hub.journal.password=" + database.password(),
                        "hub.journal.node=node-" + number,
                        "hub.journal.key-file=" + folder.resolve("payload.key"),
                        "hub.broker.url=" + broker.url(),
                        "hub.destinations.province-rest.address=" + sink.url() + (number == 0 ? "" : "/b")));
    }

    private record Rate(int delivered, double perSecond) {}

    private Rate measured(List<Peer> peers, int seconds) throws InterruptedException {
        int connections = number("conns", 32) / peers.size();
        Tally tally = next();
        long began = System.nanoTime();
        List<Thread> loads = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            Load load = new Load(
                    peers.get(i).target(),
                    template,
                    tally,
                    connections,
                    new Load.Shape(i * connections * 16, 16, 0, false));
            Thread thread = new Thread(() -> {
                try {
                    load.run(seconds, Tally.MOST);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            loads.add(thread);
        }
        for (Thread load : loads) {
            load.join();
        }
        drain(tally, key -> true);
        return new Rate(tally.delivered(), tally.delivered() / seconds(began, tally.lastDelivery()));
    }

    /** Of all that arrived, the most that were due later than one and went before it. */
    static int mostOvertaken(int[] arrivals) {
        int[] byDue = Arrays.stream(arrivals).map(Load::due).sorted().toArray();
        int[] tree = new int[byDue.length + 1];
        int most = 0;
        for (int place = 0; place < arrivals.length; place++) {
            int rank = 1 + Arrays.binarySearch(byDue, Load.due(arrivals[place]));
            int earlier = 0;
            for (int i = rank; i > 0; i -= i & -i) {
                earlier += tree[i];
            }
            most = Math.max(most, place - earlier);
            for (int i = rank; i < tree.length; i += i & -i) {
                tree[i]++;
            }
        }
        return most;
    }

    private Tally load(Peer hub, int seconds, Load.Shape shape) throws InterruptedException {
        Tally tally = next();
        new Load(hub.target(), template, tally, number("conns", 32), shape).run(seconds, Tally.MOST);
        int poisoned = number("poison", 0);
        drain(tally, shape.keysPerConnection() > 16 ? key -> key % 100 >= poisoned : key -> true);
        return tally;
    }

    private Tally next() {
        Tally tally = new Tally(run++);
        sink.count(tally);
        return tally;
    }

    private static void drain(Tally tally, IntPredicate ofKey) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (tally.lost(ofKey) > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Peer start(String name, List<String> more) throws IOException, InterruptedException {
        return start(name, List.of("-jar", "target/lienthong-hub.jar", "run"), "--set=", more);
    }

    private Peer start(String name, List<String> program, String mark, List<String> more)
            throws IOException, InterruptedException {
        Path data = out.resolve("data-" + name).toAbsolutePath();
        EndToEnd.delete(data);
        int port = Peer.freePort();
        List<String> settings = new ArrayList<>(List.of(
                "server.port=" + port,
                "hub.data=" + data,
                "hub.destinations.province-rest.address=" + sink.url(),
                "hub.destinations.province-rest.username=bench",
                "hub.destinations.province-rest.password=bench",
                "hub.destinations.province-rest.unit-code=000.00.00.H08"));
        settings.addAll(more);
        List<String> command =
                new ArrayList<>(List.of("java", "-Xmx" + arguments.getOrDefault("heap", "256m"), "-XX:+UseSerialGC"));
        command.addAll(program);
        settings.forEach(setting -> command.add(mark + setting));
        return Peer.start(new Peer.Plan(name, command, Map.of(), "/v1/dossiers", "/actuator/health"), port, data);
    }

    private void say(String what, double found, double healthy, String limit, boolean kept) throws IOException {
        good &= kept;
        System.out.printf(
                Locale.ROOT,
                "%-52s %10.2f healthy %10.2f ratio %5.2f limit %-18s %s%n",
                what,
                found,
                healthy,
                healthy == 0 ? 0 : found / healthy,
                limit,
                kept ? "kept" : "BROKEN");
        Files.writeString(
                out.resolve("results.jsonl"),
                String.format(
                        Locale.ROOT,
                        "{\"figure\":\"%s\",\"found\":%.3f,\"healthy\":%.3f,\"limit\":\"%s\",\"kept\":%b}%n",
                        what,
                        found,
                        healthy,
                        limit,
                        kept),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private int turns() {
        return number("turns", 6);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static double seconds(long from, long to) {
        return Math.max(1, to - from) / 1e9;
    }

    private int number(String key, int standard) {
        return Integer.parseInt(arguments.getOrDefault(key, String.valueOf(standard)));
    }
}
