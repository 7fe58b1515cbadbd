package vn.lienthong.hub.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Artemis outside the hub, in a process of its own: can be killed, wiped, frozen, and started again at its port. */
final class BrokerProcess implements AutoCloseable {
    private final Path folder;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    BrokerProcess(Path folder, Path log) throws IOException {
        this.folder = folder;
        this.log = log;
        this.port = Machine.freePort();
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        Files.createDirectories(folder);
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback-tests.xml",
                        "-cp",
                        Machine.classPath(),
                        BrokerMain.class.getName(),
                        Integer.toString(port),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        if (!Machine.within(60_000, () -> !started.isAlive() || listens()) || !started.isAlive()) {
            throw new IOException("The broker does not start. See " + log + ".");
        }
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Takes away all that it kept; only while it is down. */
    void wipe() throws IOException {
        Machine.delete(folder);
    }

    void freeze(boolean still) {
        if (process != null) {
            Machine.signal(still ? "STOP" : "CONT", process.pid());
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
