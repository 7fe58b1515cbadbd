package vn.lienthong.hub.recording;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the live recording of one destination stands, on this node. No personal data.
 *
 * @param share in force now
 * @param turned who switched it, why and until when; null: as the settings say
 * @param recorded attempts written since the start
 * @param dropped attempts that were not written since the start, because disk or machine did not keep up, or the folder is full
 * @param kept exchanges in the folder, as last counted
 * @param keptBytes that they take
 * @param trouble why something was dropped within the last 15 minutes; null when nothing was
 */
public record LiveStanding(
        String destination,
        LiveShare share,
        LiveRecording.@Nullable Turned turned,
        Path folder,
        long recorded,
        long dropped,
        int kept,
        long keptBytes,
        @Nullable String trouble,
        @Nullable Instant troubleAt) {

    /** Whether there is anything to tell of it. */
    public boolean isOfUse() {
        return share.isOn() || turned != null || recorded + dropped > 0;
    }
}
