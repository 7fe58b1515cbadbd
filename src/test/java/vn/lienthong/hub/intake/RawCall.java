package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A call by hand, byte by byte, for what no decent client does. */
final class RawCall implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    private RawCall(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    static RawCall to(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return new RawCall(socket);
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** One blank, and a tenth of a second in which an answer may come. */
    void trickle() throws IOException {
        send(" ");
        socket.setSoTimeout(100);
        try {
            in.mark(1);
            in.read();
            in.reset();
        } catch (SocketTimeoutException e) {
            // Nothing yet.
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    boolean hasAnswer() throws IOException {
        return in.ready();
    }

    String statusLine() throws IOException {
        return String.valueOf(in.readLine());
    }

    /** The next line of the answer, whatever it is. */
    String line() throws IOException {
        return String.valueOf(in.readLine());
    }

    /** The answer's body, to be read before anything else was; the head is read away. */
    BufferedReader body() throws IOException {
        InputStream raw = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        int state = 0;
        while (state < 4) {
            int c = raw.read();
            if (c < 0) {
                throw new IOException("no answer");
            }
            state = c == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
        }
        return new BufferedReader(new InputStreamReader(new Dechunked(raw), UTF_8));
    }

    /** Everything up to the end of the connection. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
