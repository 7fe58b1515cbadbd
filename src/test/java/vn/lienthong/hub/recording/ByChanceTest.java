package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like somebody's number by chance: masking and scan agree about it, for every key. */
class ByChanceTest {
    private static final String UUID = "8e0f1c52-5891-4a2b-9c3d-052189001234";
    private static final String SUM = "052189001234a3b1c0914123456f19e7d5c4052189001234b2a1f0e9d8c70914";

    @TempDir
    private Path data;

    private RecordedExchange masked(String body) {
        return Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json(body)));
    }

    private void isClean(RecordedExchange masked) {
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RefCode\":\"%s\"}",
                "{\"MaGiaoDich\":\"%s\"}",
                "{\"MaGiaoDich\":\"tep/%s.pdf\"}",
                "{\"TenTTHC\":\"so %s\"}",
                "{\"ghiChu\":\"xem %s, va https://tep.example/a/%s/b?id=%s\"}",
                "{\"diaChiTep\":\"https://tep.example/a/%s.pdf?id=%s#%s\"}",
                "{\"TenTep\":\"%s.pdf\"}",
                "{\"message\":\"đã tồn tại: %s\"}",
                "{\"xml\":\"<a Id='f-%s' ten='%s'>%s</a>\"}"
            })
    void aUuidStaysWhereverItStandsThoughItEndsLikeAnIdentityNumber(String form) {
        RecordedExchange masked = masked(form.replace("%s", UUID));
        assertThat(Recordings.body(masked).split(UUID, -1)).hasSameSizeAs(form.split("%s", -1));
        isClean(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sha256\":\"%s\"}",
                "{\"laGi\":\"%s\"}",
                "{\"MaTep\":\"%s\"}",
                "{\"MaTep\":\"a/%s\"}",
                "{\"ghiChu\":\"tep %s\"}",
                "{\"TenTTHC\":\"tep %s\"}",
                "{\"diaChiTep\":\"https://tep.example/%s\"}"
            })
    void aSumIsTheSameOtherSumWhereverItStands(String form) {
        for (int length : new int[] {32, 40, 64}) {
            String sum = SUM.substring(0, length);
            RecordedExchange masked = masked("[{\"hash\":\"" + sum + "\"}," + form.formatted(sum) + "]");
            String body = Recordings.body(masked);
            String other = body.substring(10, 10 + length);
            assertThat(other).matches("[0-9a-f]+").isNotEqualTo(sum);
            assertThat(body.split(other, -1)).as(body).hasSize(3);
            isClean(masked);
        }
    }

    @Test
    void theSumOfAFileThatIsLeftIsFound() {
        masked("{\"sha256\":\"" + SUM + "\"}");
        Path folder = ExchangeFolder.write(
                data.resolve("left"),
                Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{\"x\":1}"))));
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
        Recordings.plant(folder, Hidden.json("{\"TenTTHC\":\"tep " + SUM.toUpperCase(Locale.ROOT) + "\"}"));
        assertThat(Recordings.scan(data).of(folder))
                .anyMatch(left -> left.what().equals("an original sum of a file"));
    }

    @Test
    void aMadeUpDossierCodeThatAnotherReallyHasIsNoTrace() {
        String codes = IntStream.range(0, 3000)
                .mapToObj("\"000.00.01.H08-191216-%04d\""::formatted)
                .collect(Collectors.joining(","));
        isClean(masked("{\"MaHoSo\":[" + codes + "],\"ghiChu\":[" + codes + "]}"));
    }

    @Test
    void sumsAndUuidsOfChanceAreNeverTakenForNumbersOfPeople() {
        Random chance = new Random(7);
        String all = IntStream.range(0, 4000)
                .mapToObj(i -> "{\"hash\":\"" + hex(chance, 64) + "\",\"RefCode\":\"" + hex(chance, 8)
                        + "-5891-4a2b-9c3d-" + hex(chance, 12) + "\",\"MaTep\":\"" + hex(chance, 32) + "\"}")
                .collect(Collectors.joining(","));
        isClean(masked("[" + all + "]"));
    }

    /** As many digits among them as in those of files, and often nothing else. */
    private static String hex(Random chance, int length) {
        int bound = chance.nextInt(4) == 0 ? 10 : 16;
        return chance.ints(length, 0, bound)
                .mapToObj(digit -> String.valueOf(Character.forDigit(digit, 16)))
                .collect(Collectors.joining());
    }
}
