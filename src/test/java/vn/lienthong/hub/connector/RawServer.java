package vn.lienthong.hub.connector;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLServerSocket;

/** A server on a raw socket that can misbehave below HTTP. One thread per connection; loopback only. */
final class RawServer implements AutoCloseable {

    /** One request as it came. */
    record Request(String head, byte[] body) {

        String path() {
            return head.split(" ", 3)[1];
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Head and body. */
        String raw() {
            return head + text();
        }
    }

    /** What to do with a request; the socket is closed afterwards unless it says otherwise. */
    interface Manner {
        boolean keepsOpen(Request request, Socket socket, CountDownLatch end) throws IOException, InterruptedException;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Manner manner;

    RawServer(Manner manner) throws IOException {
        this(manner, true);
    }

    /** The same behind another door, such as one that wants TLS. */
    RawServer(Manner manner, ServerSocket door) {
        this.manner = manner;
        server = door;
        start(this::accept);
    }

    /** @param listens false: connections stand, but nobody ever reads from them */
    RawServer(Manner manner, boolean listens) throws IOException {
        this.manner = manner;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (listens) {
            start(this::accept);
        }
    }

    String address() {
        return (server instanceof SSLServerSocket ? "https" : "http") + "://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Request request = read(in);
            while (request != null) {
                requests.add(request);
                if (!manner.keepsOpen(request, socket, end)) {
                    return;
                }
                request = read(in);
            }
        } catch (IOException e) {
            // The client gave up: that is what the test waits for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @org.jspecify.annotations.Nullable Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Request(text, in.readNBytes(length));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
    }
}
