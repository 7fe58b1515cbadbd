package vn.lienthong.hub.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An XLSX file as Excel for Mac began it: its numbers of days count from 1904. The numbers in its cells stay as they are. */
public final class MacSheet {
    private MacSheet() {}

    /** The same file, except that it says {@code date1904="1"}. */
    public static byte[] of(byte[] xlsx) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Path file = Files.createTempFile("mac-sheet-", ".xlsx");
            Files.write(file, xlsx);
            try (ZipFile in = new ZipFile(file.toFile());
                    ZipOutputStream out = new ZipOutputStream(bytes)) {
                for (ZipEntry entry : Collections.list(in.entries())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    byte[] part = in.getInputStream(entry).readAllBytes();
                    out.write(entry.getName().equals("xl/workbook.xml") ? since1904(part) : part);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] since1904(byte[] part) {
        String before = new String(part, StandardCharsets.UTF_8);
        String after = before.replaceFirst("<workbookPr[^>]*/>", "<workbookPr date1904=\"1\"/>");
        if (after.equals(before)) {
            throw new IllegalStateException("no workbookPr in " + before);
        }
        return after.getBytes(StandardCharsets.UTF_8);
    }
}
