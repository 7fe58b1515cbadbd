package vn.lienthong.hub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for the province: answers every POST with success and counts the ids in it. A plain socket server, because the
 * fake province would be the bottleneck.
 */
final class FastSink implements AutoCloseable {
    private static final byte[] MARK = "BENCH-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY =
            "{\"error_code\":\"0\",\"session\":\"bench\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length + "\r\n\r\n" + new String(BODY, StandardCharsets.US_ASCII))
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private volatile Tally tally = new Tally(0);

    FastSink() throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        daemon("sink-accept", this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void count(Tally into) {
        tally = into;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon("sink", () -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket.getInputStream());
            while (wire.read()) {
                count(wire.bytes(), wire.bodyFrom(), wire.end());
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException e) {
            // The other side went away: nothing to count.
        }
    }

    /** Finds {@code BENCH-TTTiiiiii-kkkk-ssssss}: run, id, key, sequence. */
    private void count(byte[] bytes, int from, int to) {
        Tally into = tally;
        for (int i = from; i < to - 26; i++) {
            if (bytes[i] == 'B' && isMark(bytes, i)) {
                if (number(bytes, i + 6, 3) == into.run && number(bytes, i + 9, 6) < Tally.MOST) {
                    into.arrived(number(bytes, i + 9, 6), number(bytes, i + 16, 4), number(bytes, i + 21, 6));
                }
                return;
            }
        }
    }

    private static boolean isMark(byte[] bytes, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int at, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + bytes[at + i] - '0';
        }
        return value;
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
