package vn.lienthong.hub.reconciliation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.vocabulary.FileName;

/** What a column of a list may tell, and how lists seen so far call it: the hub's own name, or theirs without marks, blanks and signs. */
enum Column {
    CODE("dossier-code", "dossiercode", "mahoso", "sohoso", "mahs", "code", "sobiennhan"),
    UNIT("unit", "unit", "unitcode", "madonvi", "donvi", "maxa", "maphuong", "maphuongxa"),
    STATUS("status", "status", "trangthai", "trangthaihoso", "matrangthai", "tinhtrang"),
    RECEIVED("received-at", "receivedat", "ngaytiepnhan", "ngaynhan", "ngaynophoso"),
    DUE("due-at", "dueat", "ngayhentra", "ngayhen", "hantra", "hanxuly", "ngayhentraketqua"),
    FINISHED("finished-at", "finishedat", "ngayketthucxuly", "ngayketthuc", "ngayhoanthanh", "ngayxulyxong"),
    COUNT("attachment-count", "attachmentcount", "sotepdinhkem", "sotep", "sotaptin"),
    NAMES("attachment-names", "attachmentnames", "tentepdinhkem", "tentep"),
    SUMS("attachment-sums", "attachmentsums", "attachmenthashes", "sha256"),
    /** A number, or names, or hashes, or in NDJSON objects with name and sha256. */
    FILES("attachments", "attachments", "tepdinhkem", "danhsachtepdinhkem", "taptindinhkem");

    private final String word;
    private final List<String> known;

    Column(String word, String... known) {
        this.word = word;
        this.known = List.of(known);
    }

    /** What to call it on the command line. */
    String word() {
        return word;
    }

    /** Who is who in a list; {@code given} goes before what is known. */
    static Map<String, Column> byName(Map<String, String> given) {
        Map<String, Column> all = new HashMap<>();
        for (Column column : values()) {
            column.known.forEach(name -> all.put(name, column));
        }
        Map<Column, String> chosen = new EnumMap<>(Column.class);
        given.forEach((word, name) -> chosen.put(of(word), folded(name)));
        all.values().removeAll(chosen.keySet());
        chosen.forEach((column, name) -> all.put(name, column));
        return all;
    }

    private static Column of(String word) {
        for (Column column : values()) {
            if (column.word.equals(word)) {
                return column;
            }
        }
        throw new IllegalArgumentException("A list has no such column to compare. Found: " + word + ". Known are: "
                + Arrays.stream(values()).map(Column::word).collect(Collectors.joining(", ")) + ".");
    }

    static String folded(@Nullable String name) {
        return name == null
                ? ""
                : FileName.ascii(Text.nfc(name)).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
