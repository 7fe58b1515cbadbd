package vn.lienthong.hub.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The book of what was pulled from sources, whether they must be told that we have it or are asked by days. Writing returns after the commit is on disk. All methods throw
 * {@link JournalUnavailable} when the database is out of reach. Thread-safe.
 */
public interface PullBook {

    /** Instead of what a source was told, of one that is told nothing. */
    String UNTOLD = "untold";

    /** A hub that was away for longer asks no further back. */
    int LONGEST_DAYS = 400;

    /** What is known of these messages of a source; those that never came are left out. */
    List<Pulled> known(String source, Collection<Message> messages);

    /** Of each of these numbers of a source the message that came last; numbers that never came from their place are left out. */
    List<Pulled> newest(String source, Collection<Listed> numbers);

    /**
     * The days of which a source that is told nothing may still list what is not in the journal, the latest first: all from one to another day, those since the
     * latest that is known, if the hub was away for longer, and those that are not closed. None more than {@link #LONGEST_DAYS} ago is added.
     */
    List<LocalDate> openDays(String source, String place, LocalDate from, LocalDate today);

    /** All that the source may list of these days is in the journal. */
    void closeDays(String source, String place, Collection<LocalDate> days);

    /** The revisions that a source has of dossiers, and whether it was told that we have them. */
    List<Revision> revisions(String source, Collection<String> dossierCodes);

    /**
     * Writes down what messages became; whoever comes again is counted.
     *
     * @param word {@link #UNTOLD} of a source that is told nothing; null of one that is told afterwards
     */
    void write(String source, Instant at, Collection<Became> messages, @Nullable String word);

    /** Writes down how the source took it that we have messages, or cannot take them. */
    void acknowledged(String source, Instant at, Collection<Acknowledged> messages);

    /**
     * A message of a source.
     *
     * @param id its number there
     * @param fingerprint SHA-256 of what it says
     */
    record Message(String id, byte[] fingerprint) {}

    /**
     * A number in a list of a source: another list may have it for another message.
     *
     * @param place which list
     */
    record Listed(String place, String id) {}

    /**
     * What a message became.
     *
     * @param place which list of the source had it, last
     * @param submission what it was accepted as; null when it was not
     * @param refused under which id its bytes are kept; null when it was accepted
     */
    record Became(Message message, String place, @Nullable Long submission, @Nullable Long refused) {}

    /**
     * What a source said when it was told.
     *
     * @param word {@code done}, {@code failed}, or null while it has not taken it
     * @param answer name of the row that read its answer
     */
    record Acknowledged(Message message, @Nullable String word, String answer) {}

    /**
     * A message as it is known.
     *
     * @param node name of the node that pulled it last
     * @param times how often it came
     */
    record Pulled(
            Became became,
            String node,
            Instant firstAt,
            Instant lastAt,
            int times,
            @Nullable String acknowledged,
            @Nullable Instant acknowledgedAt,
            @Nullable String answer) {}

    /** A revision of a dossier, with the sum of its record. */
    record Revision(String dossierCode, int number, byte[] fingerprint, boolean acknowledged) {}
}
