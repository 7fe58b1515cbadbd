package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.recording.Scan;

/** Proves that nobody is left in a recording. */
@Command(
        name = "scan",
        description =
                "Looks for original values in a recording; needs hub.data, where the originals are known, and no running hub.")
final class RecordScanCommand extends HubCommand {
    private static final int MOST_SHOWN = 50;

    @Parameters(paramLabel = "FOLDER", description = "a recording, or one exchange of it")
    private Path folder;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        LocalRecordings recordings = new LocalRecordings(folders);
        List<Path> exchanges = recordings.in(folder);
        List<Scan.Left> left = recordings.scan(exchanges);
        if (json) {
            ArrayNode list = Json.array();
            left.forEach(one -> list.addObject()
                    .put("file", one.file())
                    .put("place", one.place())
                    .put("what", one.what()));
            out().println(Json.pretty(
                    Json.object().put("exchanges", exchanges.size()).set("left", list)));
        } else {
            left.stream().limit(MOST_SHOWN).forEach(one -> out().println(
                            one.file() + ": " + one.place() + ": " + one.what()));
            out().println(
                            left.isEmpty()
                                    ? exchanges.size() + " exchanges scanned: no original value is left"
                                    : left.size() + " places in " + exchanges.size()
                                            + " exchanges where something was left");
        }
        return left.isEmpty() ? DONE : CommandFailure.WRONG;
    }
}
