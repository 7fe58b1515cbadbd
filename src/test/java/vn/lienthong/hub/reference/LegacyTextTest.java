package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.reference.LegacyText.Candidate;
import vn.lienthong.hub.reference.LegacyText.Converted;
import vn.lienthong.hub.reference.LegacyText.Doubtful;
import vn.lienthong.hub.reference.LegacyText.Encoding;
import vn.lienthong.hub.reference.LegacyText.Plain;
import vn.lienthong.hub.reference.LegacyText.Reading;
import vn.lienthong.hub.testkit.LegacyBytes;
import vn.lienthong.hub.testkit.LegacyCells;

/** What is recognised, what is left alone and what is in doubt. People are made up. */
class LegacyTextTest {
    private final LegacyText legacy = TestTables.REFERENCE.legacyText();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TCVN3 | NguyÔn V¨n Thö NghiÖm | Nguyễn Văn Thử Nghiệm",
                "TCVN3 | §¨ng ký khai sinh qu¸ h¹n | Đăng ký khai sinh quá hạn",
                "TCVN3 | ph­êng TrÇn Phó | phường Trần Phú",
                "VNI | Nguyeãn Vaên Thöû Nghieäm | Nguyễn Văn Thử Nghiệm",
                "VNI | PHÖÔØNG TRAÀN PHUÙ | PHƯỜNG TRẦN PHÚ",
                "VISCII | Nguy­n Vån ThØ Nghi®m | Nguyễn Văn Thử Nghiệm",
                "CP1258 | NguyêÞn Vãn ThýÒ Nghiêòm | Nguyễn Văn Thử Nghiệm",
                "MOJIBAKE | Nguyá»…n VÄƒn Thá»­ | Nguyễn Văn Thử",
                "MOJIBAKE | NguyÃ¡Â»â€¦n VÃ„Æ’n ThÃ¡Â»Â­ | Nguyễn Văn Thử",
                "MOJIBAKE | Nguyá»…n VÄƒn Thá»­ lÃ  ng\u00C6\u00B0\u00E1\u00BB\u009Di | Nguyễn Văn Thử là người",
                "TCVN3 | NguyÔn ThÞ “Thö” – 5 m², ½ l« | Nguyễn Thị “Thử” – 5 m², ½ lô"
            })
    void convertsWhatIsSurelyWrittenSo(Encoding from, String cell, String text) {
        assertThat(legacy.read(cell)).isEqualTo(new Converted(from, text, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0905000111",
                "nguoi.thu@gialap.example",
                "H08-19-12-000123",
                "Nguyen Van Thu, khong dau",
                "Phường Trần Quang Diệu, thành phố Quy Nhơn",
                "hòa bình và hoà bình, thủy và thuỷ, khỏe và khoẻ",
                "5 × 7 m, ½ lô, 36°C, 1.000 €, “trích dẫn” – khoản 2…",
                "Crème brûlée à l’hôpital Saint-André, né en août",
                "Müller, Größe, Straße, Übermut",
                "Dvořák, Šimůnek, žluťoučký kůň",
                "São João, coração, mañana, Ångström, Łódź",
                "Đắk Lắk, Chư Păh, Krông Pa, Ia RSươm",
                "UBND, HĐND, QĐ-UBND, GCNQSDĐ, 5.000 đ",
                "Lê Thành Công, Hà Bình Tâm",
                "Công dân xin rút hồ sơ; Bé xin thôi"
            })
    void leavesAloneWhatIsSound(String cell) {
        assertThat(legacy.read(cell)).isEqualTo(new Plain(cell));
    }

    @Test
    void convertsNoneOfTenThousandSoundCells() {
        LegacyCells cells = new LegacyCells(3);
        List<String> foreign = List.of(
                "Hélène Lefèvre, née à Orléans",
                "François Noël, près de la forêt",
                "Jörg Schäfer aus Köln",
                "Zoë Brontë",
                "Jürgen Groß, Straße 5",
                "Jiří Dvořák, Plzeň",
                "Tomáš Novotný",
                "José Muñoz, Córdoba",
                "João Gonçalves",
                "Søren Kjær",
                "Þór Guðmundsson",
                "Loïc, où es-tu?",
                "Björn Åkesson, Malmö",
                "Kovács Ödön, Győr",
                "Ça va, garçon?");
        for (int i = 0; i < 10_000; i++) {
            String cell = i % 4 == 0 ? foreign.get(i / 4 % foreign.size()) + ", " + i : cells.next(1, 200);
            Reading reading = legacy.read(cell);
            assertThat(reading).as(cell).isNotInstanceOf(Converted.class);
            assertThat(reading.text()).isEqualTo(cell);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tõ | từ",
                "hoà sô | hồ sơ",
                "Où | Ó",
                "Loïc | Lọc",
                "Yªn | Yên",
                "Huúnh | Huỳnh",
                "Hïng | Hùng",
                "n¨m | năm"
            })
    void asksWhatAWordMeansThatIsTooShortToKnow(String cell, String meant) {
        Reading reading = legacy.read(cell);
        assertThat(reading.text()).isEqualTo(cell);
        assertThat(reading).isInstanceOfSatisfying(Doubtful.class, doubtful -> assertThat(doubtful.candidates())
                .extracting(Candidate::text)
                .contains(meant));
    }

    @Test
    void givesCapitalsBackThatOnlyTheFontKnew() {
        assertThat(legacy.read("NGUYÔN THÞ ¸NH §ÌN").text()).isEqualTo("NGUYỄN THỊ ÁNH ĐÈN");
        assertThat(legacy.read("SINH ë QUY NH¥N N¡M 1980").text()).isEqualTo("SINH Ở QUY NHƠN NĂM 1980");
        assertThat(legacy.read("NguyÔn ThÞ ¸nh §Ìn"))
                .isEqualTo(new Converted(Encoding.TCVN3, "Nguyễn Thị ánh Đèn", true));
        assertThat(legacy.read("Tõ NguyÔn V¨n Thö - UBND").text()).isEqualTo("Từ Nguyễn Văn Thử - UBND");
        assertThat(legacy.read("NguyÔn ThÞ A¸nh §Ìn"))
                .isEqualTo(new Converted(Encoding.TCVN3, "Nguyễn Thị Ánh Đèn", false));
    }

    @Test
    void doubtsWhatCapitalsLeaveOpen() {
        assertThat(legacy.read("R¥ MOãC CñA ¤NG THö"))
                .isInstanceOfSatisfying(Doubtful.class, doubtful -> assertThat(doubtful.candidates())
                        .isNotEmpty());
    }

    @Test
    void saysThatLettersAreLost() {
        assertThat(legacy.read("Nguy?n V?n Thử")).isInstanceOfSatisfying(Doubtful.class, doubtful -> {
            assertThat(doubtful.candidates()).isEmpty();
            assertThat(doubtful.why()).contains("lost");
        });
        assertThat(legacy.read("Nguy\uFFFDn V\uFFFDn Thử")).isInstanceOf(Doubtful.class);
        assertThat(legacy.read("Đã nộp chưa? https://gialap.example/?a=b")).isInstanceOf(Plain.class);
    }

    @Test
    void findsLettersAgainThatWereLostInOneReadingOnly() {
        String lost = new String(
                "Đường Trần Hưng Đạo, phường Quang Trung".getBytes(StandardCharsets.UTF_8),
                Charset.forName("windows-1252"));
        assertThat(lost).contains("\uFFFD");
        assertThat(legacy.read(lost))
                .isEqualTo(new Converted(Encoding.MOJIBAKE, "Đường Trần Hưng Đạo, phường Quang Trung", false));
    }

    @Test
    void readsACellThatIsHalfLegacyAndHalfUnicode() {
        assertThat(legacy.read("Nguyễn Văn Thử, ph­êng TrÇn Phó, thµnh phè"))
                .isEqualTo(new Converted(Encoding.TCVN3, "Nguyễn Văn Thử, phường Trần Phú, thành phố", false));
    }

    @Test
    void composesWhatStandsApart() {
        String text = "Đường Nguyễn Huệ";
        assertThat(legacy.read(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isEqualTo(new Converted(Encoding.NFD, text, false));
        String half = LegacyBytes.seenAs("windows-1258", LegacyBytes.byIconv("CP1258", text));
        assertThat(half).isNotEqualTo(text);
        assertThat(legacy.read(half)).isEqualTo(new Converted(Encoding.CP1258, text, false));
        String vni = Normalizer.normalize("Nguyeãn Vaên Thöû Nghieäm", Normalizer.Form.NFD);
        assertThat(legacy.read(vni).text()).isEqualTo("Nguyễn Văn Thử Nghiệm");
    }

    @Test
    void readsBytesOfEveryEncoding() {
        String text = "Phường Nhơn Bình, Ổ, Ỷ, Ũ: Đặng Hữu Lọ Hoa";
        assertThat(legacy.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Plain(text));
        assertThat(legacy.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Plain(text));
        assertThat(legacy.read(text.getBytes(StandardCharsets.UTF_16))).isEqualTo(new Plain(text));
        assertThat(legacy.read(LegacyBytes.byIconv("VISCII", text)))
                .isEqualTo(new Converted(Encoding.VISCII, text, false));
        assertThat(legacy.read(LegacyBytes.vni(text))).isEqualTo(new Converted(Encoding.VNI, text, false));
        assertThat(legacy.read(LegacyBytes.tcvn3ByPairs(text))).isEqualTo(new Converted(Encoding.TCVN3, text, false));
        assertThat(legacy.read("5 × 7 m “Café”".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(new Converted(Encoding.CP1252, "5 × 7 m “Café”", false));
    }

    @Test
    void doesNotTakeVisciiForUtf8WhereItsBytesHappenToBe() {
        byte[] viscii = LegacyBytes.byIconv("VISCII", "Phường Trường Sơn Tưởng");
        assertThat(legacy.read(viscii).text()).isEqualTo("Phường Trường Sơn Tưởng");
        assertThat(legacy.read(LegacyBytes.byIconv("VISCII", "Phường"))).isNotInstanceOf(Plain.class);
    }

    @Test
    void letsADocumentDecideAboutItsShortCells() {
        List<String> cells = new ArrayList<>(List.of("tõ", "Bé", "hé", "Café", "Phường Trần Phú", "0905000111"));
        LegacyCells drawn = new LegacyCells(8);
        for (int i = 0; i < 60; i++) {
            cells.add(LegacyBytes.seenAs("windows-1252", LegacyBytes.tcvn3ByFont(drawn.next(10, 60))));
        }
        List<Reading> readings = legacy.readAll(cells);
        assertThat(readings.get(0)).isEqualTo(new Converted(Encoding.TCVN3, "từ", false));
        assertThat(readings.get(1).text()).isIn("Bộ", "Bé");
        assertThat(readings.get(2)).isNotInstanceOf(Plain.class);
        assertThat(readings.get(3).text()).isEqualTo("Café");
        assertThat(readings.get(4)).isEqualTo(new Plain("Phường Trần Phú"));
        assertThat(readings.get(5)).isEqualTo(new Plain("0905000111"));
    }

    @Test
    void takesAShortCellOfASoundDocumentAsItStands() {
        List<String> cells = new ArrayList<>(List.of("tõ", "hoà sô", "Bé"));
        cells.addAll(Collections.nCopies(50, "Phường Trần Phú"));
        assertThat(legacy.readAll(cells)).allMatch(reading -> reading instanceof Plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dinh Van Êt (1980)",
                "Phan Thanh Ýn (1974)",
                "Phan Hoa Ýnh (1974)",
                "Ksor Thị Êt, buôn 2",
                "Đinh Văn Ốk (1965)"
            })
    void neverConvertsARareNameOfSoundLettersInASoundColumnOrAlone(String cell) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            cells.add("Nguyễn Thị Hường Đặng " + i);
        }
        cells.add(cell);
        Reading within = legacy.readAll(cells).get(30);

        assertThat(List.of(within, legacy.read(cell)))
                .allSatisfy(reading -> assertThat(reading.text()).isEqualTo(cell))
                .noneMatch(reading -> reading instanceof Converted);
    }

    @Test
    void answersInTheOrderOfTheCellsAndForNone() {
        assertThat(legacy.readAll(List.of())).isEmpty();
        assertThat(legacy.readAll(List.of("a", "NguyÔn V¨n Thö NghiÖm", "b")))
                .extracting(Reading::text)
                .containsExactly("a", "Nguyễn Văn Thử Nghiệm", "b");
    }

    @Property(tries = 300)
    void readsBackWhatItsOwnTableWrites(@ForAll long seed) {
        String text = new LegacyCells(seed).next(30, 200);
        for (byte[] bytes : List.of(
                LegacyBytes.tcvn3ByPairs(text),
                LegacyBytes.vni(text),
                LegacyBytes.byIconv("VISCII", text),
                LegacyBytes.byIconv("CP1258", text))) {
            Reading reading = legacy.read(LegacyBytes.seenAs("windows-1252", bytes));
            assertThat(reading instanceof Doubtful || reading.text().equals(text))
                    .as(text + " " + reading)
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void neverFailsAndNeverTouchesItsOwnAnswer(@ForAll String any) {
        Reading reading = legacy.read(any);
        assertThat(Normalizer.isNormalized(reading.text(), Normalizer.Form.NFC)).isTrue();
        legacy.read(any.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsAHundredThousandCellsInSeconds() {
        LegacyCells drawn = new LegacyCells(9);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            String text = drawn.next(10, 120);
            cells.add(i % 2 == 0 ? text : LegacyBytes.seenAs("windows-1252", LegacyBytes.tcvn3ByFont(text)));
        }
        long begun = System.nanoTime();
        assertThat(legacy.readAll(cells)).hasSize(100_000);
        assertThat((System.nanoTime() - begun) / 1_000_000_000).isLessThan(60);
    }
}
