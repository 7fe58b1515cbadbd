package vn.lienthong.hub.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.app.SettableHub;
import vn.lienthong.hub.testkit.Relay;

/**
 * The hub in its process. A hub that ends by itself is started again after two seconds, as a service manager does; a hub that was killed
 * when it is told. Its clock is moved through a file. Thread-safe.
 */
final class HubProcess implements AutoCloseable {
    private final Disk disk;
    private final Path log;
    private final Path clock;
    private final Map<String, String> settings;
    private final Diary diary;
    private final Relay door;
    private final AtomicInteger endedByItself = new AtomicInteger();
    private volatile @Nullable Process process;
    private volatile boolean wanted;
    private volatile int port;
    private long offset;

    HubProcess(Disk disk, Path logs, Map<String, String> settings, Relay door, Diary diary) throws IOException {
        this.disk = disk;
        this.log = logs.resolve("hub.log");
        this.clock = logs.resolve("clock");
        this.settings = settings;
        this.door = door;
        this.diary = diary;
        moveClock(0);
    }

    /** Where it listens itself, without the network in between. */
    int port() {
        return port;
    }

    /** Whether it takes connections. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int endedByItself() {
        return endedByItself.get();
    }

    /** Starts the process; does not wait until it answers. */
    synchronized void start() throws IOException {
        port = Machine.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // It is killed again and again: what the second compiler would gain is never earned back.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                Machine.classPath(),
                SettableHub.class.getName(),
                clock.toString(),
                "server.port=" + port));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        Process started = new ProcessBuilder(disk.on(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        wanted = true;
        door.leadTo(port);
        started.onExit().thenAccept(this::ended);
    }

    /** Kills it at whatever it is doing. */
    synchronized void kill() throws InterruptedException {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    void freeze(boolean still) {
        Process running = process;
        if (running != null) {
            Machine.signal(still ? "STOP" : "CONT", running.pid());
        }
    }

    /** Moves the hub's clock, on top of how it was moved before. */
    synchronized void moveClock(long millis) throws IOException {
        offset += millis;
        SettableHub.setOffset(clock, Duration.ofMillis(offset));
    }

    @Override
    public void close() throws InterruptedException {
        freeze(false);
        Process running;
        synchronized (this) {
            wanted = false;
            running = process;
        }
        if (running != null) {
            running.destroy();
            if (!running.waitFor(45, TimeUnit.SECONDS)) {
                diary.note("the hub did not stop within 45 s and is killed");
                running.destroyForcibly().waitFor();
            }
        }
    }

    private void ended(Process ended) {
        if (!wanted || ended != process) {
            return;
        }
        endedByItself.incrementAndGet();
        diary.note("the hub ended by itself with code " + ended.exitValue() + "; started again in 2 s");
        Machine.pause(2_000);
        synchronized (this) {
            if (wanted && ended == process) {
                try {
                    start();
                } catch (IOException e) {
                    diary.note("the hub cannot be started again: " + e);
                }
            }
        }
    }
}
