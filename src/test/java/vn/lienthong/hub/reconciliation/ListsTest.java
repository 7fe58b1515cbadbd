package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {
    private static final StatusWords WORDS =
            new StatusWords(ThreeSides.REFERENCE.statuses(), Map.of("Hết hạn", "STOPPED"));

    @TempDir
    Path folder;

    private List<Row> read(Path file, Map<String, String> columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        ListFile.Read read = new ListFile(file, columns, ThreeSides.NOW).each(WORDS, rows::add);
        assertThat(read.rows()).isEqualTo(rows.size());
        return rows;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> faults(String text) throws IOException {
        Path file = file("bad", text);
        ListFile.Unusable failure = catchThrowableOfType(ListFile.Unusable.class, () -> read(file, Map.of()));
        return failure.problems().stream()
                .map(problem -> problem.found() + " | " + problem.cure())
                .toList();
    }

    @Test
    void everyFormOfAListSaysTheSame() throws IOException {
        String csv = "\uFEFFMã hồ sơ,unit,STATUS,Ngày tiếp nhận,Hạn trả\r\n"
                + "000.00.01.H08-191216-0001,21556,Đang xử lý,16/12/2019 08:05,\"20191220170000\"\r\n\r\n";
        String json =
                "{\"dossierCode\":\"000.00.01.H08-191216-0001\",\"unit\":21556,\"status\":\"PROCESSING\",\"other\":{\"a\":[1]},"
                        + "\"receivedAt\":\"2019-12-16T01:05:00Z\",\"dueAt\":\"2019-12-20T17:00:30+07:00\"}\n";
        Path gz = folder.resolve("list.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(csv.replace(',', ';').getBytes(StandardCharsets.UTF_8));
        }
        Path zip = folder.resolve("list.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("folder/"));
            out.putNextEntry(new ZipEntry("folder/list.csv"));
            out.write(csv.replace(',', '\t').getBytes(StandardCharsets.UTF_8));
        }
        for (Path file : List.of(file("list.csv", csv), file("list.ndjson", json), gz, zip)) {
            assertThat(read(file, Map.of())).as(file.toString()).singleElement().satisfies(row -> {
                assertThat(row.code()).isEqualTo("000.00.01.H08-191216-0001");
                assertThat(row.unit()).isEqualTo("21556");
                assertThat(Values.words(Field.STATUS, row.value(Field.STATUS))).isEqualTo("PROCESSING");
                assertThat(Values.words(Field.RECEIVED, row.value(Field.RECEIVED)))
                        .isEqualTo("2019-12-16 08:05");
                assertThat(Values.words(Field.DUE, row.value(Field.DUE))).isEqualTo("2019-12-20 17:00");
                assertThat(row.value(Field.FINISHED)).isEqualTo(Values.ABSENT);
            });
        }
    }

    @Test
    void attachmentsAreANumberOrNamesOrHashesInAnyOrder() throws IOException {
        String one = "a".repeat(64);
        String two = "b".repeat(64);
        List<Row> rows = read(
                file(
                        "files.csv",
                        "code,attachments\nA,2\nB,x.pdf; y.pdf\nC,y.pdf|x.pdf\nD," + one + ";" + two + "\nE," + two
                                + ";" + one + "\nF,\n"),
                Map.of());

        assertThat(rows.stream().limit(5))
                .allSatisfy(row -> assertThat(row.value(Field.COUNT)).isEqualTo(2));
        assertThat(rows.get(0).value(Field.NAMES)).isEqualTo(Values.ABSENT);
        assertThat(rows.get(1).value(Field.NAMES))
                .isEqualTo(rows.get(2).value(Field.NAMES))
                .isPositive();
        assertThat(rows.get(3).value(Field.SUMS))
                .isEqualTo(rows.get(4).value(Field.SUMS))
                .isPositive();
        assertThat(Values.plain(Field.COUNT, rows.get(5).value(Field.COUNT))).isZero();
        Row json = read(
                        file(
                                "files.ndjson",
                                "{\"code\":\"A\",\"attachments\":[{\"name\":\"y.pdf\"},{\"name\":\"x.pdf\",\"sha256\":\""
                                        + one + "\"}]}"),
                        Map.of())
                .get(0);
        assertThat(json.value(Field.NAMES)).isEqualTo(rows.get(1).value(Field.NAMES));
        assertThat(json.value(Field.SUMS)).as("one of them has none").isEqualTo(Values.UNKNOWN);
    }

    @Test
    void columnsAndStatusesOfOnesOwnAreTaken() throws IOException {
        Path file = file("own.csv", "MA;HAN;TT\nA-1;16/12/2019;hết hạn\n");

        Row row = read(file, Map.of("dossier-code", "ma", "due-at", "Hạn", "status", "TT"))
                .get(0);

        assertThat(row.code()).isEqualTo("A-1");
        assertThat(Values.words(Field.DUE, row.value(Field.DUE))).isEqualTo("2019-12-16");
        assertThat(Values.words(Field.STATUS, row.value(Field.STATUS))).isEqualTo("STOPPED");
        assertThatThrownBy(() -> read(file, Map.of("colour", "x")))
                .hasMessageContaining("Found: colour. Known are: dossier-code, ");
        assertThatThrownBy(() -> new StatusWords(ThreeSides.REFERENCE.statuses(), Map.of("x", "GONE")))
                .hasMessageContaining("There is no such status. Found: GONE.");
    }

    @Test
    void everyBadLineIsToldWithItsNumberAndNothingOfAPerson() throws IOException {
        assertThat(faults("code,status,due-at\nA,RECEIVED,\n,NEW,\nB,Trên trời,\nC,NEW,Nguyễn Văn Mẫu 0905\n"))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("no dossier code in line 3 of bad"),
                        two -> assertThat(two)
                                .startsWith("'Trên trời' in line 4 of bad")
                                .contains("--status"),
                        three -> assertThat(three).startsWith("'aaaaaa aaa aaa 9999' as due-at in line 5 of bad"));
        assertThat(faults("code,status\nA,NEW,x\n"))
                .singleElement()
                .asString()
                .startsWith("3 cells, 2 columns in line 2");
        assertThat(faults("{\"code\":\"A\"}\n{\"code\":}\n"))
                .singleElement()
                .asString()
                .contains("line 2");
        assertThat(faults("{\"code\":\"A\"}\n[]\n")).singleElement().asString().contains("something else in line 2");
        assertThat(faults("{\"code\":{\"a\":1}}\n")).first().asString().contains("the value of dossier-code in line 1");
    }

    @Test
    void theProposalForAWordOfAStatusCanBePastedIntoAShell() throws IOException {
        assertThat(faults("code,status\nA,Trên trời\nB,Đang 'chờ'\nC," + "x".repeat(41) + "\n"))
                .satisfiesExactly(
                        one -> assertThat(one).endsWith("| Say what it means: --status 'Trên trời=PROCESSING'."),
                        two -> assertThat(two)
                                .startsWith("'Đang 'chờ'' in line 3")
                                .endsWith("| Say what it means: --status 'Đang '\\''chờ'\\''=PROCESSING'."),
                        three -> assertThat(three)
                                .startsWith("a text of 41 characters in line 4")
                                .endsWith(
                                        "| Say what it means: --status 'ITS WORDS=PROCESSING'. Or look whether a column is named wrongly."));
    }

    @Test
    void aListWithoutCodesOrLinesOrEndIsTold() throws IOException {
        assertThat(faults("")).singleElement().asString().contains("no line of names");
        assertThat(faults("a,b\n1,2\n"))
                .singleElement()
                .asString()
                .startsWith("a, b | ")
                .contains("dossier-code=NAME");
        assertThat(faults("code,Mã hồ sơ\n1,2\n"))
                .singleElement()
                .asString()
                .contains("'Mã hồ sơ' and another as dossier-code");
        assertThat(faults("code,unit\n\"A,1\n"))
                .singleElement()
                .asString()
                .contains("a quotation mark that does not end");
        assertThat(faults("code\n" + "x".repeat(101) + "\n"))
                .singleElement()
                .asString()
                .contains("101 and 0 characters");
        assertThat(faults("code,due-at\n" + "A,never\n".repeat(500))).hasSize(20);
    }

    @Test
    void whatIsNotUtf8IsRefusedInsteadOfCompared() throws IOException {
        for (String text : List.of("code,unit\nA,1\nTê,2\n", "{\"code\":\"A\"}\n{\"code\":\"Tê\"}\n")) {
            Path file = folder.resolve("old");
            Files.write(file, text.getBytes(Charset.forName("windows-1258")));

            assertThatThrownBy(() -> read(file, Map.of()))
                    .isInstanceOf(ListFile.Unusable.class)
                    .hasMessageStartingWith("A list is not UTF-8.");
        }
    }

    @Test
    void aWorkbookIsNamedSoInsteadOfBeingReadAsCsv() throws IOException {
        Path file = folder.resolve("list.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("list").value(0, 0, "code");
        }

        assertThatThrownBy(() -> read(file, Map.of()))
                .isInstanceOf(ListFile.Unusable.class)
                .hasMessage(
                        "A list is a workbook of a spreadsheet program. Found: list.xlsx is an XLSX, ODS or the like."
                                + " Save its sheet as CSV UTF-8 and give that.");
    }
}
