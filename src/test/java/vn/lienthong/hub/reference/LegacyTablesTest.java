package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.testkit.LegacyBytes;

/** The tables of legacy text against what others know: glibc's iconv, the JDK, Unicode, and the rule of VNI. */
class LegacyTablesTest {
    private static final Path ICONV = Path.of("test-fixtures/legacy-text/letters-by-iconv.csv");

    private final Syllables syllables = Syllables.read(new Tables(ReferenceSettings.at(TestTables.FOLDER)));

    private static List<Row> rows() {
        return new Tables(ReferenceSettings.at(TestTables.FOLDER))
                .rows(
                        "vn-legacy-encodings.csv",
                        "char",
                        "codepoint",
                        "tcvn3_hex",
                        "vni_windows_hex",
                        "viscii_hex",
                        "cp1258_hex",
                        "utf8_nfd_hex");
    }

    @Test
    void agreesWithIconvAndWithTheRuleOfVni() {
        assertThat(rows()).hasSize(134).allSatisfy(row -> {
            String letter = row.text("char");
            assertThat(row.text("tcvn3_hex").split(" ")).contains(hex(LegacyBytes.byIconv("TCVN5712-1", letter)));
            assertThat(row.text("viscii_hex")).isEqualTo(hex(LegacyBytes.byIconv("VISCII", letter)));
            assertThat(row.text("cp1258_hex").split(" ")).startsWith(hex(LegacyBytes.byIconv("CP1258", letter)));
            assertThat(row.text("vni_windows_hex").split(" ")).startsWith(hex(LegacyBytes.vni(letter)));
            String nfd = Normalizer.normalize(letter, Normalizer.Form.NFD);
            assertThat(row.text("utf8_nfd_hex")).isEqualTo(hex(nfd.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void agreesWithTheJdkAboutWindows1258() {
        assertThat(rows()).allSatisfy(row -> {
            for (String way : row.text("cp1258_hex").split(" ")) {
                String read = new String(HexFormat.of().parseHex(way), Charset.forName("windows-1258"));
                assertThat(Normalizer.normalize(read, Normalizer.Form.NFC)).isEqualTo(row.text("char"));
            }
        });
    }

    @Test
    void hasInItsFixtureWhatIconvWritesHere() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/iconv")), "NOT RUN: this machine has no iconv");
        List<String> lines = Files.readAllLines(ICONV);
        String[] charsets = lines.get(0).split(",");
        for (int i = 1; i < charsets.length; i++) {
            StringBuilder expected = new StringBuilder();
            StringBuilder letters = new StringBuilder();
            for (String line : lines.subList(1, lines.size())) {
                letters.append(line.split(",")[0]).append(' ');
                expected.append(line.split(",")[i]).append("20");
            }
            assertThat(hex(iconv(charsets[i], letters.toString())))
                    .as(charsets[i])
                    .isEqualTo(expected.toString());
        }
    }

    private static byte[] iconv(String charset, String text) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/bin/iconv", "-f", "UTF-8", "-t", charset).start();
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        byte[] bytes = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nguyễn", "Quý", "giếng", "gì", "nghiêng", "khuỷu", "hòa", "hoà", "thúy", "thuý", "ÁNH", "ươm", "quốc",
                "giặt", "Đắk", "Păh", "Krông", "xoong", "yêu", "khuya", "ngoằn", "ở"
            })
    void knowsSyllables(String word) {
        assertThat(syllables.weigh(word)).isNotNaN().isNegative();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cẽt",
                "càc",
                "ngì",
                "ngiên",
                "gẽ",
                "bbà",
                "Renộ",
                "Mỹller",
                "wên",
                "tễnễ",
                "strà",
                "Cafộ",
                "việtnamese"
            })
    void knowsWhatIsNone(String word) {
        assertThat(syllables.weigh(Text.nfc(word))).isNaN();
    }

    @Test
    void prefersWhatIsCommonAndWhereTheToneBelongs() {
        assertThat(syllables.weigh("người")).isGreaterThan(syllables.weigh("nguồi"));
        assertThat(syllables.weigh("hoàn")).isGreaterThan(syllables.weigh("hòan"));
        assertThat(syllables.weigh("như")).isGreaterThan(syllables.weigh("nhý"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
