package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.ForeignFile;
import vn.lienthong.hub.recording.Har;
import vn.lienthong.hub.recording.NewRecording;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.recording.Recorder;
import vn.lienthong.hub.recording.RecordingSet;
import vn.lienthong.hub.recording.WireMockMappings;

/** Makes a recording of what another tool recorded. */
@Command(
        name = "import",
        description =
                "Makes a recording, masked, of a HAR, a project of SoapUI, a collection of Postman or WireMock mappings; needs hub.data, where the key is, and no running hub.")
final class RecordImportCommand extends HubCommand {
    @ArgGroup(multiplicity = "1")
    private Form form = new Form();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "where each exchange becomes a folder")
    private Path to;

    @Option(
            names = "--connector",
            required = true,
            paramLabel = "NAME",
            description = "whose words are spoken in it, for example province-rest")
    private String connector;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "who imports it")
    private String by;

    @Option(names = "--why", required = true, paramLabel = "REASON", description = "what for")
    private String why;

    @Option(
            names = "--recording",
            paramLabel = "NAME",
            defaultValue = RecordApi.DEFAULT_SET,
            description = "recording set (default: ${DEFAULT-VALUE})")
    private String recording;

    @Mixin
    private FolderOptions folders;

    /** Whence, and so in which form. */
    static final class Form {
        @Option(
                names = "--from",
                paramLabel = "FILE|FOLDER",
                description =
                        "told by its content: HAR 1.2, a project of SoapUI, a collection of Postman v2.1, WireMock mappings")
        private @Nullable Path from;

        @Option(names = "--har", paramLabel = "FILE", description = "a file in HAR 1.2, with contents")
        private @Nullable Path har;

        @Option(
                names = "--wiremock",
                paramLabel = "FOLDER|FILE",
                description = "a folder of WireMock, or a file of mappings such as a connector's stub.json")
        private @Nullable Path wiremock;
    }

    @Override
    public Integer call() {
        LocalRecordings recordings = new LocalRecordings(folders);
        RecordingSet set = recordings.set(recording);
        Recorder recorder = recordings.recorder(set);
        List<RecordedExchange> found = LocalRecordings.told(() -> read(set.keyId()));
        if (!found.isEmpty()) {
            try (NewRecording arriving = LocalRecordings.told(() -> NewRecording.in(to))) {
                for (RecordedExchange exchange : found) {
                    LocalRecordings.told(() -> ExchangeFolder.write(arriving.folder(), recorder.masked(exchange)));
                }
                LocalRecordings.told(arriving::whole);
            }
        }
        out().println(found.size() + " exchanges imported, masked, in " + to);
        return found.isEmpty() ? CommandFailure.WRONG : DONE;
    }

    private List<RecordedExchange> read(String keyId) {
        Path from = form.from;
        Path har = form.har;
        String said = har == null ? "wiremock" : "har";
        Recorded recorded = new Recorded(Clock.systemUTC().instant(), by, why, said, null, keyId);
        if (from != null) {
            return ForeignFile.read(from, connector, recorded);
        }
        return har != null
                ? Har.read(har, connector, recorded)
                : WireMockMappings.read(Objects.requireNonNull(form.wiremock), connector, recorded);
    }
}
