package vn.lienthong.hub.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.testkit.Waiting;

/** One hub node: {@code run} in a process of its own, its settings in a file, as on a server. */
final class HubNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENS = Pattern.compile("The hub listens on port (\\d+)");
    private static final Pattern ENDED = Pattern.compile(
            "hub_transfers_total\\{destination=\"([\\w-]+)\",outcome=\"delivered\",unit=\"[^\"]*\"} ([\\d.E]+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final String name;
    private final Path output;
    private final Process process;
    private volatile @Nullable URI address;

    private HubNode(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts one; does not wait.
     *
     * @param config its application.yaml
     * @param more settings that go before those of the file
     */
    static HubNode start(String name, Path config, Map<String, String> more, Map<String, String> secrets)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.hub.app.Main",
                "run",
                "--port=0",
                "--config=" + config));
        new TreeMap<>(more).forEach((key, value) -> command.add("--set=" + key + "=" + value));
        Path output = Files.createTempFile(config.getParent(), name + "-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(secrets);
        return new HubNode(name, output, builder.start());
    }

    /** Its address, once it listens. */
    URI address() {
        URI known = address;
        if (known != null) {
            return known;
        }
        Waiting.until(name + " listens", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended by itself with " + process.exitValue() + ": " + output());
            }
            return LISTENS.matcher(output()).find();
        });
        Matcher found = LISTENS.matcher(output());
        URI fresh = URI.create("http://127.0.0.1:" + (found.find() ? found.group(1) : "0"));
        address = fresh;
        return fresh;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and waits until it has ended; gives its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not stop: " + output());
        }
        return process.exitValue();
    }

    /** Waits until it ends by itself; gives its exit code. */
    int ended() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " goes on: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Transfers to a destination that this node has delivered since its start. */
    long delivered(String destination) {
        String metrics = text("/actuator/prometheus");
        return ENDED.matcher(metrics)
                .results()
                .filter(found -> found.group(1).equals(destination))
                .mapToLong(found -> (long) Double.parseDouble(found.group(2)))
                .sum();
    }

    /** The answer to a question, whatever its status; an empty object when there is none. */
    JsonNode ask(String path) {
        String text = text(path);
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(path + ": " + text, e);
        }
    }

    private String text(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Pushes a record; the status, or -1 when there was no answer. */
    int push(String record) throws InterruptedException {
        URI known = address;
        if (known == null) {
            return -1;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(known.resolve("/v1/dossiers"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(record))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
