package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.reference.LegacyText.Converted;
import vn.lienthong.hub.reference.LegacyText.Doubtful;
import vn.lienthong.hub.reference.LegacyText.Encoding;
import vn.lienthong.hub.reference.LegacyText.Reading;
import vn.lienthong.hub.testkit.LegacyBytes;
import vn.lienthong.hub.testkit.LegacyCells;

/** Measures how often what was written in each way is recognised, and fails under 99 in 100; docs/legacy-text.md shows the figures. */
class LegacyTextMatrixTest {
    private static final int CELLS = 1000;
    private static final Path MANUAL = Path.of("docs", "legacy-text.md");

    private final LegacyText legacy = TestTables.REFERENCE.legacyText();

    /** One way in which cells are spoilt, and what must be found. */
    private record Spoilt(String name, Encoding encoding, UnaryOperator<String> how) {}

    /** What became of the cells of one way. */
    private record Found(String name, int right, int doubtful, int untouched, int wrong) {
        String row() {
            return "| " + name + " | " + right + " | " + doubtful + " | " + untouched + " | " + wrong + " |";
        }
    }

    private static List<Spoilt> ways() {
        return List.of(
                new Spoilt("NFD", Encoding.NFD, text -> Normalizer.normalize(text, Normalizer.Form.NFD)),
                new Spoilt("TCVN3, capitals by font", Encoding.TCVN3, text -> western(LegacyBytes.tcvn3ByFont(text))),
                new Spoilt("TCVN3, capitals as pairs", Encoding.TCVN3, text -> western(LegacyBytes.tcvn3ByPairs(text))),
                new Spoilt("TCVN 5712", Encoding.TCVN3, text -> western(LegacyBytes.byIconv("TCVN5712-1", text))),
                new Spoilt("VNI", Encoding.VNI, text -> western(LegacyBytes.vni(text))),
                new Spoilt("VISCII", Encoding.VISCII, text -> western(LegacyBytes.byIconv("VISCII", text))),
                new Spoilt("VISCII, as Latin-1", Encoding.VISCII, text -> latin(LegacyBytes.byIconv("VISCII", text))),
                new Spoilt("CP1258", Encoding.CP1258, text -> western(LegacyBytes.byIconv("CP1258", text))),
                new Spoilt(
                        "CP1258, half composed",
                        Encoding.CP1258,
                        text -> vietnamese(LegacyBytes.byIconv("CP1258", text))),
                new Spoilt("UTF-8 as Windows-1252", Encoding.MOJIBAKE, text -> western(utf8(text))),
                new Spoilt("UTF-8 as Latin-1", Encoding.MOJIBAKE, text -> latin(utf8(text))),
                new Spoilt(
                        "UTF-8 as Windows-1252, twice", Encoding.MOJIBAKE, text -> western(utf8(western(utf8(text))))),
                new Spoilt("UTF-8 as Windows-1258", Encoding.MOJIBAKE, text -> vietnamese(utf8(text))),
                new Spoilt("TCVN3 as Windows-1258", Encoding.TCVN3, text -> vietnamese(LegacyBytes.tcvn3ByFont(text))),
                new Spoilt("VNI as Windows-1258", Encoding.VNI, text -> vietnamese(LegacyBytes.vni(text))));
    }

    @Test
    void recognisesNinetyNineInAHundredOfTwentyLettersOrMore() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Spoilt way : ways()) {
            found.add(measure(way, 20, 200, false));
        }
        assertThat(found)
                .allSatisfy(one -> assertThat(one.right()).as(one.row()).isGreaterThanOrEqualTo(CELLS * 99 / 100));
        assertThat(found)
                .allSatisfy(one -> assertThat(one.wrong()).as(one.row()).isZero());
        show("measured alone", found);
    }

    @Test
    void isDoubtfulRatherThanWrongAboutShortCells() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Spoilt way : ways()) {
            found.add(measure(way, 2, 19, false));
        }
        assertThat(found)
                .allSatisfy(one -> assertThat(one.wrong()).as(one.row()).isLessThanOrEqualTo(CELLS / 100));
        show("measured short", found);
    }

    @Test
    void knowsShortCellsByTheirDocument() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Spoilt way : ways()) {
            found.add(measure(way, 2, 19, true));
        }
        assertThat(found)
                .filteredOn(one -> !one.name().endsWith("as Windows-1258"))
                .allSatisfy(one -> assertThat(one.right()).as(one.row()).isGreaterThanOrEqualTo(CELLS * 98 / 100))
                .allSatisfy(one -> assertThat(one.wrong()).as(one.row()).isZero());
        show("measured together", found);
    }

    @Test
    void convertsNothingWrongInBytes() {
        Map<String, UnaryOperatorOfBytes> ways = new LinkedHashMap<>();
        ways.put("TCVN3", LegacyBytes::tcvn3ByFont);
        ways.put("VNI", LegacyBytes::vni);
        ways.put("VISCII", text -> LegacyBytes.byIconv("VISCII", text));
        ways.put("CP1258", text -> LegacyBytes.byIconv("CP1258", text));
        ways.forEach((name, how) -> {
            LegacyCells cells = new LegacyCells(11);
            int right = 0;
            for (int i = 0; i < CELLS; i++) {
                String text = cells.next(20, 200);
                Reading reading = legacy.read(how.of(text));
                right += reading instanceof Converted && isSame(name, reading.text(), text) ? 1 : 0;
            }
            assertThat(right).as(name).isGreaterThanOrEqualTo(CELLS * 99 / 100);
        });
    }

    private interface UnaryOperatorOfBytes {
        byte[] of(String text);
    }

    private Found measure(Spoilt way, int shortest, int longest, boolean together) {
        LegacyCells drawn = new LegacyCells(20261126);
        List<String> texts = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        while (cells.size() < CELLS) {
            String text = drawn.next(shortest, longest);
            String cell = way.how().apply(text);
            // What looks the same in both is no legacy cell.
            if (!cell.equals(text)) {
                texts.add(text);
                cells.add(cell);
            }
        }
        List<Reading> readings = together
                ? legacy.readAll(cells)
                : cells.stream().map(legacy::read).toList();
        int right = 0;
        int doubtful = 0;
        int untouched = 0;
        int wrong = 0;
        for (int i = 0; i < CELLS; i++) {
            boolean same = isSame(way.name(), readings.get(i).text(), texts.get(i));
            if (readings.get(i) instanceof Doubtful) {
                doubtful++;
                continue;
            }
            if (readings.get(i) instanceof Converted converted) {
                right += same && isAs(converted.from(), way.encoding()) ? 1 : 0;
            } else {
                untouched++;
            }
            wrong += same ? 0 : 1;
        }
        return new Found(way.name(), right, doubtful, untouched, wrong);
    }

    /** Without a hat or horn apart, half composed and decomposed text are the same characters. */
    private static boolean isAs(Encoding found, Encoding written) {
        return found == written || found == Encoding.NFD && written == Encoding.CP1258;
    }

    /** Capitals with tones are lost where only the font knew them. */
    private static boolean isSame(String way, String found, String text) {
        return found.equals(text) || way.startsWith("TCVN3") && found.equalsIgnoreCase(text);
    }

    private static void show(String name, List<Found> found) throws IOException {
        StringBuilder table = new StringBuilder();
        found.forEach(one -> table.append(one.row()).append('\n'));
        Path folder = Files.createDirectories(Path.of("target", "legacy-text"));
        Files.writeString(folder.resolve(name.replace(' ', '-') + ".md"), table.toString());
        assertThat(Files.readString(MANUAL))
                .as("docs/legacy-text.md shows what was " + name + "; it is in target/legacy-text")
                .contains(table.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String western(byte[] bytes) {
        return LegacyBytes.seenAs("windows-1252", bytes);
    }

    private static String vietnamese(byte[] bytes) {
        return LegacyBytes.seenAs("windows-1258", bytes);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
