package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Books of wards without software.
 *
 * @param folder where they are dropped, with a folder for each unit; none: only by HTTP
 * @param source as whose records they are accepted
 * @param every how often the folder is looked at
 * @param settle how long a book must not have changed before it is taken
 */
public record WardBookSettings(
        @Nullable String folder,
        @DefaultValue("ward-book") String source,
        @DefaultValue("10s") Duration every,
        @DefaultValue("10s") Duration settle) {

    public WardBookSettings {
        SettingFault.require(
                source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,49}"),
                "hub.ward-books.source",
                "must be a name of letters, digits, dots and hyphens",
                source,
                "ward-book");
        SettingFault.require(every.toMillis() > 0, "hub.ward-books.every", "must be positive", every, "10s");
        SettingFault.require(!settle.isNegative(), "hub.ward-books.settle", "must not be negative", settle, "10s");
    }

    /** The folder, absolute; null when none is watched. */
    @Nullable
    Path place() {
        return folder == null || folder.isBlank()
                ? null
                : Path.of(folder).toAbsolutePath().normalize();
    }
}
