package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void takesVietnamese() {
        assertThat(Utf8.flaw("{\"name\":\"Nguyễn Thị Mẫu 𝒜\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void namesTheByteAndTheOffsetOfLegacyText() {
        byte[] windows = "{\"name\":\"Qu\u00EA\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Utf8.flaw(windows))
                .hasValueSatisfying(
                        flaw -> assertThat(flaw.found())
                                .isEqualTo(
                                        "byte 0xEA at offset 11; looks like windows-1258, TCVN3 or VNI text, or a character cut in half"));
    }

    @Test
    void namesUtf16WithAndWithoutMark() {
        assertThat(Utf8.flaw("{}".getBytes(StandardCharsets.UTF_16LE))).isPresent();
        assertThat(Utf8.flaw("{}".getBytes(StandardCharsets.UTF_16BE))).isPresent();
        assertThat(Utf8.flaw("{}".getBytes(StandardCharsets.UTF_16)))
                .hasValueSatisfying(flaw -> assertThat(flaw.found()).contains("UTF-16"));
    }

    @Test
    void namesHalfASurrogatePair() {
        byte[] cesu = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};

        assertThat(Utf8.flaw(cesu))
                .hasValueSatisfying(flaw -> assertThat(flaw.found()).contains("offset 2", "surrogate"));
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(Utf8.start("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(3);
        assertThat(Utf8.start("{}".getBytes(StandardCharsets.UTF_8))).isZero();
    }

    @Property
    void agreesWithTheJdkOnAnyBytes(@ForAll @Size(max = 24) byte[] bytes) {
        assertThat(Utf8.firstInvalid(bytes)).isEqualTo(firstInvalidByTheJdk(bytes));
    }

    @Property
    void agreesWithTheJdkOnTextWithOneByteChanged(@ForAll String text, @ForAll int where, @ForAll byte value) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[Math.floorMod(where, bytes.length)] = value;
        }

        assertThat(Utf8.firstInvalid(bytes)).isEqualTo(firstInvalidByTheJdk(bytes));
    }

    private static int firstInvalidByTheJdk(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            decoder.decode(ByteBuffer.wrap(bytes));
            return -1;
        } catch (CharacterCodingException e) {
            ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length));
            decoder.reset();
            decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
            return in.position();
        }
    }
}
