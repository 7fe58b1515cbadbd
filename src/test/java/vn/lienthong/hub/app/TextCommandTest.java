package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.LegacyBytes;

class TextCommandTest {
    private static final String SHEET = "test-fixtures/legacy-text/ward-book-wrong-on-purpose.csv";

    @Test
    void saysOfEachCellOfAColumnWhatItBecomes() {
        Ran ran = Ran.command("text", "check", SHEET, "--column", "ho ten");

        assertThat(ran.out().lines())
                .contains("2  TCVN3  NguyÔn V¨n Thö NghiÖm  ->  Nguyễn Văn Thử Nghiệm")
                .contains("6  TCVN3  §Æng ThÞ A¸nh §Ìn  ->  Đặng Thị Ánh Đèn")
                .noneMatch(line -> line.contains("Phạm Hữu Ghế Gỗ") || line.contains("Zoë"))
                .last()
                .isEqualTo("cells 7, converted TCVN3 4, doubtful 0");
        assertThat(ran.code()).isZero();
    }

    @Test
    void endsWithOneWhereSomethingIsInDoubtAndSaysWhatItMayMean() throws IOException {
        Ran ran = Ran.command("text", "check", SHEET, "--column", "thu tuc", "--alone", "--json", "--all");

        JsonNode found = Json.MAPPER.readTree(ran.out());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(found.path("cells").asInt()).isEqualTo(7);
        JsonNode doubtful = found.path("found").get(1);
        assertThat(doubtful.path("was").asText()).isEqualTo("DOUBTFUL");
        assertThat(doubtful.path("text").asText()).isEqualTo("tõ");
        assertThat(doubtful.path("candidates").toString()).contains("{\"encoding\":\"TCVN3\",\"text\":\"từ\"}");
        assertThat(found.path("found").get(6).path("why").asText()).contains("lost");
    }

    @Test
    void letsTheColumnDecideAboutItsShortCells() throws IOException {
        Ran ran = Ran.command("text", "check", SHEET, "--column", "thu tuc");

        assertThat(ran.out()).contains("3  TCVN3  tõ  ->  từ").contains("8  doubtful  H? s? tr? h?n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(Files.readString(Path.of("docs/legacy-text.md")))
                .as("the sample of the manual")
                .contains(ran.out());
    }

    @Test
    void readsLinesOfBytesEachForItself(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("old.txt");
        byte[] utf8 = "Phường Trần Phú\r\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, utf8);
        Files.write(file, LegacyBytes.vni("Nguyễn Văn Thử Nghiệm\n"), java.nio.file.StandardOpenOption.APPEND);
        Ran ran = Ran.command("text", "check", file.toString(), "--all");

        assertThat(ran.out().lines())
                .startsWith("1  as it stands  Phường Trần Phú")
                .last()
                .isEqualTo("cells 2, converted VNI 1, doubtful 0");
        assertThat(ran.code()).isZero();
    }

    @Test
    void saysWhatItCannotRead() {
        assertThat(Ran.command("text", "check", "/nope.csv").err()).contains("/nope.csv (NoSuchFileException)");
        assertThat(Ran.command("text", "check", SHEET, "--column", "ten").err())
                .startsWith("There is no such column.")
                .contains("so, ho ten, thu tuc");
        assertThat(Ran.command("text", "guess", SHEET).code()).isEqualTo(2);
    }
}
