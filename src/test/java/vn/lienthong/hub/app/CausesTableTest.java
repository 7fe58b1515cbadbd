package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/causes.md and the source are the same. */
class CausesTableTest {

    @Test
    void theManualHasTheCausesOfTheSourceInItsOrder() throws IOException {
        List<String> real = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            Words means = cause.means();
            real.add("| `%s` | %s | %s | `%s` | %s |"
                    .formatted(
                            cause.code(),
                            means.en(),
                            means.vi(),
                            cause.actor().code(),
                            cause.fate().words().en()));
        }
        assertThat(rowsUnder("| cause |")).containsExactlyElementsOf(real);
    }

    @Test
    void theManualHasTheActorsOfTheSource() throws IOException {
        List<String> real = new ArrayList<>();
        for (Actor actor : Actor.values()) {
            real.add("| `%s` | %s |".formatted(actor.code(), actor.words().en()));
        }
        assertThat(rowsUnder("| actor |")).containsExactlyElementsOf(real);
    }

    @Test
    void itsVietnameseIsComposed() throws IOException {
        assertThat(Normalizer.isNormalized(manual(), Normalizer.Form.NFC)).isTrue();
    }

    private static List<String> rowsUnder(String head) throws IOException {
        return manual().lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String manual() throws IOException {
        return Files.readString(Path.of("docs/causes.md"));
    }
}
