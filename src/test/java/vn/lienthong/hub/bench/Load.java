package vn.lienthong.hub.bench;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop: each connection owns some dossiers and pushes one record at a time, so that the order of a dossier is the
 * order of its acknowledgements.
 */
final class Load {
    /** Of which each has many dossiers, and the last one few. */
    private static final String[] WARDS = {
        "21550", "21553", "21556", "21559", "21562", "21565", "21568", "21571", "21574", "21577", "21580", "21583",
        "21586", "21589", "21592", "21595", "21598", "21601", "21604", "21607", "21991"
    };

    private static final OffsetDateTime DUE = OffsetDateTime.parse("2019-12-19T17:00:00+07:00");
    private static final int DUE_WITHIN_SECONDS = 8_640_000;
    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final URI target;
    private final String template;
    private final Tally tally;
    private final int connections;
    private final Shape shape;

    /**
     * How the records are.
     *
     * @param firstKey of this load; two loads with the same tally have different dossiers
     * @param keysPerConnection dossiers that each connection owns
     * @param perSecond of all connections together; 0 for as many as go
     * @param scattered each record is a dossier of its own, of one of 21 wards and with a deadline of its own
     */
    record Shape(int firstKey, int keysPerConnection, int perSecond, boolean scattered) {
        static final Shape CLOSED_LOOP = new Shape(0, 16, 0, false);
    }

    Load(URI target, String template, Tally tally, int connections) {
        this(target, template, tally, connections, Shape.CLOSED_LOOP);
    }

    Load(URI target, String template, Tally tally, int connections, Shape shape) {
        this.shape = shape;
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
        int[] sequences = new int[shape.keysPerConnection()];
        int turn = 0;
        long every = shape.perSecond() == 0 ? 0 : 1_000_000_000L * connections / shape.perSecond();
        long nextAt = System.nanoTime() + every * connection / connections;
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
                Wire wire = new Wire(socket.getInputStream());
                while (System.nanoTime() < end) {
                    if (every > 0) {
                        LockSupport.parkNanos(nextAt - System.nanoTime());
                        nextAt = Math.max(nextAt + every, System.nanoTime() - every);
                    }
                    int id = tally.nextId();
                    if (id >= most) {
                        return;
                    }
                    int key = turn++ % shape.keysPerConnection();
                    int dossier = shape.firstKey() + connection * shape.keysPerConnection() + key;
                    byte[] request =
                            shape.scattered() ? request(id, id % 10_000, 1) : request(id, dossier, ++sequences[key]);
                    tally.sent(id, shape.scattered() ? id % 10_000 : dossier);
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

    /** When a scattered record is due, in seconds from the first; no two are due at the same time. */
    static int due(int id) {
        return (int) (id * 7_919L % DUE_WITHIN_SECONDS);
    }

    /** A third of the wards have nine tenths of the work. */
    private static String ward(int id) {
        int drawn = Math.floorMod((id * 0x9E3779B1) >>> 7, 210);
        return WARDS[drawn < 189 ? drawn % 7 : 7 + drawn % 14];
    }

    private String scatter(int id) {
        return template.replace("2019-12-19T17:00:00+07:00", ISO_OFFSET_DATE_TIME.format(DUE.plusSeconds(due(id))))
                .replace("191216-0001", String.format(Locale.ROOT, "191216-%06d", id))
                .replace("\"unit\":\"21556\"", "\"unit\":\"" + ward(id) + "\"");
    }

    private byte[] request(int id, int key, int sequence) {
        byte[] body = (shape.scattered() ? scatter(id) : template)
                .replace("@ID@", String.format(Locale.ROOT, "BENCH-%03d%06d-%04d-%06d", tally.run, id, key, sequence))
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
