package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LentFunctionsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 300)
    void writesEveryInstantAsTheWallClockOfVietNam(
            @ForAll @LongRange(min = 0, max = 4_102_444_799L) long second,
            @ForAll @IntRange(min = -12, max = 14) int hours) {
        OffsetDateTime written = Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofHours(hours));
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneId.of("Asia/Ho_Chi_Minh"));
        String made = LentFunctions.localTime(JSON.textNode(
                        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX").format(written)))
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
        for (String broken : new String[] {"a\u000bb", "a\ud83d", "a\udc00b", "a\u007f"}) {
            assertThat(catchRefusal(() -> LentFunctions.text(JSON.textNode(broken))))
                    .isTrue();
        }
        JsonNode sound = JSON.textNode("dòng một\n\tdòng hai \ud83d\udc69");
        assertThat(LentFunctions.text(sound)).isSameAs(sound);
    }

    @Example
    void tellsEqualTextsApart() {
        ArrayNode texts = JSON.arrayNode().add("a").add("b").add("a").add("a");

        assertThat(LentFunctions.numbered(texts))
                .isEqualTo(JSON.arrayNode().add("a").add("b").add("a#2").add("a#3"));
    }

    /** A code that travels as a number loses its zeros on the way there; on the way back it has them again. */
    @Property(tries = 300)
    void restoresTheZerosThatACodeLostAsANumber(@ForAll @IntRange(min = 0, max = 99_999) int ward) {
        String code = String.format(Locale.ROOT, "%05d", ward);

        assertThat(LentFunctions.padded(JSON.numberNode(Integer.parseInt(code)), 5)
                        .textValue())
                .isEqualTo(code);
        assertThat(LentFunctions.padded(JSON.numberNode(1L), 2).textValue()).isEqualTo("01");
        assertThat(LentFunctions.padded(JSON.textNode("01"), 2).textValue()).isEqualTo("01");
        assertThat(LentFunctions.padded(JSON.nullNode(), 2).textValue()).isEmpty();
    }

    private static boolean catchRefusal(Runnable action) {
        try {
            action.run();
            return false;
        } catch (Refusal expected) {
            return true;
        }
    }
}
