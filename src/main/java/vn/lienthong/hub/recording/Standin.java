package vn.lienthong.hub.recording;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** What stands for a file: one of the same type that opens and says that it is made up, as long as the original where the type allows it. */
final class Standin {
    private static final String SAYS = "Tep nay thay cho mot tep da duoc che. ";
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] GIF = {'G', 'I', 'F', '8'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final byte[] RAR = {'R', 'a', 'r', '!'};
    private static final byte[] TIFF = {'I', 'I', '*', 0};

    private Standin() {}

    static boolean isFile(byte[] bytes) {
        for (byte[] magic : new byte[][] {PDF, PNG, JPEG, GIF, ZIP, OLE, RAR, TIFF}) {
            if (begins(bytes, magic)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is one of these. */
    static boolean isOne(byte[] bytes) {
        return HttpBytes.indexOf(bytes, SAYS.trim().getBytes(StandardCharsets.US_ASCII), 0) >= 0
                || Arrays.equals(of(bytes), bytes);
    }

    static byte[] of(byte[] bytes) {
        if (begins(bytes, PDF)) {
            return filled(pdf(), bytes.length, "\n%");
        }
        if (begins(bytes, PNG)) {
            return filled(image("png"), bytes.length, "");
        }
        if (begins(bytes, JPEG)) {
            return filled(image("jpeg"), bytes.length, "");
        }
        if (begins(bytes, GIF)) {
            return filled(image("gif"), bytes.length, "");
        }
        if (begins(bytes, ZIP)) {
            return zip(bytes.length);
        }
        byte[] front = isFile(bytes) ? Arrays.copyOf(bytes, 4) : new byte[0];
        return filled(front, bytes.length, "");
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Behind its end whatever follows is no part of an image, and in a PDF a comment. */
    private static byte[] filled(byte[] whole, int length, String first) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(whole.length, length));
        out.writeBytes(whole);
        byte[] fill = SAYS.getBytes(StandardCharsets.US_ASCII);
        if (out.size() + first.length() < length) {
            out.writeBytes(first.getBytes(StandardCharsets.US_ASCII));
        }
        for (int at = 0; out.size() < length; at++) {
            out.write(fill[at % fill.length]);
        }
        return out.toByteArray();
    }

    private static byte[] pdf() {
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
        };
        StringBuilder text = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append(Keyed.padded(text.length(), 10)).append(" 00000 n \n");
            text.append(i + 1).append(" 0 obj").append(objects[i]).append("endobj\n");
        }
        int at = text.length();
        text.append(table)
                .append("trailer<</Size 4/Root 1 0 R>>\nstartxref\n")
                .append(at)
                .append("\n%%EOF");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] image(String form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), form, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            ZipEntry entry = new ZipEntry("thay-the.txt");
            // The same bytes whenever it is made.
            entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(filled(new byte[0], Math.max(SAYS.length(), length - 150), ""));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
