package vn.lienthong.hub.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The exchanges of one attempt as one payload. */
final class KeptExchanges {
    private static final int VERSION = 1;

    private KeptExchanges() {}

    static byte[] pack(List<Landing.KeptExchange> exchanges) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(exchanges.size());
            for (Landing.KeptExchange exchange : exchanges) {
                write(out, exchange.operation().getBytes(StandardCharsets.UTF_8));
                write(out, exchange.sent());
                out.writeInt(exchange.status());
                String failure = exchange.failure();
                out.writeBoolean(failure != null);
                write(out, failure == null ? new byte[0] : failure.getBytes(StandardCharsets.UTF_8));
                write(out, exchange.answered());
                out.writeLong(exchange.tookMillis());
                out.writeBoolean(exchange.mayRepeat());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Landing.KeptExchange> unpack(byte[] packed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "Kept exchanges of version " + version + " are not known here. Use the newer hub.");
            }
            int count = in.readInt();
            List<Landing.KeptExchange> exchanges = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String operation = new String(read(in), StandardCharsets.UTF_8);
                byte[] sent = read(in);
                int status = in.readInt();
                boolean failed = in.readBoolean();
                String failure = new String(read(in), StandardCharsets.UTF_8);
                exchanges.add(new Landing.KeptExchange(
                        operation, sent, status, failed ? failure : null, read(in), in.readLong(), in.readBoolean()));
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
