package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The way of a record to one destination, as delivery goes it, up to the sending or to an address for tests. Thread-safe; records of one dossier are
 * given in order, by one thread at a time.
 */
public interface Trial extends AutoCloseable {

    /** Tries one record. Never throws for what stands in it, nor for what the address did. */
    Verdict of(Subject subject);

    /** How many records of different dossiers may be tried at the same time. */
    default int atOnce() {
        return 1;
    }

    /** Where it sends to, without path and credentials; empty where it sends nothing. */
    default String sendsTo() {
        return "";
    }

    @Override
    void close();

    /**
     * A record that is rehearsed.
     *
     * @param submission under which the journal keeps it; 0 for one of a file
     * @param record the record; the trial may change it
     * @param content the same as bytes, canonical JSON
     */
    record Subject(
            long submission, String dossierCode, int revision, ObjectNode record, byte[] content, Instant acceptedAt) {

        /** Without the record: it holds personal data. */
        @Override
        public String toString() {
            return "Subject[" + dossierCode + " revision " + revision + "]";
        }
    }

    /** At which step a record failed. */
    enum Stage {
        READING,
        FILES,
        MAPPING,
        CONTRACT,
        ANSWER,
        TROUBLE,
        ENQUIRY
    }

    /** What came of a record. */
    sealed interface Verdict {
        /** What was cut, replaced or left out, without personal data. */
        List<String> notes();
    }

    /**
     * It would go, or went to the address for tests.
     *
     * @param messages how many it makes
     * @param took how long the address took for them; zero where nothing was sent
     */
    record Fit(List<String> notes, int messages, Duration took) implements Verdict {}

    /**
     * It would not go.
     *
     * @param unmappedCode the code without counterpart, such as {@code procedure:TS_lop1}, when that is the reason
     */
    record Unfit(Stage stage, Problem problem, @Nullable String unmappedCode, List<String> notes) implements Verdict {}
}
