package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class WordingTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 300)
    void composesWhateverIsDecomposed(@ForAll("vietnamese") String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);

        assertThat(Wording.composed(decomposed)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
        assertThat(Wording.composed(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    @Property(tries = 300)
    void cutsToAPrefixThatFitsAndHalvesNothing(
            @ForAll("vietnamese") String text, @ForAll @IntRange(min = 0, max = 30) int limit) {
        String cut = Wording.cut(text, limit);

        assertThat(text).startsWith(cut);
        assertThat(cut.length()).isLessThanOrEqualTo(limit);
        if (cut.length() < text.length()) {
            int next = text.codePointAt(cut.length());
            assertThat(Character.getType(next)).isNotIn((int) Character.NON_SPACING_MARK, (int) Character.SURROGATE);
            assertThat(Wording.isBroken(cut)).isFalse();
        }
    }

    @Property(tries = 300)
    void writesEveryInstantAsTheWallClockOfVietNam(
            @ForAll @LongRange(min = 0, max = 4_102_444_799L) long second,
            @ForAll @IntRange(min = -12, max = 14) int hours) {
        OffsetDateTime written = Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofHours(hours));
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneId.of("Asia/Ho_Chi_Minh"));
        String made = LentFunctions.localTime(JSON.textNode(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(written)))
                .textValue();

        // Before June 1975 the tables of the JDK know another offset for the south; no dossier is that old.
        if (second > 172_800_000L) {
            assertThat(made)
                    .isEqualTo(DateTimeFormatter.ofPattern("yyyyMMddHHmmss").format(local));
        }
    }

    @Property(tries = 300)
    void keepsEveryDigitOfAnAmount(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long amount) {
        for (JsonNode written : new JsonNode[] {
            JSON.textNode(Long.toString(amount)),
            JSON.textNode(amount + ".00"),
            JSON.numberNode(amount),
            JSON.numberNode(new BigDecimal(amount).setScale(1))
        }) {
            assertThat(LentFunctions.money(written).textValue()).isEqualTo(Long.toString(amount));
        }
    }

    @Example
    void refusesWhatIsNoAmount() {
        for (JsonNode bad : new JsonNode[] {
            JSON.textNode("1.5"),
            JSON.textNode("-5"),
            JSON.textNode(""),
            JSON.textNode("1,000"),
            JSON.textNode("1e400000000"),
            JSON.textNode("1e-400000000"),
            JSON.numberNode(0.1),
            JSON.nullNode(),
            JSON.textNode("9999999999999999")
        }) {
            assertThat(catchRefusal(() -> LentFunctions.money(bad)))
                    .as(bad.toString())
                    .isTrue();
        }
    }

    @Example
    void refusesWhatXmlCannotCarry() {
        assertThat(Wording.isBroken("a\u000bb")).isTrue();
        assertThat(Wording.isBroken("a\ud83d")).isTrue();
        assertThat(Wording.isBroken("a\udc00b")).isTrue();
        assertThat(Wording.isBroken("dòng một\n\tdòng hai \ud83d\udc69")).isFalse();
    }

    private static boolean catchRefusal(Runnable action) {
        try {
            action.run();
            return false;
        } catch (Refusal expected) {
            return true;
        }
    }

    @Provide
    Arbitrary<String> vietnamese() {
        return Arbitraries.of(
                        "ế",
                        "Đ",
                        "ữ",
                        "a",
                        " ",
                        "Ộ",
                        "e\u0302\u0301",
                        "\ud83d\udc69",
                        "o\u031b\u0323",
                        "ỷ",
                        "-",
                        "x\u0323")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
