package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hồ sơ đã tồn tại                                      | true",
                "lỗi: hồ sơ này đã tồn tại!                            | true",
                "hồ sơ 000.00.00.H08-260105-0001 đã tồn tại            | true",
                "mã hồ sơ: 000.00.00.H08-260105-0001 đã tồn tại        | true",
                "hồ sơ có mã 000.00.00.H08-260105-0001 đã tồn tại      | true",
                "hồ sơ có một giấy tờ nộp kèm đã tồn tại               | false",
                "hồ sơ. tiến độ của bước thứ hai đã tồn tại            | false",
                "giấy tờ đã tồn tại                                    | false",
                "đã tồn tại hồ sơ                                      | false",
                "hồ sơđã tồn tại                                       | false",
            })
    void aGapHoldsAtMostThreeWords(String text, boolean isIn) {
        assertThat(new Phrase("Hồ sơ * ĐÃ tồn tại").isIn(Folding.fold(text))).isEqualTo(isIn);
    }

    @Test
    void aPhraseCoversWhatSaysMore() {
        Phrase exists = new Phrase("đã tồn tại");
        Phrase named = new Phrase("hồ sơ * đã tồn tại");

        assertThat(exists.covers(named)).isTrue();
        assertThat(named.covers(new Phrase("mã hồ sơ * đã tồn tại"))).isTrue();
        assertThat(named.covers(exists)).isFalse();
    }

    @Test
    void aStarWithoutWordsAroundItIsAStar() {
        assertThat(new Phrase("*").isIn("bất kỳ")).isFalse();
        assertThat(new Phrase("5 *").isIn("5 *")).isTrue();
    }
}
