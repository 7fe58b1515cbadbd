package vn.lienthong.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures, in one hub: records a second that are pushed and delivered, then the same of dossiers from before, from the order to load their export to the last arrival at the
 * destination. Arguments as {@code key=value}: {@code dossiers} (30,000), {@code revisions} of each (2), {@code secs} of live load (20), {@code warm} (20),
 * {@code conns} (32), {@code heap} (256m). With {@code backfill=1} all units are in BACKFILL: history is kept first and becomes transfers dossier by dossier; without, it is owed at once.
 */
public final class HistoryBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LEAST = 0.6;

    private final Map<String, String> arguments;
    private final FastSink sink = new FastSink();
    private final Path data = Path.of("target/bench/data-history").toAbsolutePath();
    private final String template = Files.readString(Path.of("src/test/resources/bench/record.json"));
    private final HttpClient http = HttpClient.newHttpClient();

    private HistoryBench(Map<String, String> arguments) throws IOException {
        this.arguments = arguments;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> arguments = new HashMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            arguments.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        System.exit(new HistoryBench(arguments).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        EndToEnd.delete(data);
        int port = Peer.freePort();
        try (Peer hub = Peer.start(plan(port), port, data)) {
            live(hub, 600, number("warm", 20));
            double before = live(hub, 601, number("secs", 20));
            Tally tally = new Tally(602);
            sink.count(tally);
            int rows = write(tally);
            long began = System.nanoTime();
            order(port);
            long reported = began;
            while (tally.delivered() < rows) {
                TimeUnit.MILLISECONDS.sleep(20);
                if (System.nanoTime() - reported > 10_000_000_000L) {
                    reported = System.nanoTime();
                    System.out.println("history: " + tally.delivered() + " of " + rows + " delivered; " + load(port));
                }
            }
            double seconds = (tally.lastDelivery() - began) / 1e9;
            double history = rows / seconds;
            // The machine is not the same from one minute to the next: the better of two is what it is held against.
            double live = Math.max(before, live(hub, 603, number("secs", 20)));
            System.out.printf(
                    Locale.ROOT,
                    "history: %d dossiers, %d records in %.1f s: %.0f/s; live %.0f/s; ratio %.2f (at least %.2f); repeated at the destination %d; %s%n",
                    number("dossiers", 30_000),
                    rows,
                    seconds,
                    history,
                    live,
                    history / live,
                    LEAST,
                    tally.repeated(),
                    load(port));
            return history >= LEAST * live;
        }
    }

    private double live(Peer hub, int run, int seconds) throws InterruptedException {
        Tally tally = new Tally(run);
        sink.count(tally);
        long began = System.nanoTime();
        new Load(hub.target(), template, tally, number("conns", 32), new Load.Shape(0, 16, 0, true))
                .run(seconds, Tally.MOST);
        while (tally.delivered() < tally.acknowledged()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return tally.delivered() / ((tally.lastDelivery() - began) / 1e9);
    }

    /** The records of the live load as an export: made up, and marked for the destination to count. */
    private int write(Tally tally) throws IOException {
        Path folder = data.resolve("history/exports");
        Files.createDirectories(folder);
        int dossiers = number("dossiers", 30_000);
        int rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("dossiers.ndjson"))) {
            for (int revision = 1; revision <= number("revisions", 2); revision++) {
                for (int dossier = 0; dossier < dossiers; dossier++) {
                    int id = tally.nextId();
                    tally.sent(id, dossier % 10_000);
                    tally.answered(id, 202);
                    out.write(template.replace("191216-0001", String.format(Locale.ROOT, "191216-%06d", dossier))
                            .replace(
                                    "@ID@",
                                    String.format(
                                            Locale.ROOT,
                                            "BENCH-%03d%06d-%04d-%06d",
                                            tally.run,
                                            id,
                                            dossier % 10_000,
                                            revision))
                            .replace("@KEY@", String.format(Locale.ROOT, "H%04d", dossier % 10_000))
                            .replace("@RUN@", "R602")
                            .replace("\"@SEQ@\"", String.valueOf(revision)));
                    out.newLine();
                    rows++;
                }
            }
        }
        return rows;
    }

    private void order(int port) throws IOException, InterruptedException {
        ObjectNode order = JSON.createObjectNode()
                .put("file", "dossiers.ndjson")
                .put("source", "demo")
                .put("by", "bench")
                .put("why", "bench");
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/history-loads"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
    }

    private String load(int port) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/history-loads/000001"))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode load = JSON.readTree(answer.body());
        return load.path("state").asText() + " " + load.path("stage").asText() + " " + load.path("rows");
    }

    private Peer.Plan plan(int port) {
        List<String> command =
                new ArrayList<>(List.of("java", "-Xmx" + arguments.getOrDefault("heap", "256m"), "-XX:+UseSerialGC"));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.hub.app.Main",
                "run",
                "--set=server.port=" + port,
                "--set=hub.data=" + data,
                "--set=hub.history.least-free=0",
                "--set=hub.history.rate=" + arguments.getOrDefault("rate", "100000"),
                "--set=hub.destinations.province-rest.address=" + sink.url(),
                "--set=hub.destinations.province-rest.username=bench",
                "--set=hub.destinations.province-rest.password=bench",
                "--set=hub.destinations.province-rest.unit-code=000.00.00.H08"));
        if (arguments.containsKey("backfill")) {
            command.add("--set=hub.switchover.destinations=province-rest");
            command.add("--set=hub.switchover.initial=BACKFILL");
        }
        return new Peer.Plan("history", command, Map.of(), "/v1/dossiers", "/actuator/health");
    }

    private int number(String key, int standard) {
        return Integer.parseInt(arguments.getOrDefault(key, String.valueOf(standard)));
    }
}
