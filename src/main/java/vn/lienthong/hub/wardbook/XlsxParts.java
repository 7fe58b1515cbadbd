package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetXml;

/** What the reader of cells does not tell: whether the file is safe to unpack, which rows are hidden and which cells are merged. */
final class XlsxParts {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private static final int MOST_MERGED = 20_000;
    private final Map<String, Marks> bySheet = new HashMap<>();

    /** A block of merged cells; columns from 0, lines from 1, both ends among them. */
    record Block(int left, int top, int right, int bottom) {}

    /** What is special about the lines of a sheet. */
    record Marks(java.util.BitSet hidden, List<Block> merged) {
        static Marks none() {
            return new Marks(new java.util.BitSet(), new ArrayList<>());
        }
    }

    private XlsxParts() {}

    Marks of(String sheet) {
        return bySheet.getOrDefault(sheet, Marks.none());
    }

    static XlsxParts of(Path file, long size) throws Unreadable {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            weigh(zip, size);
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new Unreadable(
                        zip.getEntry("EncryptedPackage") == null ? Remark.BOOK_OTHER_FORM : Remark.BOOK_PROTECTED,
                        zip.getEntry("xl/workbook.bin") != null ? "XLSB" : "ZIP");
            }
            XlsxParts parts = new XlsxParts();
            parts.read(zip);
            return parts;
        } catch (ZipException | XMLStreamException e) {
            throw new Unreadable(
                    Remark.BOOK_DAMAGED,
                    "ZIP or XML that ends or breaks (" + e.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            throw new Unreadable(Remark.BOOK_DAMAGED, e.getClass().getSimpleName());
        }
    }

    /** Unpacks everything once and keeps nothing: what an entry says of its size may be a lie. */
    private static void weigh(ZipFile zip, long size) throws IOException, Unreadable {
        if (zip.size() > Limits.PARTS) {
            throw new Unreadable(Remark.BOOK_SUSPICIOUS, zip.size() + " parts, > " + Limits.PARTS);
        }
        long all = 0;
        byte[] buffer = new byte[64 << 10];
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            try (InputStream in = zip.getInputStream(entries.nextElement())) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    all += read;
                    if (all > Limits.UNPACKED) {
                        boolean bomb = all / Math.max(1, size) > Limits.RATIO;
                        throw new Unreadable(
                                bomb ? Remark.BOOK_SUSPICIOUS : Remark.BOOK_TOO_LARGE,
                                size + " -> > " + Limits.UNPACKED + " bytes");
                    }
                }
            }
        }
        if (all > Limits.SMALL && all / Math.max(1, size) > Limits.RATIO) {
            throw new Unreadable(Remark.BOOK_SUSPICIOUS, size + " -> " + all + " bytes");
        }
    }

    private void read(ZipFile zip) throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        SheetXml.each(
                zip,
                "xl/_rels/workbook.xml.rels",
                "Relationship",
                xml -> targets.put(
                        String.valueOf(xml.getAttributeValue(null, "Id")),
                        String.valueOf(xml.getAttributeValue(null, "Target"))));
        Map<String, String> sheets = new HashMap<>();
        SheetXml.each(zip, "xl/workbook.xml", "sheet", xml -> {
            String id = xml.getAttributeValue(RELATIONS, "id");
            String target = targets.get(id == null ? xml.getAttributeValue(STRICT_RELATIONS, "id") : id);
            if (target != null) {
                sheets.put(
                        xml.getAttributeValue(null, "name"),
                        target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            bySheet.put(sheet.getKey(), marks(zip, sheet.getValue()));
        }
    }

    private static Marks marks(ZipFile zip, String part) throws IOException, XMLStreamException {
        Marks marks = Marks.none();
        SheetXml.each(zip, part, "row", xml -> {
            String hidden = xml.getAttributeValue(null, "hidden");
            String number = xml.getAttributeValue(null, "r");
            if (number != null && ("1".equals(hidden) || "true".equals(hidden)) && number.matches("\\d{1,7}")) {
                marks.hidden().set(Integer.parseInt(number));
            }
        });
        SheetXml.each(zip, part, "mergeCell", xml -> {
            Block block = block(xml.getAttributeValue(null, "ref"));
            if (block != null && marks.merged().size() < MOST_MERGED) {
                marks.merged().add(block);
            }
        });
        return marks;
    }

    /** What a range names; null for what is none. */
    static @Nullable Block block(@Nullable String ref) {
        String[] ends = ref == null ? new String[0] : ref.split(":", -1);
        if (ends.length != 2 || !ends[0].matches("[A-Z]{1,3}[0-9]{1,7}") || !ends[1].matches("[A-Z]{1,3}[0-9]{1,7}")) {
            return null;
        }
        return new Block(column(ends[0]), line(ends[0]), column(ends[1]), line(ends[1]));
    }

    private static int column(String address) {
        int column = 0;
        for (int i = 0; i < address.length() && address.charAt(i) >= 'A'; i++) {
            column = column * 26 + address.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }

    private static int line(String address) {
        return Integer.parseInt(address.replaceAll("[A-Z]", ""));
    }
}
