package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalSettingsTest {
    @Test
    void namesTheKeyOfASettingThatCannotBe() {
        assertThatThrownBy(() -> JournalSettings.defaults().withBatch(0))
                .hasMessage("Setting hub.journal.batch must be positive. Found: 0. Leave it out for the default.");
        assertThatThrownBy(() -> JournalSettings.defaults().withNode(" ")).hasMessageContaining("hub.journal.node");
        assertThatThrownBy(() -> JournalSettings.defaults().withPatience(Duration.ofSeconds(-1)))
                .hasMessageContaining("hub.journal.patience");
        assertThatThrownBy(() -> JournalSettings.defaults().withCacheBytes(-1))
                .hasMessageContaining("hub.journal.cache-bytes");
    }

    @Test
    void changesOneThingAtATime() {
        JournalSettings settings = JournalSettings.defaults().withNode("hub-2").encryptedWith(Path.of("key"));
        assertThat(settings.node()).isEqualTo("hub-2");
        assertThat(settings.keyFile()).isEqualTo(Path.of("key"));
        assertThat(settings.batch()).isEqualTo(JournalSettings.defaults().batch());
    }
}
