package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Landing;

/** What follows from how an attempt ended: for the transfer, and for what is known of its destination. Thread-safe. */
final class Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

    private final String destination;
    private final Judge judge;
    private final Clock clock;
    private final Refusals refusals = new Refusals();
    private final Loners loners = new Loners();

    Aftermath(String destination, Judge judge, Clock clock) {
        this.destination = destination;
        this.judge = judge;
        this.clock = clock;
    }

    Landing of(Attempt attempt) {
        if (refusals.note(attempt, clock.instant())) {
            LOG.warn(
                    "{} refuses us until a person acts. {}",
                    destination,
                    refused().orElse(""));
        }
        return judge.judge(attempt, alone(attempt), clock.instant());
    }

    /** The same end in words that the journal can hold in any case. */
    Landing unwritable(Landing landing) {
        return judge.unwritable(landing);
    }

    /** What the destination refuses us until a person acts, in words. */
    Optional<String> refused() {
        return refusals.words(clock.instant());
    }

    /** How often in a row it met trouble by itself. Where we are refused, others being taken says nothing about the record. */
    private int alone(Attempt attempt) {
        long id = attempt.flight().transferId();
        if (attempt.outcome().isTrouble()) {
            return attempt.needsPerson() || attempt.isFetching() || attempt.awaitsLookup() ? 0 : loners.met(id);
        }
        if (!attempt.exchanges().isEmpty()) {
            loners.over(id);
        }
        return 0;
    }
}
