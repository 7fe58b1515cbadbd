package vn.lienthong.hub.difference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienthong.hub.vocabulary.WholeFile;

/** What is said where a report cannot be written to its end, in three parts. */
final class ReportFile {
    private ReportFile() {}

    /** Takes away what was written of it: half a report looks like one. */
    static UncheckedIOException notWritten(Path file, IOException e) {
        try {
            // Never what is no file, such as a device.
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException left) {
            e.addSuppressed(left);
        }
        return new UncheckedIOException(
                "The report cannot be written. Found: " + file + " (" + e.getMessage() + "). "
                        + WholeFile.cure(e, "a file", "Name a file elsewhere, where this user may write."),
                e);
    }
}
