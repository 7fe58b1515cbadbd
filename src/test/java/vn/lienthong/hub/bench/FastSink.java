package vn.lienthong.hub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;

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

    /** To a new dossier that came over SOAP; what else comes so is not measured. */
    private static final byte[] SOAP_ANSWER = answer(
            "text/xml",
            "200 OK",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><x:pushDocumentResponse"
                    + " xmlns:x=\"http://hoso.provider.exch.sharedservice.dtt.vn/\"><return><errCode>0</errCode><errMsg/>"
                    + "</return></x:pushDocumentResponse></s:Body></s:Envelope>");

    private static final byte[] REFUSAL =
            answer("200 OK", "{\"error_code\":\"-1\",\"message\":\"Dữ liệu không hợp lệ\"}");
    private static final byte[] BREAKAGE = answer("500 Internal Server Error", "{}");

    private final Set<Socket> conversations = ConcurrentHashMap.newKeySet();
    private final AtomicIntegerArray byName = new AtomicIntegerArray(2);
    private final int port;
    private volatile ServerSocket server;
    private volatile IntPredicate poisoned = key -> false;
    private volatile Tally tally = new Tally(0);

    FastSink() throws IOException {
        server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        port = server.getLocalPort();
        daemon("sink-accept", this::accept);
    }

    /** Which dossiers it never takes: half of them it refuses, at the other half it breaks. */
    void poison(IntPredicate keys) {
        poisoned = keys;
    }

    /** Nobody listens any more, and every conversation breaks. */
    void goAway() throws IOException {
        server.close();
        for (Socket conversation : conversations) {
            conversation.close();
        }
    }

    void comeBack() throws IOException {
        ServerSocket again = new ServerSocket();
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        server = again;
        daemon("sink-accept", this::accept);
    }

    /** How many came to the address of the second node, {@link #url} and {@code /b}. */
    int byTheSecond() {
        return byName.get(1);
    }

    private static byte[] answer(String status, String body) {
        return answer("application/json", status, body);
    }

    private static byte[] answer(String type, String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "; charset=utf-8\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void count(Tally into) {
        tally = into;
    }

    private void accept() {
        ServerSocket mine = server;
        while (!mine.isClosed()) {
            try {
                Socket socket = mine.accept();
                conversations.add(socket);
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
                socket.getOutputStream().write(count(wire));
            }
        } catch (IOException e) {
            // The other side went away: nothing to count.
        } finally {
            conversations.remove(socket);
        }
    }

    /** Finds {@code BENCH-TTTiiiiii-kkkk-ssssss}: run, id, key, sequence. Returns what to answer. */
    private byte[] count(Wire wire) {
        byte[] taken = wire.says("soapaction") ? SOAP_ANSWER : ANSWER;
        Tally into = tally;
        byte[] bytes = wire.bytes();
        for (int i = wire.bodyFrom(); i < wire.end() - 26; i++) {
            if (bytes[i] == 'B' && isMark(bytes, i)) {
                int key = number(bytes, i + 16, 4);
                if (poisoned.test(key)) {
                    return key % 2 == 0 ? REFUSAL : BREAKAGE;
                }
                if (number(bytes, i + 6, 3) == into.run && number(bytes, i + 9, 6) < Tally.MOST) {
                    byName.incrementAndGet(wire.says("post /b/") ? 1 : 0);
                    into.arrived(number(bytes, i + 9, 6), key, number(bytes, i + 21, 6));
                }
                return taken;
            }
        }
        return taken;
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
