package vn.lienthong.hub.connector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection whose answer must be complete by a deadline. A socket's own time-out starts again with every byte, so
 * a peer that sends one byte a second would hold a sender for hours; here each read may only take what is left. Used by one
 * thread at a time, as the pool lends it.
 */
final class DeadlineConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    private final HttpLimits limits;
    private final Consumer<DeadlineConnection> onClose;
    private Timeout lentTimeout = Timeout.DISABLED;
    private volatile long deadline;
    private volatile boolean counting;

    DeadlineConnection(Http1Config config, HttpLimits limits, Consumer<DeadlineConnection> onClose) {
        super(config);
        this.limits = limits;
        this.onClose = onClose;
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        allow(limits.answer());
        super.sendRequestHeader(request);
    }

    private void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
        counting = true;
    }

    /** Whether the exchange should have ended: asked by another thread, for a blocked write has no time-out of its own. */
    boolean overdue() {
        return counting && System.nanoTime() - deadline > 0;
    }

    @Override
    public void close() throws IOException {
        onClose.accept(this);
        super.close();
    }

    @Override
    public void close(CloseMode mode) {
        onClose.accept(this);
        super.close(mode);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket from) throws IOException {
                return new DeadlineStream(from);
            }
        });
        lentTimeout = Timeout.ofMilliseconds(socket.getSoTimeout());
        // Until the first request begins there is at most a TLS handshake to come.
        allow(limits.connect());
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        super.bind(new SocketHolder(tls, socket) {
            @Override
            protected InputStream getInputStream(Socket from) throws IOException {
                return new DeadlineStream(from);
            }
        });
        lentTimeout = Timeout.ofMilliseconds(tls.getSoTimeout());
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        lentTimeout = timeout;
    }

    @Override
    public void passivate() {
        counting = false;
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(lentTimeout);
    }

    /** Reads from the socket with whatever is left until the deadline. */
    private final class DeadlineStream extends FilterInputStream {

        private final Socket socket;

        DeadlineStream(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (!counting) {
                return super.read(into, from, length);
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the answer was not complete in time");
            }
            int usual = socket.getSoTimeout();
            if (usual != 0 && usual <= left) {
                return super.read(into, from, length);
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            try {
                return super.read(into, from, length);
            } finally {
                if (!socket.isClosed()) {
                    socket.setSoTimeout(usual);
                }
            }
        }
    }
}
