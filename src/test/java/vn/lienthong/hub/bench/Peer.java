package vn.lienthong.hub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One system under test, as a process of its own with a fresh data folder. */
final class Peer implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;

    private final String name;
    private final Process process;
    private final URI target;
    private final Path data;
    private final double startSeconds;

    private Peer(String name, Process process, URI target, Path data, double startSeconds) {
        this.name = name;
        this.process = process;
        this.target = target;
        this.data = data;
        this.startSeconds = startSeconds;
    }

    /** What to start: the command, its environment, where to push and what tells that it is ready. */
    record Plan(String name, List<String> command, Map<String, String> environment, String path, String ready) {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Peer start(Plan plan, int port, Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        ProcessBuilder builder = new ProcessBuilder(plan.command());
        builder.environment().putAll(plan.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("output.txt").toFile());
        long began = System.nanoTime();
        Process process = builder.start();
        URI base = URI.create("http://127.0.0.1:" + port);
        try {
            awaitReady(process, base.resolve(plan.ready()), data);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
        return new Peer(plan.name(), process, base.resolve(plan.path()), data, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitReady(Process process, URI ready, Path data) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                break;
            }
            try {
                HttpRequest request = HttpRequest.newBuilder(ready)
                        .timeout(Duration.ofSeconds(2))
                        .build();
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500) {
                    return;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("A peer did not become ready. Found: "
                + Files.readString(data.resolve("output.txt")).lines().limit(30).toList() + ". See " + data);
    }

    String name() {
        return name;
    }

    URI target() {
        return target;
    }

    double startSeconds() {
        return startSeconds;
    }

    /** Processor seconds so far, of the process, its children and its database. */
    double cpuSeconds() {
        return pids().stream().mapToDouble(Peer::cpuSeconds).sum();
    }

    /** Resident memory of the process itself, without its database, in MB. */
    long residentMegabytes() {
        return status(process.pid(), "VmRSS");
    }

    private List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        process.descendants().forEach(child -> pids.add(child.pid()));
        database().ifPresent(postmaster -> {
            pids.add(postmaster.pid());
            postmaster.descendants().forEach(child -> pids.add(child.pid()));
        });
        return pids.stream().distinct().toList();
    }

    private Optional<ProcessHandle> database() {
        try (Stream<Path> files = Files.find(data, 6, (file, a) -> file.endsWith("postmaster.pid"))) {
            Optional<Path> file = files.findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file.get()).get(0).trim()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static double cpuSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long status(long pid, String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
