package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.intake.RecordReader.Read;
import vn.lienthong.hub.journal.PullBook.Revision;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

class NumberingTest {
    private static IntFunction<Read> saying(String content) {
        return number -> {
            byte[] bytes = (number + content).getBytes(StandardCharsets.UTF_8);
            DossierRecord record =
                    new DossierRecord("X-1", number, "1", "21583", Status.NEW, null, Instant.EPOCH, null, bytes);
            return new Read(record, CanonicalJson.fingerprint(bytes), null, List.of(), null, List.of());
        };
    }

    private static Revision held(int number, String content, boolean told) {
        return new Revision("X-1", number, saying(content).apply(number).fingerprint(), told);
    }

    private static int number(Numbering numbering, String content) {
        return numbering.number("X-1", saying(content)).record().revision();
    }

    @Test
    void theFirstIsOne() {
        assertThat(number(new Numbering(List.of()), "a")).isEqualTo(1);
    }

    @Test
    void theSameIsTheSameAndAnotherIsTheNext() {
        Numbering numbering = new Numbering(List.of(held(1, "a", true)));

        assertThat(number(numbering, "a")).isEqualTo(1);
        assertThat(number(numbering, "b")).isEqualTo(2);
        assertThat(number(numbering, "b")).isEqualTo(2);
    }

    @Test
    void whatTheSourceWasNotToldIsARepetitionHoweverOld() {
        Numbering numbering = new Numbering(List.of(held(1, "a", false), held(2, "b", false)));

        assertThat(number(numbering, "a")).isEqualTo(1);
        assertThat(number(numbering, "b")).isEqualTo(2);
    }

    @Test
    void whatItWasToldAndGivesAgainAfterSomethingNewerIsAChangeBack() {
        assertThat(number(new Numbering(List.of(held(1, "a", true), held(2, "b", true))), "a"))
                .isEqualTo(3);
    }

    @Test
    void dossiersAreCountedApart() {
        Numbering numbering = new Numbering(List.of(held(7, "a", true)));

        assertThat(numbering.number("X-2", saying("a")).record().revision()).isEqualTo(1);
        assertThat(number(numbering, "c")).isEqualTo(8);
    }
}
