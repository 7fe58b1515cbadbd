package vn.lienthong.hub.connector;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that end an exchange in time and never write what they carry to a log. Reading keeps its own deadline;
 * one thread looks after what cannot: a write to a peer that does not read, a handshake that drips. Thread-safe.
 */
final class DeadlineConnections implements HttpConnectionFactory<ManagedHttpClientConnection>, Closeable {

    /** A head that does not fit is not an answer we could read. */
    private static final Http1Config STRICT = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(4)
            .build();

    private static final long LOOK_EVERY_MILLIS = 500;

    private final HttpLimits limits;
    private final Set<DeadlineConnection> open = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService watch;

    DeadlineConnections(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
        watched();
        DeadlineConnection connection = new DeadlineConnection(STRICT, limits, open::remove);
        open.add(connection);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    private synchronized void watched() {
        if (watch != null) {
            return;
        }
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "connector-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        var unused = watch.scheduleWithFixedDelay(
                this::closeOverdue, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void closeOverdue() {
        for (DeadlineConnection connection : open) {
            if (connection.overdue()) {
                connection.close(CloseMode.IMMEDIATE);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
