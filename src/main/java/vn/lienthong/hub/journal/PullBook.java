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

    /** The messages of a source that became records and came last, each with its number; at most {@code limit}. */
    List<Pulled> latest(String source, int limit);

    /**
     * The days of which a source that is told nothing may still list what is not in the journal, the latest first: all from one to another day, those since the
     * latest that is known, if the hub was away for longer, and those that are not closed. None more than {@link #LONGEST_DAYS} ago is added.
     */
    List<LocalDate> openDays(String source, String place, LocalDate from, LocalDate today);

    /** All that the source may list of these days is in the journal. */
    void closeDays(String source, String place, Collection<LocalDate> days);

    /**
     * The days of all sources that are asked for in each round, by source, place and day; at most {@code limit}.
     *
     * @param today days after it are those of a clock that was wrong
     */
    List<OpenDay> allOpenDays(LocalDate today, int limit);

    /**
     * A person gives a day up, whatever the source may still list of it. The latest day of a place stays: from there a hub that was away asks on.
     *
     * @return what is not asked for any more; empty when no place has that day open, or it is the latest
     */
    List<OpenDay> closeDay(Closing day, Journal.By by);

    /** Days that people gave up, the latest act first; at most {@code limit}. */
    List<Closed> closedDays(int limit);

    /**
     * A day that is asked for.
     *
     * @param place which list; empty where the source has one only
     * @param latest whether it is the latest of its place
     */
    record OpenDay(String source, String place, LocalDate day, boolean latest) {}

    /**
     * A day to be given up.
     *
     * @param place which list; null: all that have it open
     * @param today as in {@link #allOpenDays}
     */
    record Closing(String source, @Nullable String place, LocalDate day, LocalDate today) {}

    /** A day that a person gave up. */
    record Closed(String source, String place, LocalDate day, Instant at, Journal.By by) {}

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
