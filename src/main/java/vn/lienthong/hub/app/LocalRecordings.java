package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.recording.BadRecording;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.Harmless;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.Recorder;
import vn.lienthong.hub.recording.RecordingSet;
import vn.lienthong.hub.recording.Scan;

/** Recordings on this machine, with the keys and originals in hub.data. */
final class LocalRecordings {

    private final Path data;
    private final Function<String, Harmless> harmless;

    LocalRecordings(FolderOptions folders) {
        this(folders.settings());
    }

    LocalRecordings(HubSettings settings) {
        Hub hub = FolderOptions.hub(settings);
        this.data = settings.dataFolder();
        this.harmless = name -> HarmlessWords.of(hub, name);
    }

    List<Path> in(Path folder) {
        return told(() -> ExchangeFolder.in(folder));
    }

    RecordedExchange read(Path folder) {
        return told(() -> ExchangeFolder.read(folder));
    }

    /** A set, which is made if there is none. */
    RecordingSet set(String name) {
        return told(() -> RecordingSet.open(data, name));
    }

    Recorder recorder(RecordingSet set) {
        return told(() -> set.recorder(harmless));
    }

    /** What was left, in all of them. */
    List<Scan.Left> scan(List<Path> exchanges) {
        Map<String, Scan> scans = new HashMap<>();
        List<Scan.Left> left = new ArrayList<>();
        for (Path folder : exchanges) {
            String set = read(folder).about().recorded().set();
            if (set == null) {
                left.add(new Scan.Left(
                        folder.toString(), "recorded/masked", "it was recorded with --raw: nothing in it is masked"));
            } else {
                Scan scan = scans.computeIfAbsent(
                        set, name -> told(() -> RecordingSet.known(data, name).scan(harmless)));
                left.addAll(told(() -> scan.of(folder)));
            }
        }
        return left;
    }

    /**
     * Ends the command unless nothing was left.
     *
     * @param otherwise what is not done then: 'The recording is not exported'
     */
    void mustBeClean(List<Path> exchanges, String otherwise) {
        List<Scan.Left> left = scan(exchanges);
        if (!left.isEmpty()) {
            throw CommandFailure.wrong(
                    otherwise + ": original values are left in it.",
                    left.size() + " places, the first: " + left.get(0).file() + ", "
                            + left.get(0).place() + ", " + left.get(0).what(),
                    "See all with 'record scan', and record it again.");
        }
    }

    static <T> T told(java.util.function.Supplier<T> what) {
        try {
            return what.get();
        } catch (BadRecording e) {
            throw new CommandFailure(CommandFailure.USAGE, e.problem());
        }
    }
}
