package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import vn.lienthong.hub.replay.FakeProvince;

/** The fake province of the demo, started beside the hub: its address is known before it listens. */
final class DemoProvince implements AutoCloseable {
    /** What the real one was seen to do, in shares that a day survives within a minute or so. */
    private static final List<String> USUAL_WEATHER = List.of(
            "timeout-after-commit:0.0005",
            "half-a-body:0.002",
            "reset:0.002",
            "expired-session:0.002",
            "busy:0.005",
            "html-with-200:0.002",
            "slow:0.001");

    private static final String FAIR = "none";

    private final int port;
    private final CompletableFuture<FakeProvince> province;

    private DemoProvince(int port, CompletableFuture<FakeProvince> province) {
        this.port = port;
        this.province = province;
    }

    static DemoProvince start(long seed, long latency, List<String> misbehave) {
        FakeProvince.Settings settings = ProvinceCommand.settings(freePort(), seed, latency, misbehave);
        return new DemoProvince(settings.port(), CompletableFuture.supplyAsync(() -> ProvinceCommand.start(settings)));
    }

    /** The misbehaviours that a demo has: those named, none when that is named, else the usual ones. */
    static List<String> weather(List<String> named) {
        return named.isEmpty() ? USUAL_WEATHER : named.equals(List.of(FAIR)) ? List.of() : named;
    }

    /** How it goes wrong, for whoever looks on. */
    String words() {
        List<String> ways = await().report().misbehaviours();
        return ways.isEmpty()
                ? "The province beside it never goes wrong."
                : "The province beside it goes wrong now and then, as the real one does: " + String.join(", ", ways)
                        + " (the same with the same seed).";
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until it listens. */
    FakeProvince await() {
        try {
            return province.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandFailure known) {
                throw known;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        province.thenAccept(FakeProvince::close).exceptionally(failure -> null).join();
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port of this machine is free", e);
        }
    }
}
