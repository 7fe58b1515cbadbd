package vn.lienthong.hub.wardbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.testkit.LegacyBytes;

/** Files as they come: every encoding, every separator, and what is no book at all. */
class OpeningBooksTest {
    private static final String TEXT =
            Books.HEADINGS + "\n" + Books.ROW.replace("NGUYỄN VĂN MẪU", "Nguyễn Thị Mẫu ở Quy Nhơn") + "\n"
                    + Books.ROW.replace("0001,", "0002,").replace("NGUYỄN VĂN MẪU", "Trần Đường Thử Nghiệm");

    static Stream<Arguments> encodings() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        return Stream.of(
                Arguments.of("UTF-8", utf8),
                Arguments.of("UTF-8 with mark", joined(mark, utf8)),
                Arguments.of(
                        "UTF-16 LE with mark",
                        joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, TEXT.getBytes(StandardCharsets.UTF_16LE))),
                Arguments.of(
                        "UTF-16 BE with mark",
                        joined(new byte[] {(byte) 0xFE, (byte) 0xFF}, TEXT.getBytes(StandardCharsets.UTF_16BE))),
                Arguments.of("UTF-16 LE", TEXT.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16 BE", TEXT.getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of(
                        "NFD", Normalizer.normalize(TEXT, Normalizer.Form.NFD).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("TCVN3", LegacyBytes.tcvn3ByPairs(TEXT)),
                Arguments.of("VNI", LegacyBytes.vni(TEXT)),
                Arguments.of("VISCII", LegacyBytes.byIconv("VISCII", TEXT)),
                Arguments.of("CP1258", LegacyBytes.byIconv("CP1258", TEXT)),
                Arguments.of(
                        "mojibake", LegacyBytes.seenAs("windows-1252", utf8).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void readsABookInEveryEncoding(String name, byte[] bytes) {
        BookReport report = Books.read(bytes).report();
        assertThat(report.taken())
                .as("%s %s", name, report.findings())
                .extracting(row -> Objects.requireNonNull(row.record())
                        .at("/applicant/name")
                        .asText())
                .containsExactly("Nguyễn Thị Mẫu ở Quy Nhơn", "Trần Đường Thử Nghiệm");
    }

    @Test
    void whatIsInDoubtIsNotConvertedAndGoesBack() {
        BookReport report = Books.with("Họ tên", "Nguy\uFFFDn Văn M\uFFFDu");
        assertThat(Books.cells(report, "text-doubtful")).containsExactly("F2");
        assertThat(report.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"','", ";", "'\t'", "|"})
    void findsOutWhatSeparatesTheCells(String separator) {
        String text = Stream.of(Books.HEADINGS, Books.ROW)
                .map(line -> line.replace(",", separator))
                .reduce((a, b) -> a + "\r\n" + b)
                .orElseThrow();
        assertThat(Books.csv(text).taken()).hasSize(1);
        BookReport told = Books.csv("sep=" + separator + "\r\n" + text);
        assertThat(told.taken()).hasSize(1);
        assertThat(told.rows().get(0).line()).isEqualTo(3);
    }

    @Test
    void aCellInQuotesMayHoldLinesSeparatorsAndQuotes() {
        BookReport report =
                Books.csv(Books.HEADINGS + ",Trích yếu", Books.ROW + ",\"Xin \"\"trích lục\"\",\nbản sao; gấp\"");
        assertThat(Objects.requireNonNull(report.taken().get(0).record())
                        .path("summary")
                        .asText())
                .isEqualTo("Xin \"trích lục\",\nbản sao; gấp");
    }

    @Test
    void aQuoteThatIsNeverClosedSwallowsNothingSilently() {
        BookReport report = Books.csv(Books.HEADINGS, "\"" + Books.ROW, Books.ROW);
        assertThat(report.readable()).isFalse();
        assertThat(Books.codes(report)).containsExactly("book-damaged");
    }

    static Stream<Arguments> others() throws IOException {
        byte[] ole = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0};
        byte[] sound = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Books.usual(sheet, 1);
        });
        return Stream.of(
                Arguments.of("book-empty", new byte[0]),
                Arguments.of("book-empty", "\r\n \t".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("book-old-form", ole),
                Arguments.of("book-protected", joined(ole, "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE))),
                Arguments.of("book-other-form", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("book-other-form", "<html><table>".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("book-other-form", zip("word/document.xml", "<a/>".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("book-other-form", new byte[] {1, 2, 0, 3, 0, 0, 7, 0, 0, 0}),
                Arguments.of("book-damaged", Arrays.copyOf(sound, sound.length / 2)),
                Arguments.of("book-damaged", zip("xl/workbook.xml", "<a".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("book-suspicious", zip("xl/workbook.xml", new byte[(int) (Limits.UNPACKED + 1)])),
                Arguments.of("book-suspicious", zip("xl/workbook.xml", new byte[4 << 20])),
                Arguments.of("book-too-large", new byte[Limits.BYTES + 1]),
                Arguments.of("no-header", "a,b\n1,2".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void saysInThreePartsWhyAFileIsNoBook(String code, byte[] bytes) {
        BookReport report = Books.read(bytes).report();
        assertThat(report.readable()).isFalse();
        assertThat(report.rows()).isEmpty();
        assertThat(report.findings()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(code);
            assertThat(one.found().en()).isNotBlank();
            assertThat(one.cure().vi()).isNotBlank();
        });
    }

    @Test
    void aBookWithTooManyRowsIsRefusedWhole() {
        StringBuilder text = new StringBuilder(Books.HEADINGS);
        for (int i = 0; i <= Limits.ROWS; i++) {
            text.append('\n').append(i).append(",21607");
        }
        assertThat(Books.codes(Books.csv(text.toString()))).containsExactly("book-too-large");
    }

    @Test
    void aPartThatLiesAboutItsSizeIsStillWeighed() throws IOException {
        byte[] zip = zip("xl/workbook.xml", new byte[8 << 20]);
        // The size in the central directory says one byte.
        int at = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[at + 24] = 1;
        zip[at + 25] = 0;
        zip[at + 26] = 0;
        zip[at + 27] = 0;
        BookReport report = Books.read(zip).report();
        assertThat(report.readable()).isFalse();
        assertThat(Books.codes(report)).containsAnyOf("book-suspicious", "book-damaged");
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + wanted.length), wanted)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void datesThatASpreadsheetTurnedRoundAreInDoubt() {
        byte[] book = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Object[] days = {LocalDate.of(2025, 5, 3), "27/02/2025", LocalDate.of(2025, 2, 2), "28/02/2025"};
            for (int i = 0; i < days.length; i++) {
                Books.usual(sheet, i + 1);
                Books.row(sheet, i + 1, "000.06.ZZ.H08-250305-000" + i, 21607, "1.001193", days[i]);
            }
        });
        BookReport report = Books.read(book).report();
        assertThat(Books.cells(report, "date-doubtful")).containsExactly("D2");
        assertThat(report.taken()).hasSize(3);
    }

    @Test
    void numbersOfCellsKeepTheZerosOfTheirFormat() {
        byte[] book = Books.xlsx(sheet -> {
            Books.headings(sheet, 0);
            Books.usual(sheet, 1);
            sheet.value(1, 8, 52089000001L);
            sheet.style(1, 8).format("000000000000").set();
            sheet.value(1, 1, 21607);
            sheet.value(1, 9, 900000001);
        });
        BookReport report = Books.read(book).report();
        assertThat(report.taken()).hasSize(1);
        assertThat(Objects.requireNonNull(report.taken().get(0).record())
                        .at("/applicant/identity/number")
                        .asText())
                .isEqualTo("052089000001");
        assertThat(Books.cells(report, "zeros-restored")).containsExactly("J2");
    }
}
