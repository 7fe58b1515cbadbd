package vn.lienthong.hub.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.recording.LivePlan;
import vn.lienthong.hub.recording.LiveShare;

/** What the settings of destinations say of recording while it happens. */
final class LiveSettings {
    static final String RECORD = "record";
    static final String FOLDER = "record-folder";
    static final String MOST = "record-most";
    static final String MOST_SIZE = "record-most-size";

    private static final String STANDARD_MOST = "10000";
    private static final String STANDARD_SIZE = "1GB";

    private LiveSettings() {}

    /** A plan for each destination, on or off. */
    static List<LivePlan> plans(HubSettings settings) {
        return settings.destinations().entrySet().stream()
                .map(one -> plan(one.getKey(), one.getValue(), settings.dataFolder()))
                .toList();
    }

    /** Whether they can be used: throws in three parts where they cannot. */
    static void check(String name, Map<String, String> settings) {
        plan(name, settings, Path.of(""));
    }

    private static LivePlan plan(String name, Map<String, String> settings, Path data) {
        String key = "hub.destinations." + name + ".";
        LiveShare share = LiveShare.parse("Setting " + key + RECORD, settings.getOrDefault(RECORD, "off"));
        int most = most(key + MOST, settings.getOrDefault(MOST, STANDARD_MOST));
        long bytes = bytes(key + MOST_SIZE, settings.getOrDefault(MOST_SIZE, STANDARD_SIZE));
        String folder = settings.getOrDefault(FOLDER, "");
        Path place = folder.isBlank() ? data.resolve("live-recordings").resolve(name) : path(key + FOLDER, folder);
        return new LivePlan(name, share, place, most, bytes);
    }

    private static Path path(String key, String folder) {
        try {
            return Path.of(folder).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong(key, "must be a folder", folder, "/var/lib/lienthong-hub/recorded");
        }
    }

    private static int most(String key, String text) {
        if (!text.strip().matches("[1-9]\\d{0,6}")) {
            throw wrong(key, "must be a number of exchanges from 1 to 9999999", text, STANDARD_MOST);
        }
        return Integer.parseInt(text.strip());
    }

    private static long bytes(String key, String text) {
        try {
            long bytes = DataSize.parse(text.strip()).toBytes();
            if (bytes > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, as any other text that is no size.
        }
        throw wrong(key, "must be a size", text, STANDARD_SIZE);
    }

    private static IllegalArgumentException wrong(String key, String must, String found, String example) {
        return new IllegalArgumentException(
                "Setting " + key + " " + must + ". Found: " + found + ". Example: " + example + ".");
    }
}
