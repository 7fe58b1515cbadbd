package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Property
    void givesEveryLineBack(@ForAll List<@AlphaChars @StringLength(max = 40) String> texts) throws IOException {
        String stream = String.join("\n", texts) + "\n";

        assertThat(read(stream, 100)).isEqualTo(texts.isEmpty() ? List.of("") : texts);
    }

    @Property(tries = 50)
    void doesNotMindHowTheBytesCome(@ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 40) String> texts)
            throws IOException {
        byte[] bytes = String.join("\r\n", texts).getBytes(StandardCharsets.UTF_8);
        InputStream oneByOne = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };

        assertThat(all(new Lines(oneByOne, 100))).isEqualTo(all(new Lines(new ByteArrayInputStream(bytes), 100)));
    }

    @Test
    void cutsALineThatIsTooLongAndGoesOnBehindIt() throws IOException {
        Lines lines = new Lines(stream("x".repeat(200_000) + "\nnext"), 100);

        Lines.Line first = next(lines);
        assertThat(first.tooLong()).isTrue();
        assertThat(first.bytes()).hasSize(100);
        assertThat(next(lines).bytes()).isEqualTo("next".getBytes(StandardCharsets.UTF_8));
        assertThat(lines.next()).isNull();
    }

    @Test
    void takesALineOfExactlyTheLimit() throws IOException {
        Lines lines = new Lines(stream("x".repeat(70_000) + "\n" + "y".repeat(70_001)), 70_000);

        assertThat(next(lines).tooLong()).isFalse();
        assertThat(next(lines).tooLong()).isTrue();
    }

    @Test
    void givesUpOnALineWithoutEnd() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                java.util.Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        Lines.Line line = next(new Lines(endless, 1000));

        assertThat(line.endless()).isTrue();
        assertThat(line.bytes()).hasSize(1000);
    }

    private static Lines.Line next(Lines lines) throws IOException {
        Lines.Line line = lines.next();
        assertThat(line).isNotNull();
        return java.util.Objects.requireNonNull(line);
    }

    private static List<String> read(String text, int limit) throws IOException {
        return all(new Lines(stream(text), limit));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all(Lines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return all;
    }
}
