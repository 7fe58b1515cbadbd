package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.NewRecording;
import vn.lienthong.hub.vocabulary.WholeFile;

/** Puts a recording where it is wanted, file by file as it comes. */
final class RecordingArrival implements AutoCloseable {
    /** A folder and a file in it, and nowhere else. */
    private static final Pattern PLACE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}/[a-z0-9-]{1,40}\\.(?:yaml|json|http)");

    private final Path to;
    private final NewRecording arriving;
    private @Nullable JsonNode end;
    private boolean arrived;

    RecordingArrival(Path to) {
        this.to = to;
        this.arriving = LocalRecordings.told(() -> NewRecording.in(to));
    }

    void unpack(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(RecordApi.END)) {
                end = Json.MAPPER.readTree(zip.readAllBytes());
            } else {
                write(entry.getName(), zip);
            }
        }
    }

    private void write(String name, InputStream zip) throws IOException {
        if (!PLACE.matcher(name).matches()) {
            throw CommandFailure.outOfReach(
                    "What came is no recording.",
                    "an entry of another name than files of exchanges have",
                    "Check --hub, and that hub and command are of one version.");
        }
        if (Files.exists(to.resolve(name))) {
            throw new CommandFailure(
                    CommandFailure.WRONG,
                    ExchangeFolder.thereAlready(to.resolve(name)).problem());
        }
        Path file = arriving.folder().resolve(name);
        try (OutputStream out = opened(file)) {
            copy(zip, out, file);
        }
    }

    private static OutputStream opened(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /** What fails while it is read is the hub's; what fails while it is written is this machine's. */
    static void copy(InputStream in, OutputStream out, Path file) throws IOException {
        byte[] part = new byte[8192];
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            try {
                out.write(part, 0, length);
            } catch (IOException e) {
                throw notWritten(file, e);
            }
        }
    }

    private static CommandFailure notWritten(Path file, IOException e) {
        return CommandFailure.usage(
                "The recording cannot be written.",
                file + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                "Nothing of it was kept. "
                        + WholeFile.cure(e, "a folder", "Name a folder that this user may write to."));
    }

    /** What the hub says of it: only where all of it came, and then it is where it was to be. */
    JsonNode end() {
        if (end == null) {
            throw CommandFailure.outOfReach(
                    "The recording broke off: not all of it came.",
                    to.toString(),
                    "Nothing of it was kept. See the log of the hub, and record again.");
        }
        if (!arrived) {
            LocalRecordings.told(arriving::whole);
            arrived = true;
        }
        return end;
    }

    /** What did not come to its end is taken away. */
    @Override
    public void close() {
        arriving.close();
    }
}
