package vn.lienthong.hub.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.difference.Comparer;
import vn.lienthong.hub.difference.Comparison;
import vn.lienthong.hub.difference.FolderPairs;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.difference.IgnoreFile;

/** Options of commands that hold two recordings of the same against each other. */
final class TwoRecordings {
    // Not required, or the command would ask for them before its subcommand.
    @Parameters(index = "0", arity = "0..1", paramLabel = "LEFT", description = "a recording, or one exchange of it")
    private @Nullable Path left;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RIGHT", description = "another one of the same")
    private @Nullable Path right;

    @Option(
            names = "--ignore",
            paramLabel = "FILE",
            description = "what to ignore in all exchanges, with reasons; LEFT/ignore.yaml is read without being named")
    private @Nullable Path ignore;

    private @Nullable FolderPairs pairs;

    /** Rows for all exchanges. */
    List<Ignore> everywhere() {
        List<Ignore> all = new ArrayList<>();
        Path beside = given(left).resolve(IgnoreFile.NAME);
        if (Files.isRegularFile(beside)) {
            all.addAll(IgnoreFile.read(beside));
        }
        if (ignore != null) {
            all.addAll(IgnoreFile.read(ignore));
        }
        return all;
    }

    private static Path given(@Nullable Path folder) {
        if (folder == null) {
            throw CommandFailure.usage(
                    "It must be clear what is held against what.",
                    "fewer than two folders",
                    "Example: diff recordings/before recordings/after.");
        }
        return folder;
    }

    /** Finds them, so that what is not there is said before anything is written. */
    FolderPairs pairs() {
        FolderPairs known = pairs;
        if (known == null) {
            known = LocalRecordings.told(() -> FolderPairs.of(given(left), given(right)));
            pairs = known;
        }
        return known;
    }

    /** Compares one after the other. */
    void compare(Consumer<Comparison> each) {
        FolderPairs all = pairs();
        Comparer comparer = new Comparer(everywhere());
        LocalRecordings.told(() -> {
            all.compare(comparer, each);
            return all;
        });
    }
}
