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

    List<String> misbehaviours() {
        return await().report().misbehaviours();
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
