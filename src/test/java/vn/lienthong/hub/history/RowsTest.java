package vn.lienthong.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.intake.Finding;
import vn.lienthong.hub.testkit.MacSheet;

/** What is read of an export, and what becomes of rows that are none. */
class RowsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 1 << 20;
    private static final String HEAD = "dossierCode,revision,procedureCode,unit,status,receivedAt,applicant.name\n";

    @TempDir
    Path folder;

    @Test
    void linesAreRecordsBlankOnesArePassedOverAndTooLongOnesAreCut() throws IOException {
        Path file = write("a.ndjson", "{\"a\":1}\n\n  \r\n{\"b\":\"" + "x".repeat(200) + "\"}\n{\"c\":3}");
        try (RowSource rows = new JsonLines(file, 100, RowSource.Mark.BEGIN)) {
            assertThat(text(next(rows))).isEqualTo("{\"a\":1}");
            assertThat(rows.next())
                    .extracting(Row::flaw)
                    .extracting(Finding::code)
                    .isEqualTo("too-large");
            RowSource.Mark mark = rows.mark();
            assertThat(text(next(rows))).isEqualTo("{\"c\":3}");
            assertThat(rows.next()).isNull();
            try (RowSource again = new JsonLines(file, 100, mark)) {
                Row third = next(again);
                assertThat(text(third)).isEqualTo("{\"c\":3}");
                assertThat(third).extracting(Row::number).isEqualTo(3L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void aTableFindsItsSeparator(String by) throws IOException {
        Path file = write(
                "a.csv",
                "\uFEFF"
                        + (HEAD + "D-1,2,1.001193,21556,RECEIVED,16/12/2019 08:05:00,NGUYỄN VĂN MẪU\n")
                                .replace(",", by));
        JsonNode record = only(file, null);
        assertThat(record.path("dossierCode").asText()).isEqualTo("D-1");
        assertThat(record.path("revision").isInt()).isTrue();
        assertThat(record.path("receivedAt").asText()).isEqualTo("2019-12-16T08:05:00+07:00");
        assertThat(record.at("/applicant/name").asText()).isEqualTo("NGUYỄN VĂN MẪU");
    }

    @Test
    void aRowWithMoreCellsThanColumnsIsNotTakenShifted() throws IOException {
        String good = "D-1,2,1.001193,21556,RECEIVED,16/12/2019 08:05:00,MẪU";
        Path file = write("a.csv", HEAD + good + ",,\n" + good.replace("D-1", "D-2, Ô 3") + "\n" + good + "\n");
        try (RowSource rows = new CsvRows(file, Columns.read(null), LIMIT, RowSource.Mark.BEGIN)) {
            assertThat(next(rows).flaw()).isNull();
            Row shifted = next(rows);
            assertThat(shifted.number()).isEqualTo(2);
            assertThat(shifted.body()).isEmpty();
            assertThat(shifted.flaw())
                    .isEqualTo(new Finding(
                            "too-many-cells",
                            "",
                            "A row has more cells than there are columns.",
                            "8 cells, 7 columns",
                            "Put cells that hold the separator into quotation marks."));
            assertThat(next(rows).flaw()).isNull();
            assertThat(rows.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"header-row\": 0}",
                "{\"header-row\": \"2\"}",
                "{\"header-row\": 1.5}",
                "{\"separator\": \";;\"}",
                "{\"separator\": \"\"}",
                "{\"fields\": 5}",
                "{\"fields\": [\"dossierCode\"]}",
                "{\"sheet\": 2}",
                "{\"charset\": 1258}"
            })
    void aRuleOfAnotherKindIsToldInThreeParts(String rules) throws IOException {
        assertThatThrownBy(() -> Columns.read(JSON.readTree(rules)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("The rules for columns are not sound.")
                .hasMessageContaining(
                        JSON.readTree(rules).properties().iterator().next().getKey())
                .hasMessageContaining("Example: ");
    }

    @Test
    void rulesNameColumnsValuesAndWhatIsInEveryRow() throws IOException {
        Path file = write(
                "a.csv",
                "ghi chú của người xuất\nMã Hồ  Sơ;Thủ tục;Trạng thái;Ngày nhận;Đơn vị;Họ tên\n"
                        + "D-1;1.001193;Đang  xử lý;43815.5;21556;\"MẪU; \"\"A\"\"\nB\"\n");
        JsonNode record = only(
                file,
                """
                {"header-row": 2, "separator": ";", "fields": {
                  "dossierCode": ["so_ho_so", "mã hồ sơ"], "procedureCode": "Thủ tục", "unit": "Đơn vị",
                  "status": {"from": "Trạng thái", "values": {"đang xử lý": "PROCESSING"}},
                  "receivedAt": {"from": "Ngày nhận", "as": "text"},
                  "applicant.kind": {"value": "CITIZEN"}, "applicant.name": "Họ tên"}}
                """);
        assertThat(record.path("status").asText()).isEqualTo("PROCESSING");
        assertThat(record.at("/applicant/kind").asText()).isEqualTo("CITIZEN");
        assertThat(record.at("/applicant/name").asText()).isEqualTo("MẪU; \"A\"\nB");
        assertThat(record.path("receivedAt").asText()).isEqualTo("43815.5");
    }

    @Test
    void aQuotationMarkThatNothingClosesSpoilsOnlyItsLine() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 1; i <= 3000; i++) {
            String name = i == 7 || i == 2999 ? "\"MẪU" : "MẪU " + i;
            text.append("D-")
                    .append(i)
                    .append(",1,1.001193,21556,RECEIVED,2019-12-16,")
                    .append(name)
                    .append('\n');
        }
        Path file = write("a.csv", text.toString());
        List<String> codes = new ArrayList<>();
        List<Long> broken = new ArrayList<>();
        try (RowSource rows = new CsvRows(file, Columns.read(null), 10_000, RowSource.Mark.BEGIN)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.flaw() == null) {
                    codes.add(JSON.readTree(row.body()).path("dossierCode").asText());
                } else {
                    assertThat(row.flaw().found()).contains("line " + (row.number() + 1));
                    broken.add(row.number());
                }
            }
        }
        assertThat(broken).containsExactly(7L, 2999L);
        assertThat(codes).hasSize(2998).contains("D-6", "D-8", "D-2998", "D-3000");
    }

    @Test
    void aTableGoesOnBehindTheRowsThatWereRead() throws IOException {
        Path file = write("a.csv", HEAD + "D-1,1,p,u,NEW,x,a\n\"D-2\n\",1,p,u,NEW,x,a\n\nD-3,1,p,u,NEW,x,a\n");
        try (RowSource rows = new CsvRows(file, Columns.read(null), LIMIT, new RowSource.Mark(2, ""))) {
            Row third = next(rows);
            assertThat(text(third)).contains("D-3");
            assertThat(third).extracting(Row::number).isEqualTo(3L);
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void aTableInAnotherCharacterSetSaysSo() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, (HEAD + "D-1,1,p,u,NEW,x,MẪU\n").getBytes(StandardCharsets.UTF_16));
        assertThat(only(file, "{\"charset\": \"UTF-16\"}").at("/applicant/name").asText())
                .isEqualTo("MẪU");
        assertThatThrownBy(() -> only(file, "{\"charset\": \"TCVN-99\"}"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("charset");
        assertThat(Charset.isSupported("windows-1258")).isTrue();
    }

    @Test
    void aTableWithoutWhatEveryRecordNeedsIsNotBegun() throws IOException {
        Path file = write("a.csv", "Mã hồ sơ,Đơn vị\nD-1,21556\n");
        assertThatThrownBy(() -> only(file, null))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("dossierCode; procedureCode; unit; status; receivedAt")
                .hasMessageContaining("columns Mã hồ sơ, Đơn vị")
                .hasMessageContaining("--columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "{\"felds\": {}}",
                "{\"fields\": {\"a b\": \"x\"}}",
                "{\"fields\": {\"status\": {}}}",
                "{\"fields\": {\"status\": {\"from\": \"x\", \"as\": \"moment\"}}}"
            })
    void rulesThatAreNoneAreSaid(String rules) {
        assertThatThrownBy(() -> Columns.read(JSON.readTree(rules)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("The rules for columns are not sound.");
    }

    @Test
    void aSheetGivesDatesNumbersAndTextsAsTheyAre() throws IOException {
        Path file = sheet(sheet -> {
            String[] heads = HEAD.strip().split(",");
            for (int i = 0; i < heads.length; i++) {
                sheet.value(0, i, heads[i]);
            }
            sheet.value(0, 7, "applicant.identity.number");
            sheet.value(1, 0, "D-1");
            sheet.value(1, 1, 3);
            sheet.value(1, 2, "1.001193");
            sheet.value(1, 3, 21556);
            sheet.value(1, 4, "RECEIVED");
            sheet.value(1, 5, LocalDateTime.of(2019, 12, 16, 8, 5));
            sheet.style(1, 5).format("dd/MM/yyyy hh:mm").set();
            sheet.value(1, 6, "MẪU");
            sheet.value(1, 7, 52_089_000_001L);
            sheet.value(5, 0, "D-2");
        });
        try (RowSource rows = new SheetRows(file, Columns.read(null), RowSource.Mark.BEGIN)) {
            JsonNode record = JSON.readTree(next(rows).body());
            assertThat(record.path("unit").asText()).isEqualTo("21556");
            assertThat(record.path("revision").intValue()).isEqualTo(3);
            assertThat(record.path("receivedAt").asText()).isEqualTo("2019-12-16T08:05:00+07:00");
            assertThat(record.at("/applicant/identity/number").asText()).isEqualTo("52089000001");
            RowSource.Mark mark = rows.mark();
            assertThat(text(next(rows))).contains("D-2");
            assertThat(rows.next()).isNull();
            try (RowSource again = new SheetRows(file, Columns.read(null), mark)) {
                assertThat(text(next(again))).contains("D-2");
            }
        }
    }

    @Test
    void aSheetThatCountsItsDaysFrom1904GivesTheDatesThatItShows() throws IOException {
        Path file = sheet(sheet -> {
            String[] heads = HEAD.strip().split(",");
            for (int i = 0; i < heads.length; i++) {
                sheet.value(0, i, heads[i]);
            }
            sheet.value(1, 0, "D-1");
            sheet.value(1, 5, 44_884.336_805_6);
            sheet.style(1, 5).format("dd/MM/yyyy hh:mm").set();
        });
        Files.write(file, MacSheet.of(Files.readAllBytes(file)));
        try (RowSource rows = new SheetRows(file, Columns.read(null), RowSource.Mark.BEGIN)) {
            assertThat(JSON.readTree(next(rows).body()).path("receivedAt").asText())
                    .startsWith("2026-11-20T08:05:00");
        }
    }

    @Test
    void whatIsNoWorkbookIsSaid() throws IOException {
        Path torn = write("a.xlsx", "PK\u0003\u0004 and nothing");
        assertThatThrownBy(() -> new SheetRows(torn, Columns.read(null), RowSource.Mark.BEGIN))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("The workbook cannot be read.");
        Path good = sheet(sheet -> sheet.value(0, 0, "record"));
        assertThatThrownBy(() -> new SheetRows(
                        good, Columns.read(JSON.readTree("{\"sheet\": \"Hồ sơ\"}")), RowSource.Mark.BEGIN))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("It has: Sheet 1.");
    }

    @Test
    void aCellMayHoldAWholeRecordAndFieldsGoOnTopOfIt() throws IOException {
        Path file = write(
                "a.csv",
                "record,unit,steps[].at,steps[].note\n"
                        + "\"{\"\"dossierCode\"\":\"\"D-1\"\",\"\"unit\"\":\"\"x\"\"}\",21556,16/12/2019 08:05,Nhận\nnone,21556,,\n");
        try (RowSource rows = new CsvRows(file, Columns.read(null), LIMIT, RowSource.Mark.BEGIN)) {
            assertThat(text(next(rows)))
                    .isEqualTo(
                            "{\"dossierCode\":\"D-1\",\"unit\":\"21556\",\"steps\":[{\"at\":\"2019-12-16T08:05:00+07:00\",\"note\":\"Nhận\"}]}");
            assertThat(rows.next())
                    .extracting(Row::flaw)
                    .extracting(Finding::code)
                    .isEqualTo("no-record");
        }
    }

    private JsonNode only(Path file, @Nullable String rules) throws IOException {
        try (RowSource rows = new CsvRows(
                file, Columns.read(rules == null ? null : JSON.readTree(rules)), LIMIT, RowSource.Mark.BEGIN)) {
            Row row = next(rows);
            assertThat(rows.next()).isNull();
            return JSON.readTree(row.body());
        }
    }

    private static Row next(RowSource rows) throws IOException {
        return Objects.requireNonNull(rows.next());
    }

    private static String text(Row row) {
        return new String(row.body(), StandardCharsets.UTF_8);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private interface Filling {
        void fill(Worksheet sheet);
    }

    private Path sheet(Filling filling) throws IOException {
        Path file = folder.resolve("a-sheet.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Sheet 1");
            filling.fill(sheet);
        }
        return file;
    }
}
