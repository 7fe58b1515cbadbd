package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.recording.Har;
import vn.lienthong.hub.recording.WireMockMappings;

/** Writes a recording in the form of another tool, if nobody is left in it. */
@Command(
        name = "export",
        description = "Writes a recording as HAR 1.2 or as WireMock mappings; only after a clean scan.")
final class RecordExportCommand extends HubCommand {
    @Parameters(paramLabel = "FOLDER", description = "a recording, or one exchange of it")
    private Path folder;

    @ArgGroup(multiplicity = "1")
    private Form form = new Form();

    @Mixin
    private FolderOptions folders;

    /** Whither, and so in which form. */
    static final class Form {
        @Option(names = "--har", paramLabel = "FILE", description = "a new file in HAR 1.2")
        private @Nullable Path har;

        @Option(
                names = "--wiremock",
                paramLabel = "FOLDER",
                description = "a folder of WireMock: one mapping for each message, in mappings/")
        private @Nullable Path wiremock;
    }

    @Override
    public Integer call() {
        LocalRecordings recordings = new LocalRecordings(folders);
        List<Path> exchanges = recordings.in(folder);
        recordings.mustBeClean(exchanges, "The recording is not exported");
        Path har = form.har;
        Path wiremock = form.wiremock;
        try {
            if (har != null) {
                har(har, recordings, exchanges);
            }
            if (wiremock != null) {
                for (Path exchange : exchanges) {
                    WireMockMappings.write(wiremock, recordings.read(exchange));
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.usage(
                    "There is such a file already.", String.valueOf(e.getFile()), "Name another one, or take it away.");
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The recording cannot be written.",
                    String.valueOf(e.getMessage()),
                    "Name a place that this user may write to.");
        }
        out().println(exchanges.size() + " exchanges exported to " + (har == null ? wiremock : har));
        return DONE;
    }

    private static void har(Path file, LocalRecordings recordings, List<Path> exchanges) throws IOException {
        OutputStream begun = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        try (OutputStream out = begun) {
            Har.write(out, HubVersion.text(), exchanges.stream().map(recordings::read));
        } catch (IOException | RuntimeException e) {
            // Half of one is none, and would stand in the way of the next try.
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
