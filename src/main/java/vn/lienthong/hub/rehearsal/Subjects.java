package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.KeptRecord;
import vn.lienthong.hub.rehearsal.Trial.Stage;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.rehearsal.Trial.Unfit;
import vn.lienthong.hub.vocabulary.Problem;

/** Records out of the journal and out of lines; what is none is counted. */
final class Subjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Subjects() {}

    static List<Subject> of(List<KeptRecord> records, Tally tally) {
        List<Subject> subjects = new ArrayList<>();
        for (KeptRecord kept : records) {
            Subject subject = of(kept);
            if (subject == null) {
                tally.unreadable(kept.dossierCode(), 0, gone());
            } else {
                subjects.add(subject);
            }
        }
        return subjects;
    }

    private static @Nullable Subject of(KeptRecord kept) {
        byte[] content = kept.content();
        if (content == null) {
            return null;
        }
        try {
            JsonNode tree = JSON.readTree(content);
            return tree instanceof ObjectNode record
                    ? new Subject(
                            kept.submissionId(),
                            kept.dossierCode(),
                            kept.revision(),
                            record,
                            content,
                            kept.acceptedAt())
                    : null;
        } catch (IOException e) {
            throw new IllegalStateException("The journal gave content that is no JSON", e);
        }
    }

    /** The record of a line; null when it is none, or another unit's. */
    static @Nullable Subject of(HistoryFile.Line line, String unit, Outside outside, Tally tally) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            tally.unreadable("", line.number(), tooLong());
            return null;
        }
        Outside.Line read = outside.read(bytes);
        if (read.unfit() != null) {
            tally.unreadable(read.dossierCode(), line.number(), read.unfit());
            return null;
        }
        if (!read.unit().equals(unit)) {
            tally.ofAnotherUnit();
            return null;
        }
        return Objects.requireNonNull(read.subject());
    }

    private static Unfit gone() {
        return new Unfit(
                Stage.READING,
                new Problem(
                        "body-gone",
                        "The body of a record cannot be read any more.",
                        "taken out by retention, or its key is gone",
                        "Rehearse from a later day, or from a file of the city's software."),
                null,
                List.of());
    }

    private static Unfit tooLong() {
        return new Unfit(
                Stage.READING,
                new Problem(
                        "line-too-long",
                        "A line is longer than any record.",
                        "more than 4 MB",
                        "Write one record in each line."),
                null,
                List.of());
    }
}
