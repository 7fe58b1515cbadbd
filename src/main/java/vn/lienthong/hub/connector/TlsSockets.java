package vn.lienthong.hub.connector;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Agrees on TLS by what the files of a connector hold when a connection is made. Host names are checked. Thread-safe. */
final class TlsSockets implements TlsSocketStrategy {

    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;

    private final TlsFiles files;
    private @Nullable SSLContext context;
    private @Nullable DefaultClientTlsStrategy strategy;

    TlsSockets(TlsFiles files) {
        this.files = files;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext http)
            throws IOException {
        long began = System.nanoTime();
        try {
            SSLSocket agreed = strategy().upgrade(socket, target, port, attachment, http);
            if (agreed.getSession().getProtocol().equals("TLSv1.3")) {
                listen(agreed, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
            return agreed;
        } catch (SocketException e) {
            // Whoever refuses and closes at once may be gone before we could read why.
            throw new TlsTrouble("they broke the connection off while TLS was being agreed;"
                    + " often they do not accept our certificate, or want one");
        }
    }

    private synchronized DefaultClientTlsStrategy strategy() throws TlsTrouble {
        SSLContext now = files.context();
        DefaultClientTlsStrategy known = strategy;
        if (known == null || now != context) {
            known = new DefaultClientTlsStrategy(now);
            strategy = known;
            context = now;
        }
        return known;
    }

    /**
     * With TLS 1.3 we are done before the other side has looked at our certificate. Whoever sends at once may have sent half a message when the
     * refusal comes, and cannot tell whether it arrived. So a new connection is silent for as long as a refusal needs on its way.
     */
    private static void listen(SSLSocket socket, long took) throws IOException {
        int usual = socket.getSoTimeout();
        socket.setSoTimeout((int) Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, 2 * took)));
        try {
            socket.getInputStream().read();
            throw new TlsTrouble("they ended the connection, or spoke first, when TLS had been agreed;"
                    + " often they do not accept our certificate, or want one");
        } catch (SocketTimeoutException silence) {
            socket.setSoTimeout(usual);
        }
    }
}
