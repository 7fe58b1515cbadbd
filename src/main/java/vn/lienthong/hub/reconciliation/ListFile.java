package vn.lienthong.hub.reconciliation;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * The list of one side in a file: NDJSON, or CSV with a line of names and commas, semicolons or tabs between; UTF-8; plain, {@code .gz}, or the first
 * file of a {@code .zip}. Read as a stream.
 *
 * @param columns how the file calls what, where the hub would not know: by {@code dossier-code}, {@code unit}, {@code status}, {@code received-at},
 *     {@code due-at}, {@code finished-at}, {@code attachments}, {@code attachment-count}, {@code attachment-names}, {@code attachment-sums}
 * @param at when the list was made; what happened later explains a difference
 */
public record ListFile(Path path, Map<String, String> columns, Instant at) {
    private static final int SNIFFED = 64 << 10;
    private static final int BYTE_ORDER_MARK = 0xEF;
    private static final Pattern OF_A_WORKBOOK =
            Pattern.compile("\\[Content_Types]\\.xml|mimetype|(xl|_rels|docProps)/.*");

    /** What was read. */
    record Read(long rows, String sha256) {}

    /** A list that cannot be compared: every fault that was found, at most twenty, each with its line. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Problem> problems;

        Unusable(List<Problem> problems) {
            super(problems.get(0).message());
            this.problems = List.copyOf(problems);
        }

        /** At least one, in the order of lines. */
        public List<Problem> problems() {
            return problems;
        }
    }

    /** Tells every row. */
    Read each(StatusWords statuses, Consumer<Row> told) throws IOException {
        MessageDigest digest = Sha256.begin();
        LineFaults faults = new LineFaults(path);
        long rows;
        try (InputStream raw = new Summed(Files.newInputStream(path), digest);
                InputStream in = unpacked(new BufferedInputStream(raw, SNIFFED), faults)) {
            RowMaker maker = new RowMaker(statuses);
            Map<String, Column> names = Column.byName(columns);
            rows = isJson(in)
                    ? new JsonList(names, maker, faults).read(in, told)
                    : new CsvList(names, maker, faults).read(in, told);
        } catch (NoSuchFileException e) {
            throw faults.only("There is no such list.", path.toString(), "Check the path.");
        } catch (MalformedInputException e) {
            throw faults.only(
                    "A list is not UTF-8.",
                    "bytes that are no UTF-8 in " + path + ", after line " + faults.line(),
                    "Export it as UTF-8; text check tells which encoding it is in.");
        }
        faults.tell();
        return new Read(rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static InputStream unpacked(BufferedInputStream in, LineFaults faults) throws IOException {
        byte[] start = peek(in, 4);
        if (start.length >= 2 && (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B) {
            return new BufferedInputStream(new GZIPInputStream(in, SNIFFED), SNIFFED);
        }
        if (Arrays.equals(start, new byte[] {'P', 'K', 3, 4})) {
            ZipInputStream zip = new ZipInputStream(in);
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && entry.isDirectory()) {
                entry = zip.getNextEntry();
            }
            if (entry != null && OF_A_WORKBOOK.matcher(entry.getName()).matches()) {
                throw faults.only(
                        "A list is a workbook of a spreadsheet program.",
                        faults.path.getFileName() + " is an XLSX, ODS or the like",
                        "Save its sheet as CSV UTF-8 and give that.");
            }
            return new BufferedInputStream(zip, SNIFFED);
        }
        return in;
    }

    /** Whether the first sign is that of a JSON object; steps over a byte order mark. */
    private static boolean isJson(InputStream in) throws IOException {
        byte[] start = peek(in, 3);
        if (start.length == 3 && (start[0] & 0xFF) == BYTE_ORDER_MARK && (start[1] & 0xFF) == 0xBB) {
            in.skipNBytes(3);
        }
        in.mark(SNIFFED);
        int c = in.read();
        for (int i = 1; i < SNIFFED && c >= 0 && c <= ' '; i++) {
            c = in.read();
        }
        in.reset();
        return c == '{';
    }

    private static byte[] peek(InputStream in, int bytes) throws IOException {
        in.mark(SNIFFED);
        byte[] start = in.readNBytes(bytes);
        in.reset();
        return start;
    }

    /** Sums up what is read through it, to the end of the file, whatever its reader leaves. */
    private static final class Summed extends FilterInputStream {
        private final MessageDigest digest;
        private boolean closed;

        Summed(InputStream in, MessageDigest digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                transferTo(OutputStream.nullOutputStream());
                super.close();
            }
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                digest.update((byte) b);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            if (count > 0) {
                digest.update(bytes, from, count);
            }
            return count;
        }
    }

    /** The faults of a list as they are met. */
    static final class LineFaults {
        private static final int MOST = 20;
        private final Path path;
        private final List<Problem> all = new ArrayList<>();
        private long line;

        LineFaults(Path path) {
            this.path = path;
        }

        void at(long number) {
            line = number;
        }

        long line() {
            return line;
        }

        /** Notes a fault of the line; ends the reading when there are too many. */
        void add(@Nullable Problem problem) {
            if (problem != null) {
                all.add(new Problem(
                        problem.code(),
                        problem.what(),
                        problem.found() + " in line " + line + " of " + path.getFileName(),
                        problem.cure()));
            }
            if (all.size() == MOST) {
                tell();
            }
        }

        void tell() {
            if (!all.isEmpty()) {
                throw new Unusable(all);
            }
        }

        Unusable only(String what, String found, String cure) {
            all.add(new Problem("bad-list", what, found, cure));
            return new Unusable(all);
        }
    }
}
