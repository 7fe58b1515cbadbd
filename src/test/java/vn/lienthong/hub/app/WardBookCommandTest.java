package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;

class WardBookCommandTest {
    private static final String FAULTY = "test-fixtures/ward-books/faulty.csv";
    private static final String TCVN3 = "test-fixtures/ward-books/tcvn3.raw";

    @Test
    void saysPerCellWhatIsWrongInBothLanguages() throws IOException {
        Ran english = Ran.command("ward-book", "check", FAULTY);
        assertThat(english.code()).isEqualTo(CommandFailure.WRONG);
        Approved.assertApproved("ward-book-check.txt", english.out());
        Approved.assertApproved(
                "ward-book-check-vi.txt",
                Ran.command("ward-book", "check", "--vi", FAULTY).out());
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        JsonNode said = Json.MAPPER.readTree(
                Ran.command("ward-book", "check", "--json", FAULTY).out());
        assertThat(said.path("sound").asBoolean()).isFalse();
        assertThat(said.path("sendable").asInt()).isEqualTo(1);
        assertThat(said.path("findings").findValuesAsText("cell")).contains("H9", "E8", "I11");
        assertThat(said.at("/findings/0/what/vi").asText()).isNotBlank();
    }

    @Test
    void convertsABookInAnOldEncodingToRecordsThatTheIntakeTakes() {
        Ran ran = Ran.command("ward-book", "convert", TCVN3, "--revision", "3");
        assertThat(ran.code()).as(ran.err()).isZero();
        RecordReader reader = RecordReader.of(
                RecordSchema.load(Path.of("mappings")),
                Reference.load(Path.of("mappings/tables")),
                Clock.fixed(Instant.parse("2025-03-20T00:00:00Z"), ZoneOffset.UTC));
        assertThat(ran.out().lines()).hasSize(2).allSatisfy(line -> assertThat(
                        reader.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RecordReader.Read.class,
                        read -> assertThat(read.record().revision()).isEqualTo(3)));
        assertThat(ran.out()).contains("Nguyễn Thị Mẫu", "Trần Đường Thử", "\"unit\":\"21607\"");
    }

    @Test
    void leavesOutWhatCannotBeSentAndSaysSo() {
        Ran ran = Ran.command("ward-book", "convert", FAULTY);
        assertThat(ran.code()).isEqualTo(CommandFailure.WRONG);
        assertThat(ran.out().lines()).hasSize(1);
        assertThat(ran.err()).contains("rows are left out; see ward-book check");
    }

    @Test
    void writesTheTemplateAndACopyWithRemarksButNeverOverAFile(@TempDir Path folder) throws IOException {
        Path template = folder.resolve("mau.xlsx");
        Ran made = Ran.command("ward-book", "template", "--unit", "21607", template.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Ran.command("ward-book", "check", "--unit", "21607", template.toString())
                        .code())
                .isZero();
        byte[] before = Files.readAllBytes(template);
        Ran over = Ran.command("ward-book", "check", FAULTY, "--write", template.toString());
        assertThat(over.code()).isEqualTo(CommandFailure.USAGE);
        assertThat(Files.readAllBytes(template)).isEqualTo(before);
        Path copy = folder.resolve("ghi-chu.xlsx");
        assertThat(Ran.command("ward-book", "check", FAULTY, "--write", copy.toString())
                        .code())
                .isEqualTo(CommandFailure.WRONG);
        assertThat(copy).isNotEmptyFile();
    }

    @Test
    void saysInThreePartsWhatIsNoBook(@TempDir Path folder) throws IOException {
        Path old =
                Files.write(folder.resolve("so.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        Ran english = Ran.command("ward-book", "check", old.toString());
        assertThat(english.code()).isEqualTo(CommandFailure.WRONG);
        assertThat(english.err()).contains("old Excel book (.xls)", "Found: D0 CF 11 E0", "To do: Open it in Excel");
        assertThat(Ran.command("ward-book", "check", "--vi", old.toString()).err())
                .contains("Excel đời cũ");
        for (List<String> wrong :
                List.of(List.of("check", "no-such-file.xlsx"), List.of("check", FAULTY, "--unit", "99999"))) {
            String[] args = new String[wrong.size() + 1];
            args[0] = "ward-book";
            for (int i = 0; i < wrong.size(); i++) {
                args[i + 1] = wrong.get(i);
            }
            assertThat(Ran.command(args).code()).isEqualTo(CommandFailure.USAGE);
        }
    }
}
