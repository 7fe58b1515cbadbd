package vn.lienthong.hub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop: each connection owns some dossiers and pushes one record at a time, so that the order of a dossier is the
 * order of its acknowledgements.
 */
final class Load {
    private static final int KEYS_PER_CONNECTION = 16;
    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final URI target;
    private final String template;
    private final Tally tally;
    private final int connections;

    Load(URI target, String template, Tally tally, int connections) {
        this.target = target;
        this.template = template;
        this.tally = tally;
        this.connections = connections;
    }

    /** Pushes until the time is up or so many records are sent; returns when every answer is in. */
    void run(double seconds, int most) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int connection = i;
            Thread thread = new Thread(() -> push(connection, end, Math.min(most, Tally.MOST)), "load-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void push(int connection, long end, int most) {
        int[] sequences = new int[KEYS_PER_CONNECTION];
        int turn = 0;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
                Wire wire = new Wire(socket.getInputStream());
                while (System.nanoTime() < end) {
                    int id = tally.nextId();
                    if (id >= most) {
                        return;
                    }
                    int key = turn++ % KEYS_PER_CONNECTION;
                    byte[] request = request(id, connection * KEYS_PER_CONNECTION + key, ++sequences[key]);
                    tally.sent(id);
                    socket.getOutputStream().write(request);
                    if (!wire.read()) {
                        break;
                    }
                    tally.answered(id, wire.status());
                    if (wire.says("connection: close")) {
                        break;
                    }
                }
            } catch (IOException e) {
                if (System.nanoTime() < end) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    private byte[] request(int id, int key, int sequence) {
        byte[] body = template.replace(
                        "@ID@", String.format(Locale.ROOT, "BENCH-%03d%06d-%04d-%06d", tally.run, id, key, sequence))
                .replace("@KEY@", String.format(Locale.ROOT, "K%04d", key))
                .replace("@RUN@", String.format(Locale.ROOT, "R%03d", tally.run))
                .replace("\"@SEQ@\"", String.valueOf(sequence))
                .getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + target.getRawPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.getPort()
                        + "\r\nContent-Type: application/json; charset=UTF-8\r\nX-Dossier-Key: "
                        + String.format(Locale.ROOT, "K%04d", key) + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
