package vn.lienthong.hub.reconciliation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The rows of one side, parted by their codes into files, so that what is compared at one time is a small part of all. Not thread-safe. */
final class Spill implements AutoCloseable {
    /** Of three million rows some 45,000 are in one part. */
    static final int PARTS = 64;

    private static final int BUFFER = 32 << 10;

    private final Path[] files = new Path[PARTS];
    private final @Nullable DataOutputStream[] open = new DataOutputStream[PARTS];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream row = new DataOutputStream(bytes);

    Spill(Path folder, Side side) throws IOException {
        for (int part = 0; part < PARTS; part++) {
            files[part] = folder.resolve(side.word() + "-" + part);
            open[part] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(files[part]), BUFFER));
        }
    }

    /** Which part the rows of a dossier are in. */
    static int part(long codeHash) {
        return (int) (codeHash >>> 58);
    }

    void add(long codeHash, int bucket, Row one) throws IOException {
        bytes.reset();
        Rows.write(one, row);
        DataOutputStream out = open[part(codeHash)];
        if (out == null) {
            throw new IllegalStateException("a row after the end");
        }
        out.writeInt(bytes.size());
        out.writeInt(bucket);
        bytes.writeTo(out);
    }

    /** Ends the writing. */
    @Override
    public void close() throws IOException {
        for (int part = 0; part < PARTS; part++) {
            DataOutputStream out = open[part];
            if (out != null) {
                open[part] = null;
                out.close();
            }
        }
    }

    /** The rows of a part whose bucket is wanted; the others are stepped over. */
    void read(int part, IntPredicate wanted, Consumer<Row> told) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(files[part]), 1 << 16))) {
            while (true) {
                int length;
                try {
                    length = in.readInt();
                } catch (EOFException e) {
                    return;
                }
                if (wanted.test(in.readInt())) {
                    told.accept(Rows.read(in));
                } else {
                    in.skipNBytes(length);
                }
            }
        }
    }
}
