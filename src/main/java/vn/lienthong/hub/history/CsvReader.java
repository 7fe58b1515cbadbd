package vn.lienthong.hub.history;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The characters of a table, which stop with an error within a row that does not end: an open quotation mark must not fill memory. */
final class CsvReader extends Reader {
    private static final char MARK = '\uFEFF';

    private final CountedBytes bytes;
    private final BufferedReader text;
    private final long size;
    private final long limit;
    private long ofRow;

    /**
     * Opens a file.
     *
     * @param skip lines that are left out
     * @param limit most characters of a row
     */
    CsvReader(Path path, Charset charset, long skip, int limit) throws IOException {
        this.size = Files.size(path);
        this.bytes = new CountedBytes(Files.newInputStream(path));
        this.text = new BufferedReader(new InputStreamReader(bytes, charset), 1 << 15);
        // What the parser reads ahead is no part of the row.
        this.limit = limit + (1L << 16);
        if (charset.equals(StandardCharsets.UTF_8)) {
            text.mark(1);
            if (text.read() != MARK) {
                text.reset();
            }
        }
        for (long i = 0; i < skip; i++) {
            if (text.readLine() == null) {
                break;
            }
        }
    }

    void rowEnds() {
        ofRow = 0;
    }

    double share() {
        return size == 0 ? 1 : Math.min(1, (double) bytes.count / size);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (ofRow > limit) {
            throw new IOException("a row of more than " + limit + " characters");
        }
        int read = text.read(buffer, from, length);
        ofRow += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Counts what is read of a file. */
    private static final class CountedBytes extends FilterInputStream {
        private long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
