package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadSealTest {
    @TempDir
    Path folder = Path.of(".");

    @Property(tries = 200)
    void givesBackWhatItWasGiven(@ForAll byte[] bytes) {
        PayloadSeal seal = PayloadSeal.none();
        assertThat(seal.open(7, seal.keyId(), seal.close(7, bytes, bytes.length)))
                .isEqualTo(bytes);
    }

    @Test
    void givesBackWhatItWasGivenUnderAKeyThatIsKept() throws IOException {
        Path key = folder.resolve("journal.key");
        byte[] bytes = "Nguyễn Văn A (made up) ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        byte[] stored = sealed("journal.key").close(7, bytes, bytes.length);
        assertThat(stored.length).isLessThan(bytes.length / 10);
        PayloadSeal again = PayloadSeal.of(key);
        assertThat(again.open(7, again.keyId(), stored)).isEqualTo(bytes);
        assertThat(Files.size(key)).isEqualTo(32);
    }

    @Test
    void refusesABlockThatWasChangedOrStandsInAnothersPlace() {
        PayloadSeal seal = sealed("journal.key");
        byte[] stored = seal.close(7, new byte[100], 100);
        assertThatThrownBy(() -> seal.open(8, seal.keyId(), stored)).hasMessageContaining("changed or damaged");
        byte[] changed = stored.clone();
        changed[20] ^= 1;
        assertThatThrownBy(() -> seal.open(7, seal.keyId(), changed)).hasMessageContaining("changed or damaged");
    }

    @Test
    void refusesABlockOfWhichOnlyTheBeginningIsLeft() {
        PayloadSeal seal = sealed("journal.key");
        byte[] stored = seal.close(7, new byte[100], 100);
        for (int left = 0; left < stored.length; left++) {
            byte[] cut = Arrays.copyOf(stored, left);
            assertThatThrownBy(() -> seal.open(7, seal.keyId(), cut))
                    .isInstanceOf(PayloadUnreadable.class)
                    .hasMessageContaining("changed or damaged");
        }
    }

    @Test
    void saysWhichKeyIsMissing() {
        PayloadSeal seal = sealed("journal.key");
        byte[] stored = seal.close(7, new byte[100], 100);
        PayloadSeal other = sealed("other.key");
        assertThatThrownBy(() -> other.open(7, seal.keyId(), stored)).hasMessageContaining("sealed with another key");
        assertThatThrownBy(() -> PayloadSeal.none().open(7, seal.keyId(), stored))
                .hasMessageContaining("we have none");
    }

    @Test
    void refusesAKeyFileThatIsNoKey() throws IOException {
        Path key = folder.resolve("journal.key");
        Files.writeString(key, "short");
        assertThatThrownBy(() -> PayloadSeal.of(key)).hasMessageContaining("must be 32 bytes. Found: 5");
    }

    @Property(tries = 100)
    void keepsExchangesWhole(
            @ForAll byte[] sent, @ForAll byte[] answered, @ForAll int status, @ForAll String operation) {
        String name = operation.replaceAll("[\ud800-\udfff]", "?");
        List<Landing.KeptExchange> exchanges = List.of(
                new Landing.KeptExchange(name, sent, status, null, answered, 5, true),
                new Landing.KeptExchange("", answered, 0, "", sent, -1, false));
        List<Landing.KeptExchange> back = KeptExchanges.unpack(KeptExchanges.pack(exchanges));
        assertThat(back).usingRecursiveComparison().isEqualTo(exchanges);
        assertThat(Arrays.equals(back.get(0).sent(), sent)).isTrue();
    }

    private PayloadSeal sealed(String name) {
        Path key = folder.resolve(name);
        PayloadSeal.makeKey(key);
        return PayloadSeal.of(key);
    }
}
