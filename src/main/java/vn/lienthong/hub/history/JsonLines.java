package vn.lienthong.hub.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.intake.Lines;

/** NDJSON: a record as intake takes it on each line. Blank lines are passed over. */
final class JsonLines implements RowSource {
    private final FileChannel file;
    private final Lines lines;
    private final int limit;
    private final long from;
    private final long size;
    private long rows;

    JsonLines(Path path, int limit, Mark mark) throws IOException {
        this.file = FileChannel.open(path);
        this.limit = limit;
        this.size = file.size();
        this.from = mark.place().isEmpty() ? 0 : Long.parseLong(mark.place());
        this.rows = mark.rows();
        file.position(from);
        InputStream in = Channels.newInputStream(file);
        this.lines = new Lines(in, limit);
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.tooLong()) {
                return Row.flawed(++rows, line.bytes(), tooLong(limit));
            }
            if (!isBlank(line.bytes())) {
                return Row.of(++rows, line.bytes());
            }
        }
        return null;
    }

    static Finding tooLong(int limit) {
        return new Finding(
                "too-large",
                "",
                "The record is larger than the hub takes.",
                "a row of more than " + limit + " bytes",
                "Send files through PUT /v1/attachments, and the record without them.");
    }

    @Override
    public Mark mark() {
        return new Mark(rows, Long.toString(from + lines.consumed()));
    }

    @Override
    public double share() {
        return size == 0 ? 1 : (double) (from + lines.consumed()) / size;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
