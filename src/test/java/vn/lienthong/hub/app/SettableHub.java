package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The real hub in a process of its own, as {@code run} starts it, but for its clock: the machine's, moved by as many milliseconds
 * as stand in a file. Arguments: the file, then settings as {@code key=value}.
 */
public final class SettableHub {
    private SettableHub() {}

    public static void main(String[] args) throws Exception {
        LastWords.install();
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        try (Stop stop = new Stop();
                HubServer server = HubServer.start(
                        settings, environment -> {}, new MovedClock(Path.of(args[0]), ZoneOffset.UTC))) {
            System.out.println("The hub listens on port " + server.port());
            stop.await();
        } catch (CommandFailure e) {
            System.out.println(e.text());
            System.exit(e.exitCode());
        }
    }

    /** Makes the clock of the hub that reads this file so much later than the machine's; makes the file when there is none. */
    public static void setOffset(Path file, Duration offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.writeLong(offset.toMillis());
        }
    }

    /** The machine's clock and an offset from a file, read each time: a jump is seen at once. */
    private static final class MovedClock extends Clock {
        private final ByteBuffer offset;
        private final ZoneId zone;

        MovedClock(Path file, ZoneId zone) throws IOException {
            this.zone = zone;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                offset = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
            }
        }

        private MovedClock(ByteBuffer offset, ZoneId zone) {
            this.offset = offset;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new MovedClock(offset, other);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(Duration.ofMillis(offset.getLong(0)));
        }
    }
}
