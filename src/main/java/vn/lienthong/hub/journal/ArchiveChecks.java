package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the archives that the journal knows are what it wrote. */
final class ArchiveChecks {
    private final AuditFindings findings;
    private final List<String> notes = new ArrayList<>();
    private int checked;

    private record Known(long id, String file, String sha256) {}

    ArchiveChecks(AuditFindings findings) {
        this.findings = findings;
    }

    /** Gives how many there are. */
    int check(Session db, @Nullable Path folder) throws SQLException {
        List<Known> known = db.ask(
                "SELECT id, file, sha256 FROM archive ORDER BY id",
                row -> new Known(row.getLong(1), row.getString(2), row.getString(3)));
        if (folder != null) {
            known.forEach(archive -> check(folder, archive));
        } else if (!known.isEmpty()) {
            notes.add(known.size() + " archives were not looked at: no folder is known");
        }
        return known.size();
    }

    int checked() {
        return checked;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private void check(Path folder, Known archive) {
        Path file = folder.resolve(archive.file);
        if (!Files.exists(file)) {
            if (Files.exists(folder.resolve(archive.file + ArchiveFile.SUM))) {
                notes.add("archive " + archive.file + " is kept elsewhere and was not looked at");
            } else {
                findings.other(
                        Audit.Fault.MISSING,
                        "archive",
                        archive.id,
                        archive.id,
                        "archive " + archive.file + " is not in " + folder + ", nor is its checksum");
            }
            return;
        }
        checked++;
        String found;
        try {
            found = ArchiveFile.sha256(file);
        } catch (IOException e) {
            found = e.toString();
        }
        if (!found.equals(archive.sha256)) {
            findings.other(
                    Audit.Fault.ALTERED,
                    "archive",
                    archive.id,
                    archive.id,
                    "archive " + archive.file + " is not what was written: checksum " + found + " instead of "
                            + archive.sha256);
        }
    }
}
