package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.hub.journal.RetentionSettings;

/**
 * How long bodies stay in the journal; without {@code payloads} and {@code refused} for ever.
 *
 * @param payloads time after the end of a record's last transfer
 * @param refused time after a refused submission came; default: as {@code payloads}
 * @param action what becomes of bodies then
 * @param folder where archives are written; default: {@code archive} in {@code hub.data}
 * @param hours when it works, as the sending hours of a destination; default: any hour
 */
public record RetentionPlan(
        @Nullable Duration payloads,
        @Nullable Duration refused,
        @DefaultValue("ARCHIVE") RetentionSettings.Action action,
        @Nullable String folder,
        @Nullable String hours) {
    /** As good as for ever. */
    private static final Duration EVER = Duration.ofDays(365_000 / 10);

    /** Whether anything ever goes. */
    public boolean isOn() {
        return payloads != null || refused != null;
    }

    /** Where archives are. */
    Path folder(Path data) {
        return folder == null
                ? data.resolve("archive")
                : Path.of(folder).toAbsolutePath().normalize();
    }

    RetentionSettings settings(Path data) {
        Duration kept = Objects.requireNonNullElse(payloads, EVER);
        return RetentionSettings.of(kept, Objects.requireNonNullElse(refused, kept), action, folder(data));
    }
}
