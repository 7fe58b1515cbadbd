package vn.lienthong.hub.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;

/**
 * A row on its way into order: dossiers by code, their rows by revision, where there is none by time, and last as they stood in the export.
 *
 * @param order time of the row, for rows without a revision
 */
record Sorted(String code, int revision, boolean ended, long order, Row row) {
    static final Comparator<Sorted> ORDER = Comparator.comparing(Sorted::code)
            .thenComparingInt(Sorted::revision)
            .thenComparingLong(Sorted::order)
            .thenComparingLong(sorted -> sorted.row().number());

    static Sorted of(Gist gist, Row row) {
        return new Sorted(row.flaw() == null ? gist.code() : "", gist.revision(), gist.ended(), gist.at(), row);
    }

    /** About the bytes that it takes in memory. */
    long weight() {
        return row.body().length + 200L;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(code);
        out.writeInt(revision);
        out.writeBoolean(ended);
        out.writeLong(order);
        out.writeLong(row.number());
        out.writeInt(row.body().length);
        out.write(row.body());
        Finding flaw = row.flaw();
        out.writeBoolean(flaw != null);
        if (flaw != null) {
            for (String text : new String[] {flaw.code(), flaw.pointer(), flaw.what(), flaw.found(), flaw.cure()}) {
                out.writeUTF(text);
            }
        }
    }

    /** The next of a file; null at its end. */
    static @Nullable Sorted read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] text = in.readNBytes((first << 8) + in.readUnsignedByte());
        String code = new String(text, java.nio.charset.StandardCharsets.UTF_8);
        int revision = in.readInt();
        boolean ended = in.readBoolean();
        long order = in.readLong();
        long number = in.readLong();
        byte[] body = in.readNBytes(in.readInt());
        Finding flaw = in.readBoolean()
                ? new Finding(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF())
                : null;
        return new Sorted(code, revision, ended, order, new Row(number, body, flaw));
    }
}
