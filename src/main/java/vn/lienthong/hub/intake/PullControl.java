package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.connector.PullSide.Named;
import vn.lienthong.hub.journal.PullBook;

/**
 * Asks a source for something that it gave before, when nothing else comes: what it still gives while it does not give another message tells that the trouble is
 * that message's own. What comes goes nowhere. Seldom asked; one round at a time.
 */
final class PullControl {
    /** So many are tried: a source need not keep all that it gave. */
    private static final int MOST = 3;

    private final PullSide side;
    private final PullBook book;
    private final Clock clock;
    private final Duration every;
    private @Nullable Instant asked;
    private @Nullable Boolean gives;

    /** @param every a source is not asked more often than this */
    PullControl(PullSide side, PullBook book, Clock clock, Duration every) {
        this.side = side;
        this.book = book;
        this.clock = clock;
        this.every = every;
    }

    /** A new round begins: what was heard in an earlier one proves nothing now. */
    void begin() {
        gives = null;
    }

    /**
     * Whether it gives a message that it gave before; false too when it was asked not long ago, or none is known.
     *
     * @param withFile a message with a file, and the file
     */
    boolean gives(boolean withFile, BooleanSupplier mayGoOn) {
        if (gives == null) {
            gives = isTime() && asks(withFile, mayGoOn);
        }
        return gives;
    }

    /** A clock that was put back asks once more rather than never. */
    private boolean isTime() {
        Instant now = clock.instant();
        Instant last = asked;
        return last == null || now.isBefore(last) || !now.isBefore(last.plus(every));
    }

    private boolean asks(boolean withFile, BooleanSupplier mayGoOn) {
        asked = clock.instant();
        List<PullBook.Pulled> known = book.latest(side.name(), MOST);
        return known.stream()
                .map(one -> side.numbered(
                        one.became().place(), one.became().message().id()))
                .filter(Objects::nonNull)
                .anyMatch(item -> mayGoOn.getAsBoolean() && comes(item, withFile, mayGoOn));
    }

    private boolean comes(Item item, boolean withFile, BooleanSupplier mayGoOn) {
        JsonNode said = side.detail(item, mayGoOn).said();
        if (said == null || said.isNull()) {
            return false;
        }
        List<Named> files = withFile ? side.files(said) : List.of();
        return !withFile
                || !files.isEmpty() && side.file(item, files.get(0), mayGoOn).said() != null;
    }
}
