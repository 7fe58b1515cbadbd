package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import vn.lienthong.hub.reference.SheetWords;

/** Finds out what a file is, by its bytes: names lie. */
final class BookOpener {
    private static final int BEGINNING = 2_048;
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private final SheetWords words;

    BookOpener(SheetWords words) {
        this.words = words;
    }

    Grid open(byte[] bytes) throws Unreadable {
        if (bytes.length > Limits.BYTES) {
            throw new Unreadable(Remark.BOOK_TOO_LARGE, bytes.length + " bytes, > " + Limits.BYTES);
        }
        if (isBlank(bytes)) {
            throw new Unreadable(Remark.BOOK_EMPTY, bytes.length + " bytes");
        }
        if (begins(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            boolean encrypted = indexOf(bytes, ENCRYPTED) >= 0;
            throw new Unreadable(encrypted ? Remark.BOOK_PROTECTED : Remark.BOOK_OLD_FORM, "D0 CF 11 E0 (OLE2)");
        }
        if (begins(bytes, 'P', 'K', 3, 4) || begins(bytes, 'P', 'K', 5, 6)) {
            return xlsx(bytes);
        }
        String start = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        for (String other : new String[] {
            "%pdf", "{\\rtf", "<html", "<!doctype", "<?xml", "<table", "\u0089png", "\u00ff\u00d8\u00ff"
        }) {
            if (start.startsWith(other)) {
                throw new Unreadable(Remark.BOOK_OTHER_FORM, Words.shown(other));
            }
        }
        return CsvReader.read(bytes, words);
    }

    /** The readers want a file; it is gone when they are done. */
    private static Grid xlsx(byte[] bytes) throws Unreadable {
        Path file = null;
        try {
            file = Files.createTempFile("ward-book-", ".xlsx");
            Files.write(file, bytes);
            return XlsxReader.read(file, XlsxParts.of(file, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException("A book could not be put aside to be read", e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(BookOpener.class).warn("A temporary file stays behind: {}", e.toString());
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
