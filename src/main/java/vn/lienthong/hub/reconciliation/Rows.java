package vn.lienthong.hub.reconciliation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/** Rows as they lie on the disk between the two passes. */
final class Rows {
    private Rows() {}

    static void write(Row row, DataOutput out) throws IOException {
        out.writeUTF(row.code());
        out.writeUTF(row.unit());
        out.writeInt(row.day());
        values(row.values(), out);
        HubState hub = row.hub();
        out.writeBoolean(hub != null);
        if (hub != null) {
            write(hub, out);
        }
    }

    private static void write(HubState hub, DataOutput out) throws IOException {
        TransferState state = hub.state();
        long[] given = hub.given();
        out.writeUTF(hub.source());
        out.writeInt(hub.revision());
        out.writeUTF(state == null ? "" : state.name());
        out.writeUTF(hub.problem());
        out.writeLong(hub.transfer());
        out.writeLong(hub.acceptedAt());
        out.writeBoolean(given != null);
        if (given != null) {
            values(given, out);
        }
        out.writeInt(hub.givenRevision());
        out.writeLong(hub.givenAt());
    }

    static Row read(DataInput in) throws IOException {
        String code = in.readUTF();
        String unit = in.readUTF();
        int day = in.readInt();
        long[] values = values(in);
        return new Row(code, unit, day, values, in.readBoolean() ? state(in) : null);
    }

    private static HubState state(DataInput in) throws IOException {
        String source = in.readUTF();
        int revision = in.readInt();
        String name = in.readUTF();
        @Nullable TransferState state = name.isEmpty() ? null : TransferState.valueOf(name);
        String problem = in.readUTF();
        long transfer = in.readLong();
        long acceptedAt = in.readLong();
        long[] given = in.readBoolean() ? values(in) : null;
        return new HubState(source, revision, state, problem, transfer, acceptedAt, given, in.readInt(), in.readLong());
    }

    private static void values(long[] values, DataOutput out) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static long[] values(DataInput in) throws IOException {
        long[] values = new long[Field.ALL.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }
}
