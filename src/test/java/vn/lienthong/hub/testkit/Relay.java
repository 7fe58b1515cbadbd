package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of network between two parts, on loopback: passes bytes on, late, not at all, or breaks every connection. What a broken
 * connection had under way is gone, as in real life: it never arrives later. Thread-safe.
 */
public final class Relay implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    private final String name;
    private final ServerSocket door;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile long delay;
    private volatile boolean refusing;
    private volatile boolean stalled;

    public Relay(String name, int target) throws IOException {
        this.name = name;
        this.target = target;
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread("door", this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on connections lead to this port of this machine. */
    public void leadTo(int port) {
        target = port;
    }

    /** Every connection breaks, and new ones are refused or broken at once. */
    public void drop() {
        refusing = true;
        cut();
    }

    /** Bytes arrive so much later. */
    public void delay(long millis) {
        delay = millis;
    }

    /** Nothing passes, and nobody is told. */
    public void stall() {
        stalled = true;
    }

    /** All is well again; what stood still is broken. */
    public void restore() {
        if (stalled) {
            cut();
        }
        stalled = false;
        refusing = false;
        delay = 0;
    }

    @Override
    public void close() throws IOException {
        refusing = true;
        door.close();
        cut();
    }

    private void cut() {
        lines.forEach(Line::cut);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (refusing) {
                    reset(caller);
                } else {
                    thread("line", () -> connect(caller));
                }
            } catch (IOException closed) {
                // Closed, or a caller that went away at once.
            }
        }
    }

    private void connect(Socket caller) {
        Socket called = new Socket();
        try {
            called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
        } catch (IOException e) {
            reset(called);
            reset(caller);
            return;
        }
        Line line = new Line(caller, called);
        lines.add(line);
        if (refusing) {
            line.cut();
        }
        thread("back", () -> pump(line, called, caller));
        pump(line, caller, called);
    }

    private void pump(Line line, Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                long wait = delay;
                if (wait > 0) {
                    pause(wait);
                }
                while (stalled && !line.broken) {
                    pause(20);
                }
                if (line.broken) {
                    return;
                }
                out.write(chunk, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            line.cut();
        } finally {
            line.ended();
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private void thread(String what, Runnable work) {
        Thread thread = new Thread(work, "relay-" + name + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes so that the other end sees a broken connection, not an ordinary end. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Gone already.
            return;
        }
    }

    /** One connection on its way through. */
    private final class Line {
        private final Socket caller;
        private final Socket called;
        private volatile boolean broken;
        private boolean halfDone;

        Line(Socket caller, Socket called) {
            this.caller = caller;
            this.called = called;
        }

        void cut() {
            broken = true;
            reset(caller);
            reset(called);
            lines.remove(this);
        }

        synchronized void ended() {
            if (halfDone && !broken) {
                try (caller;
                        called) {
                    lines.remove(this);
                } catch (IOException e) {
                    cut();
                }
            }
            halfDone = true;
        }
    }
}
