package vn.lienthong.hub.difference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import vn.lienthong.hub.vocabulary.WholeFile;

/** What is said where a report cannot be written to its end, in three parts. */
final class ReportFile {
    private ReportFile() {}

    static UncheckedIOException notWritten(Path file, IOException e) {
        return new UncheckedIOException(
                "The report cannot be written. Found: " + file + " (" + e.getMessage() + "). "
                        + WholeFile.cure(e, "a file", "Name a file elsewhere, where this user may write."),
                e);
    }
}
