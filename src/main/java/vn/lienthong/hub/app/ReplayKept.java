package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.NewRecording;
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

    private @Nullable NewRecording arriving;

    /** Refuses a folder in which something is; what a replay that was killed left there is nothing. */
    void begin() {
        Path folder = to;
        if (folder == null) {
            return;
        }
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw CommandFailure.usage(
                    "What is found cannot be kept there.", folder + " is not an empty folder", "Name a new folder.");
        }
        arriving = LocalRecordings.told(() -> NewRecording.in(folder));
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> there = Files.list(folder)) {
            return there.allMatch(left -> left.endsWith(NewRecording.FOLDER));
        } catch (IOException e) {
            return false;
        }
    }

    /** All was taken: puts it where it is to be. */
    void end() {
        try (NewRecording all = arriving) {
            if (all != null) {
                LocalRecordings.told(all::whole);
            }
        }
        arriving = null;
    }

    void close() {
        NewRecording begun = arriving;
        if (begun != null) {
            begun.close();
            arriving = null;
        }
    }

    /** Nobody masked what came now. */
    void take(Replayed replayed) {
        NewRecording begun = arriving;
        if (begun != null) {
            RecordedExchange found = replayed.found();
            String from = found.about().recorded().from();
            Recorded now = new Recorded(Clock.systemUTC().instant(), "replay", "a replay", from, null, null);
            RecordedExchange kept = new RecordedExchange(
                    found.about().recorded(now), found.record(), found.legs(), found.ignore(), found.notes());
            LocalRecordings.told(() -> ExchangeFolder.write(begun.folder(), kept));
        }
    }
}
