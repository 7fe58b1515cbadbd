package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import vn.lienthong.hub.reference.Text;

/** A text that a mapping cuts off is masked as the beginning of what the whole becomes, wherever it is cut and whatever the key. All people are made up. */
class BeginningsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Shorter than any made-up name, so that texts grow. */
    private static final String NAME = "Lý Ý";

    private final Fields fields = Fields.load(connector -> Harmless.NOTHING);

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.of(
                NAME, "khai", "sinh", "cho", "con", "của", "ông,", "số", "12/5", "HẺM", "a", "(nghị", "quyết)", "");
        return joined(word, 220);
    }

    /** With letters of many marks, and pictures of several signs, within which nothing is cut. */
    @Provide
    Arbitrary<String> textsWithLongLetters() {
        Arbitrary<String> word = Arbitraries.of(
                NAME,
                "khai",
                "sinh",
                "e\u0323\u0302\u0308\u030a",
                "q\u0323\u0302",
                "👨‍👩‍👧‍👦",
                "a👍🏽b",
                "số",
                "\u0301");
        return joined(word, 160);
    }

    private static Arbitrary<String> joined(Arbitrary<String> word, int most) {
        Arbitrary<String> between = Arbitraries.of(" ", " ", " ", "  ", "\n", "\u00a0 ", ", ");
        return word.list().ofMinSize(70).ofMaxSize(most).flatMap(words -> between.list()
                .ofSize(words.size())
                .map(gaps -> mixed(words, gaps)));
    }

    private static String mixed(List<String> words, List<String> gaps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i)).append(gaps.get(i));
        }
        return Text.trimmed(Text.nfc(text.toString()));
    }

    @Property(tries = 400)
    void isTheBeginningWhereverItIsCutOff(
            @ForAll("texts") String whole, @ForAll int key, @ForAll @IntRange(min = 45, max = 600) int limit) {
        commutes(whole, key, limit);
    }

    @Property(tries = 200)
    void isTheBeginningWhereALetterDoesNotFit(
            @ForAll("textsWithLongLetters") String whole,
            @ForAll int key,
            @ForAll @IntRange(min = 2, max = 12) int limit) {
        commutes(whole, key, 50 * limit);
    }

    @Example
    void isTheBeginningAtEveryPlaceForManyKeys() {
        String whole = ("Khai sinh cho con của " + NAME + ", thường trú  tại tổ 3, ")
                .repeat(5)
                .strip();
        for (int key = 0; key < 5; key++) {
            for (int limit = 45; limit < whole.length() + 2; limit++) {
                commutes(whole, key, limit);
            }
        }
    }

    private void commutes(String whole, int key, int limit) {
        // A short one that grows by a name stands at no limit.
        Assume.that(whole.length() >= 200 || whole.length() > limit);
        String cut = Text.cut(whole, limit);
        byte[] bytes = ByteBuffer.allocate(32).putInt(key).array();
        Masker masker = new Masker(bytes, fields, new Originals(bytes));
        String record = JSON.createObjectNode()
                .put("summary", whole)
                .set("owner", JSON.createObjectNode().put("name", NAME))
                .toString();
        String message = JSON.createObjectNode().put("TrichYeuHoSo", cut).toString();
        walked(masker.meeting(), record, message);

        JsonNode masked = walked(masker, record, message);

        String sent = masked.path("record").path("summary").asText();
        assertThat(masked.path("message").path("TrichYeuHoSo").asText())
                .as("%s at %s by %s", whole, limit, key)
                .isEqualTo(Text.cut(sent, limit));
        assertThat(sent).as("no blank at its end, which intake takes away").isEqualTo(Text.trimmed(sent));
        if (whole.length() >= 200) {
            assertThat(Text.nfc(sent)).hasSizeLessThanOrEqualTo(whole.length());
        }
    }

    private ObjectNode walked(Leaves leaves, String record, String message) {
        Walk walk = new Walk(fields, leaves);
        try {
            return JSON.createObjectNode()
                    .<ObjectNode>set("record", JSON.readTree(walk.text(Spot.of(Spot.RECORD), record)))
                    .set("message", JSON.readTree(walk.text(Spot.of("province-rest"), message)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
