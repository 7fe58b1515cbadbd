package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A small hub as a process of its own, for tests that kill it and begin another on the same data. */
final class HubProcess {
    private final Path data;
    private final AtomicReference<Process> running = new AtomicReference<>();

    HubProcess(Path data) {
        this.data = data;
    }

    Process begin(URI hub, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It lives for seconds: what the second compiler would gain is never earned back.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.hub.app.Main",
                "run",
                "--port=" + hub.getPort(),
                "--set=hub.data=" + data));
        settings.forEach((key, value) -> command.add("--set=" + key + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        running.set(process);
        return process;
    }

    /** Ends the one that runs, as kill -9 does; once. */
    void kill() {
        Process process = running.getAndSet(null);
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Asks the one that runs to end, and waits for it. */
    void stop() throws InterruptedException {
        Process process = running.get();
        if (process != null) {
            process.destroy();
            process.waitFor(40, TimeUnit.SECONDS);
        }
    }

    /** All that they wrote. */
    String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Path output() {
        return data.resolve("output.txt");
    }

    /** Where nobody listens yet. */
    static URI freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
