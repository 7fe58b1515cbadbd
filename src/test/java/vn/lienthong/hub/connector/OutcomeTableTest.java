package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.vocabulary.Outcome;

/** How the province's table reads answers nobody has thought of. */
class OutcomeTableTest {

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-01-05T01:00:00Z"));
    private static final OutcomeTable PROVINCE = new ConnectorFolder(Bed.CONNECTORS.resolve("province-rest"))
            .outcomes()
            .orElseThrow();

    private static Reading read(String operation, int status, String type, byte[] body) {
        return PROVINCE.read(operation, new Answer.Http(status, Map.of("content-type", type), body), CLOCK);
    }

    private static Reading read(String body) {
        return read("DongBoHoSoMC", 200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hồ sơ đã tồn tại",
                "HỒ SƠ ĐÃ TỒN TẠI!",
                "  hồ  sơ\tđã   tồn\u00A0tại ",
                "<div>Hồ sơ<br/>đã tồn tại</div>",
                "&#272;&#227; t&#7891;n t&#7841;i",
                "&lt;b&gt;Đã tồn tại&lt;/b&gt;",
                "Lỗi u000aĐã tồn tại",
                "Đã\u200B tồn tại"
            })
    void theSameWordsAreTheSameDecisionHoweverTheyAreWritten(String words) {
        for (String written : List.of(words, Normalizer.normalize(words, Normalizer.Form.NFD))) {
            for (String code : List.of("3", "\"3\"", "-3", "\"-3\"", "-1", "\"-1\"", "0")) {
                String body = "{\"error_code\":" + code + ",\"message\":" + SessionBodyTest.quoted(written) + "}";
                assertThat(read(body).next()).as(body).isEqualTo(Reading.NextStep.SEND_AS_UPDATE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}        | accepted",
                "{\"error_code\":0.0,\"message\":\"Cập nhật thành công\"}          | accepted",
                "{\"error_code\":null,\"message\":\"Cập nhật thành công\"}         | otherwise",
                "{\"error_code\":\"\",\"message\":\"Cập nhật thành công\"}         | otherwise",
                "{\"error_code\":[0],\"message\":\"Cập nhật thành công\"}          | otherwise",
                "{\"message\":\"Cập nhật thành công\"}                             | otherwise",
                "{\"error_code\":\"0\",\"message\":\"Chờ duyệt\"}                  | otherwise",
                "{\"error_code\":\"1\",\"message\":\"thành công\"}                 | success-words-with-error-code",
                "{\"error_code\":\"77\",\"message\":\"thành công\"}                | otherwise",
                "{\"error_code\":true}                                             | otherwise",
                "{\"error_code\":\"0\"}{\"error_code\":\"3\"}                      | unreadable-answer",
                "{}                                                                | otherwise",
                "[]                                                                | otherwise",
                "\"thành công\"                                                    | otherwise",
                "thành công                                                        | unreadable-answer",
                "0                                                                 | unreadable-answer",
            })
    void onlyTheRightCodeWithTheRightWordsIsSuccess(String body, String row) {
        Reading reading = read(body.strip());
        assertThat(reading.row()).isEqualTo(row);
        assertThat(reading.outcome() instanceof Outcome.Delivered).isEqualTo(row.equals("accepted"));
    }

    /** One honest answer of each kind; whatever the province echoes beside it, it reads the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DongBoHoSoMC        | 0   | Cập nhật thành công        | accepted",
                "DongBoHoSoMC        | 3   | Hồ sơ đã tồn tại           | already-exists",
                "DongBoHoSoMC        | -1  | Không tìm thấy hồ sơ       | not-found",
                "DongBoHoSoMC        | -1  | Thiếu mã đơn vị            | invalid-dossier",
                "DongBoHoSoMC        | -3  | Phiên làm việc đã hết hạn  | session-expired",
                "DongBoHoSoMC        | -1  | Hệ thống đang bận          | busy",
                "DongBoHoSoMC        | -1  | Tài khoản không hợp lệ     | account-refused",
                "CapNhatTienDoHoSoMC | 3   | Tiến độ đã tồn tại         | steps-held-already",
                "TraCuuHoSo          | -1  | Không tìm thấy hồ sơ       | dossier-not-found-in-words",
                "DongBoHoSoMC        | 9   | Lỗi 12                     | otherwise",
            })
    void echoedDataDecidesNothing(String operation, String code, String message, String row) {
        for (String phrase : PROVINCE.rows().stream()
                .flatMap(each -> each.phrases().stream())
                .map(phrase -> phrase.replace(" * ", " "))
                .toList()) {
            String echoed = "{\"data\":[{\"TrichYeuHoSo\":" + SessionBodyTest.quoted(phrase)
                    + "}],\"ChuHoSo\":" + SessionBodyTest.quoted(phrase) + ",\"error_code\":\"" + code
                    + "\",\"message\":" + SessionBodyTest.quoted(message) + "}";
            assertThat(read(operation, 200, "application/json", echoed.getBytes(StandardCharsets.UTF_8))
                            .row())
                    .as(echoed)
                    .isEqualTo(row);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 505, 507, 520, 599, 408})
    void aDestinationThatFailsIsInTroubleWhateverItAnswers(int status) {
        for (String operation : List.of("DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo")) {
            for (String body : List.of("", "<html>Bad Gateway</html>", "oops", "{}", "{\"error_code\":\"-1\"}")) {
                String type = body.startsWith("<") ? "text/html" : "application/json";
                Reading reading = read(operation, status, type, body.getBytes(StandardCharsets.UTF_8));
                assertThat(reading.outcome()).isInstanceOf(Outcome.Unclear.class);
                assertThat(reading.outcome().isTrouble())
                        .as("%s %s", status, body)
                        .isTrue();
                assertThat(reading.exists()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 410, 429, 503, 302, 307})
    void atTheDoorTheStatusDecidesWhateverTheWordsSay(int status) {
        String first =
                read("DongBoHoSoMC", status, "application/json", new byte[0]).row();
        for (String operation : List.of("DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo")) {
            for (OutcomeRow each : PROVINCE.rows()) {
                for (String phrase : each.phrases()) {
                    String body = "{\"error_code\":\"0\",\"message\":" + SessionBodyTest.quoted(phrase) + "}";
                    Reading reading =
                            read(operation, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
                    assertThat(reading.row()).as(body).isEqualTo(first);
                    assertThat(reading.outcome().isTrouble()).isTrue();
                    assertThat(reading.exists()).isNull();
                }
            }
        }
    }

    @Property(tries = 500)
    void noAnswerAtAllThrowsAndNoUnknownTextIsSuccess(@ForAll("bodies") String body, @ForAll boolean page) {
        Reading reading = read(
                "DongBoHoSoMC", 200, page ? "text/html" : "application/json", body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.outcome()).isInstanceOf(Outcome.Unclear.class);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(60);
        Arbitrary<String> known =
                Arbitraries.strings().withChars("bcdfgklmqvxz{}[]\",:<>&\\ ").ofMaxLength(40);
        Arbitrary<String> answers =
                known.map(text -> "{\"error_code\":\"3\",\"message\":" + SessionBodyTest.quoted(text) + "}");
        return Arbitraries.oneOf(noise, known, answers);
    }

    @Test
    void bytesThatAreUtf8AreReadAsUtf8WhateverTheHeaderSays() {
        byte[] utf8 = "{\"error_code\":3,\"message\":\"đã tồn tại\"}".getBytes(StandardCharsets.UTF_8);
        for (String type : List.of(
                "application/json", "", "text/plain; charset=ISO-8859-1", "application/json; charset=nonsense")) {
            assertThat(read("DongBoHoSoMC", 200, type, utf8).row()).as(type).isEqualTo("already-exists");
        }
        byte[] windows = "{\"error_code\":0,\"message\":\"déjà\"}".getBytes(Charset.forName("windows-1252"));
        assertThat(read("DongBoHoSoMC", 200, "application/json; charset=windows-1252", windows)
                        .outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unclear.class,
                        u -> assertThat(u.problem().found()).contains("déjà"));
    }

    /** Well-formed JSON, and beyond what Java can hold. */
    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e2147483648", "1.5e-2147483648"})
    void aNumberThatNobodyCanHoldIsUnclear(String number) {
        for (String body : List.of("{\"error_code\":" + number + "}", "{\"error_code\":0,\"more\":[" + number + "]}")) {
            assertThat(read(body).outcome()).as(body).isInstanceOf(Outcome.Unclear.class);
        }
    }

    @Test
    void whatIsShownOfAnAnswerCannotMoveATerminal() {
        assertThat(read("{\"error_code\":\"9\",\"message\":\"a\\u001b[2Jb\\u202ec\"}")
                        .outcome())
                .isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> assertThat(
                                unclear.problem().found())
                        .isEqualTo("HTTP 200, error_code 9, message: a [2Jb c"));
    }

    @Test
    void whatIsShownOfAnAnswerIsShortAndNamesNobody() {
        String body =
                "{\"error_code\":\"9\",\"message\":\"Hồ sơ của Nguyễn Thị Hoa Mẫu, số 052 190 004 321, hoa.nguyen@mail.vn: "
                        + "dài ".repeat(100) + "\"}";
        assertThat(read(body).outcome()).isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> {
            String found = unclear.problem().found();
            assertThat(found)
                    .startsWith("HTTP 200, error_code 9, message: Hồ sơ của ***, số *********")
                    .doesNotContain("Hoa", "052", "mail.vn");
            assertThat(found.length()).isLessThanOrEqualTo(240);
        });
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "17|PT17S",
                "0|PT0S",
                "99999999|PT24H",
                "Mon, 05 Jan 2026 01:01:00 GMT|PT1M",
                "Mon, 05 Jan 2026 00:00:00 GMT|PT0S",
                "soon|PT1M",
                "-5|PT1M",
                "''|PT1M"
            },
            delimiter = '|')
    void retryAfterIsSecondsOrADateAndNeverMoreThanADay(String header, Duration wait) {
        Answer answer = new Answer.Http(429, Map.of("retry-after", header), new byte[0]);
        assertThat(PROVINCE.read("DongBoHoSoMC", answer, CLOCK).outcome())
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(deferred.after())
                        .isEqualTo(wait));
    }

    @ParameterizedTest
    @CsvSource({"429,30,true", "503,30,true", "429,'',false", "200,30,false", "200,'',false"})
    void onlyARetryAfterWith429Or503IsAboutEverybody(int status, String header, boolean everybody) {
        byte[] busy = "{\"error_code\":-1,\"message\":\"Hệ thống đang bận\"}".getBytes(StandardCharsets.UTF_8);
        Answer answer = new Answer.Http(status, Map.of("retry-after", header), busy);
        assertThat(PROVINCE.read("DongBoHoSoMC", answer, CLOCK).outcome())
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                    assertThat(deferred.everybody()).isEqualTo(everybody);
                    assertThat(deferred.after())
                            .isEqualTo(header.isEmpty() ? Duration.ofMinutes(1) : Duration.ofSeconds(30));
                });
    }

    @Test
    void aFailureThatMayHaveArrivedIsUnclearAndEveryOtherIsTheDestinationsTrouble() {
        OutcomeTable nothing = new OutcomeTable(List.of(), Map.of(), AnswerForm.UNKNOWN, Set.of(), Set.of());
        for (OutcomeTable table : List.of(PROVINCE, nothing)) {
            for (Answer.Failure failure : Answer.Failure.values()) {
                Outcome outcome = table.read("DongBoHoSoMC", new Answer.Failed(failure, "x"), CLOCK)
                        .outcome();
                if (failure == Answer.Failure.OFF_CONTRACT) {
                    assertThat(outcome).as("our own mistake would come again").isInstanceOf(Outcome.Rejected.class);
                } else if (failure.mayHaveArrived()) {
                    assertThat(outcome).as("%s", failure).isInstanceOf(Outcome.Unclear.class);
                } else {
                    assertThat(outcome)
                            .as("%s", failure)
                            .isInstanceOfSatisfying(Outcome.Deferred.class, d -> assertThat(d.trouble())
                                    .isTrue());
                }
            }
        }
    }

    @Test
    void theSampleInTheReadmeIsSound(@TempDir Path folder) throws IOException {
        String readme = Files.readString(Bed.CONNECTORS.resolve("README.md"));
        int begin = readme.indexOf("```yaml\n", readme.indexOf("\n## outcomes.yaml\n")) + 8;
        String sample = readme.substring(begin, readme.indexOf("```", begin));
        Path file = Files.writeString(folder.resolve("outcomes.yaml"), sample);
        Findings findings = new Findings();
        OutcomeTable table = YamlNode.read(file, "README.md", findings)
                .map(root -> new OutcomeReader(Path.of("connectors"), findings).read(root))
                .orElseThrow();
        assertThat(findings.all()).isEmpty();
        assertThat(table.rows()).singleElement().extracting(OutcomeRow::name).isEqualTo("already-exists");
    }

    @Test
    void everyWordOfTheGrammarStandsInTheReadme() throws IOException {
        String readme = Files.readString(Bed.CONNECTORS.resolve("README.md"));
        for (String word : Words.all(Answer.Failure.class)) {
            assertThat(readme).contains("`" + word + "`");
        }
        for (StepKind kind : StepKind.values()) {
            assertThat(readme).contains("`step:" + Words.kebab(kind) + "`");
            kind.known().forEach(option -> assertThat(readme).contains(option));
        }
        for (Reading.NextStep step : Reading.NextStep.values()) {
            assertThat(readme).contains(step.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        FolderRules.HEADINGS.forEach(heading -> assertThat(readme).contains(heading));
    }
}
