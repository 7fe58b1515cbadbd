package vn.lienthong.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pushes the same load through the hub and its peers, in turns, and prints ratios to the bare relay's mean of the same run.
 *
 * <p>Arguments as {@code key=value}: {@code peers} folder with the built relay and Spring peer (default {@code ../shared/bench}),
 * {@code rounds} (3), {@code secs} (30), {@code warm} seconds of warm-up (40), {@code conns} (32), {@code only} names to run
 * (relay,hub,spring), {@code span} seconds of the spans in which delivery is printed (0: not), {@code heap} of the hub (256m), {@code java25} home of the JDK that the relay needs.
 * With {@code poison}, {@code backlog}, {@code nodes} or {@code soap}: see {@link UnderStrain}.
 */
public final class EndToEnd {
    private static final int DRAIN_SECONDS = 120;

    private final Map<String, String> arguments;
    private final Path out = Path.of("target/bench");
    private final FastSink sink;
    private int run = 100;

    private EndToEnd(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
        this.sink = new FastSink();
        Files.createDirectories(out);
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> arguments = new java.util.HashMap<>();
        for (String arg : args) {
            for (String part : arg.trim().split("\\s+")) {
                String[] pair = part.split("=", 2);
                if (pair.length == 2) {
                    arguments.put(pair[0], pair[1]);
                }
            }
        }
        boolean strained =
                List.of("poison", "backlog", "nodes", "soap").stream().anyMatch(arguments::containsKey);
        if (strained) {
            System.exit(new UnderStrain(arguments).run() ? 0 : 1);
        }
        new EndToEnd(arguments).rounds();
        System.exit(0);
    }

    private void rounds() throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        List<String> names =
                List.of(arguments.getOrDefault("only", "relay,hub,spring").split(","));
        for (int round = 1; round <= number("rounds", 3); round++) {
            for (String name : names) {
                Result result = measure(round, name);
                results.add(result);
                System.out.println(result.line());
                Files.writeString(
                        out.resolve("results.jsonl"),
                        result.json() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
        new Ratios(results).print();
    }

    private Result measure(int round, String name) throws IOException, InterruptedException {
        Path data = out.resolve("data-" + name).toAbsolutePath();
        delete(data);
        int port = Peer.freePort();
        try (Peer peer = Peer.start(plan(name, port, data), port, data)) {
            String template = Files.readString(template(name));
            int connections = number("conns", 32);
            Tally warm = new Tally(run++);
            sink.count(warm);
            new Load(peer.target(), template, warm, connections).run(number("warm", 40), Tally.MOST);
            drain(warm);
            Tally tally = new Tally(run++);
            sink.count(tally);
            double cpu = peer.cpuSeconds();
            long began = System.nanoTime();
            new Load(peer.target(), template, tally, connections).run(number("secs", 30), Tally.MOST);
            double loadSeconds = (System.nanoTime() - began) / 1e9;
            long resident = peer.residentMegabytes();
            drain(tally);
            int span = number("span", 0);
            if (span > 0) {
                System.out.println(name + " delivered/s in spans of " + span + " s: " + tally.timeline(span));
            }
            double deliverySeconds = (tally.lastDelivery() - began) / 1e9;
            return new Result(
                    round,
                    name,
                    tally.acknowledged() / loadSeconds,
                    tally.delivered() / deliverySeconds,
                    tally.ackMillis(0.5),
                    tally.ackMillis(0.99),
                    (peer.cpuSeconds() - cpu) * 1_000 / Math.max(1, tally.delivered()),
                    Math.max(resident, peer.residentMegabytes()),
                    peer.startSeconds(),
                    tally.lost(),
                    tally.repeated(),
                    tally.outOfOrder(),
                    tally.refused());
        }
    }

    private static void drain(Tally tally) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (tally.delivered() < tally.acknowledged() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private Path template(String name) {
        return name.equals("hub") ? Path.of("src/test/resources/bench/record.json") : peers().resolve("record.json");
    }

    private Peer.Plan plan(String name, int port, Path data) {
        return switch (name) {
            case "relay" -> relay(port, data);
            case "spring" -> spring(port, data);
            case "hub" -> hub(port, data);
            default ->
                throw new IllegalArgumentException("No such peer. Found: only=" + name + ". Use relay, hub or spring.");
        };
    }

    private Peer.Plan relay(int port, Path data) {
        String java = arguments.getOrDefault("java25", "/usr/lib/jvm/temurin-25-jdk-amd64") + "/bin/java";
        String classes = peers().resolve("relay/target/classes") + ":" + peers().resolve("relay/target/lib") + "/*";
        return new Peer.Plan(
                "relay",
                List.of(java, "-cp", classes, "Relay"),
                Map.of(
                        "RELAY_PORT", String.valueOf(port),
                        "RELAY_SINK", sink.url() + "/api",
                        "RELAY_DIR", data.toString(),
                        "RELAY_MAPPING", peers().resolve("mapping.json").toString(),
                        "RELAY_SYNC", "fsync"),
                "/dossiers",
                "/");
    }

    private Peer.Plan spring(int port, Path data) {
        return new Peer.Plan(
                "spring",
                List.of(
                        "java",
                        "-jar",
                        peers().resolve("spring/target/spring-peer-1.jar").toString(),
                        "--server.port=" + port,
                        "--bench.sink=" + sink.url() + "/api"),
                Map.of(
                        "BENCH_DATA", data.toString(),
                        "BENCH_MAPPING", peers().resolve("mapping.json").toString(),
                        "BENCH_SYNC", "true"),
                "/dossiers",
                "/");
    }

    private Peer.Plan hub(int port, Path data) {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx" + arguments.getOrDefault("heap", "256m")));
        command.addAll(List.of(arguments.getOrDefault("jvm", "-XX:+UseSerialGC").split(",")));
        command.addAll(List.of(
                "-jar",
                "target/lienthong-hub.jar",
                "run",
                "--set=server.port=" + port,
                "--set=hub.data=" + data,
                "--set=hub.destinations.province-rest.address=" + sink.url(),
                "--set=hub.destinations.province-rest.username=bench",
                "--set=hub.destinations.province-rest.password=bench",
                "--set=hub.destinations.province-rest.unit-code=000.00.00.H08"));
        return new Peer.Plan("hub", command, Map.of(), "/v1/dossiers", "/actuator/health");
    }

    private Path peers() {
        return Path.of(arguments.getOrDefault("peers", "../shared/bench")).toAbsolutePath();
    }

    private int number(String key, int standard) {
        return Integer.parseInt(arguments.getOrDefault(key, String.valueOf(standard)));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One peer in one round. */
    record Result(
            int round,
            String name,
            double acceptedPerSecond,
            double deliveredPerSecond,
            double ackP50Millis,
            double ackP99Millis,
            double cpuMillisPerRecord,
            long residentMegabytes,
            double startSeconds,
            int lost,
            int repeated,
            int outOfOrder,
            int refused) {

        String line() {
            return String.format(
                    Locale.ROOT,
                    "round %d %-6s accepted %5.0f/s delivered %5.0f/s ack p50 %.1f p99 %.1f ms cpu %.3f ms/record rss %d MB start %.1f s"
                            + " lost %d repeated %d out-of-order %d refused %d",
                    round,
                    name,
                    acceptedPerSecond,
                    deliveredPerSecond,
                    ackP50Millis,
                    ackP99Millis,
                    cpuMillisPerRecord,
                    residentMegabytes,
                    startSeconds,
                    lost,
                    repeated,
                    outOfOrder,
                    refused);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"round\":%d,\"peer\":\"%s\",\"acceptedPerSec\":%.0f,\"deliveredPerSec\":%.0f,\"ackP50ms\":%.2f,\"ackP99ms\":%.2f,"
                            + "\"cpuMsPerRecord\":%.3f,\"rssMb\":%d,\"startSecs\":%.1f,\"lost\":%d,\"repeated\":%d,\"outOfOrder\":%d,\"refused\":%d}",
                    round,
                    name,
                    acceptedPerSecond,
                    deliveredPerSecond,
                    ackP50Millis,
                    ackP99Millis,
                    cpuMillisPerRecord,
                    residentMegabytes,
                    startSeconds,
                    lost,
                    repeated,
                    outOfOrder,
                    refused);
        }
    }
}
