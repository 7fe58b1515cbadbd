package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.replay.Replayed;

/** Where what came of a replay is kept, as a recording again, so that two replays can be held against each other. */
final class ReplayKept {
    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description =
                    "keep what was found as a recording, raw, in this new folder: 'diff propose' of two says what differs each time")
    private @Nullable Path to;

    /** Refuses a folder in which something is. */
    void begin() {
        Path folder = to;
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            // Told below, as any other place that cannot be used.
        }
        throw CommandFailure.usage(
                "What is found cannot be kept there.", folder + " is not an empty folder", "Name a new folder.");
    }

    /** Nobody masked what came now. */
    void take(Replayed replayed) {
        Path folder = to;
        if (folder != null) {
            RecordedExchange found = replayed.found();
            String from = found.about().recorded().from();
            Recorded now = new Recorded(Clock.systemUTC().instant(), "replay", "a replay", from, null, null);
            LocalRecordings.told(() -> ExchangeFolder.write(
                    folder,
                    new RecordedExchange(
                            found.about().recorded(now), found.record(), found.legs(), found.ignore(), found.notes())));
        }
    }
}
