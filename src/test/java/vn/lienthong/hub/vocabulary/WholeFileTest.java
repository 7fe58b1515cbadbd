package vn.lienthong.hub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WholeFileTest {
    private static String cure(String reason) {
        return WholeFile.cure(new IllegalStateException(new IOException(reason)), "a folder", "Otherwise.");
    }

    @Test
    void aFileThatIsTooLargeIsNoFullDisk() {
        assertThat(WholeFile.noRoom(new IOException("a: File too large"))).isFalse();
        assertThat(cure("File too large"))
                .isEqualTo("Allow files of that size there (ulimit -f), or name a folder on another disk.");
        assertThat(WholeFile.noRoom(new IOException("a: No space left on device")))
                .isTrue();
        assertThat(cure("Disk quota exceeded")).isEqualTo("Make room there, or name a folder on another disk.");
        assertThat(cure("Permission denied")).isEqualTo("Otherwise.");
    }
}
