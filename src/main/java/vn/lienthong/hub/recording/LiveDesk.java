package vn.lienthong.hub.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.recording.LiveRecording.Turned;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/**
 * One destination: whether and why it is recorded now, and what came of it. Thread-safe, but for {@link #keep} and {@link #noteMissed}, which one thread
 * does.
 */
final class LiveDesk {
    /** So many are said before what waits to be written is looked at again. */
    private static final int AT_ONCE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LiveDesk.class);
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final String FROM = "live";
    private static final int MOST_OPEN = 10_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LivePlan plan;
    private final LiveFolder folder;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    /** Transfers of which an attempt was taken and that may go on; the latest of them. */
    private final Map<Long, Taken> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Taken> eldest) {
            return size() > MOST_OPEN;
        }
    };
    /** Those of them of which something is kept that does not say yet that it is not all. */
    private final Set<Long> unsaid = new LinkedHashSet<>();

    private long notBefore = System.nanoTime();

    private volatile @Nullable Turned turned;
    private volatile Counted counted = new Counted(0, 0);
    private volatile @Nullable Trouble trouble;

    private record Counted(int exchanges, long bytes) {}

    private record Trouble(String words, Instant at) {}

    /** Of one transfer: the folder in which it is, once it is kept, and whether an attempt was left out since. */
    private static final class Taken {
        private @Nullable String folder;
        private boolean missed;
    }

    LiveDesk(LivePlan plan, LiveLocks locks) {
        this.plan = plan;
        this.folder = new LiveFolder(plan, locks);
    }

    LivePlan plan() {
        return plan;
    }

    void turn(@Nullable Turned other) {
        turned = other;
    }

    private @Nullable Turned turned(Instant now) {
        Turned last = turned;
        return last != null && now.isBefore(last.until()) ? last : null;
    }

    /** Who records a dossier now and why, as the exchange says it; empty when nobody does. */
    Optional<Recorded> reason(String dossierCode, Instant now) {
        Turned person = turned(now);
        LiveShare share = person == null ? plan.share() : person.share();
        if (!share.covers(dossierCode)) {
            return Optional.empty();
        }
        String what = "live recording of " + plan.destination() + ", share " + share.text();
        String by = person == null ? "the hub, by its settings" : person.by();
        String why = person == null ? what : what + ": " + person.why();
        return Optional.of(new Recorded(now, by, why, FROM, null, null));
    }

    /** An attempt will be written. */
    void taken(Landing landing) {
        synchronized (open) {
            open.computeIfAbsent(landing.flight().transferId(), transfer -> new Taken());
        }
    }

    /** An attempt will not be written. */
    void missed(Landing landing) {
        synchronized (open) {
            Long transfer = landing.flight().transferId();
            Taken taken = open.get(transfer);
            if (taken != null) {
                taken.missed = true;
                if (taken.folder != null && unsaid.size() < MOST_OPEN) {
                    unsaid.add(transfer);
                }
            }
        }
    }

    /** Asked once: who asks says it. */
    private boolean hasMissed(Landing landing) {
        synchronized (open) {
            Long transfer = landing.flight().transferId();
            unsaid.remove(transfer);
            Taken taken = open.get(transfer);
            boolean missed = taken != null && taken.missed;
            if (taken != null) {
                taken.missed = false;
            }
            return missed;
        }
    }

    private void kept(Landing landing, String folder) {
        synchronized (open) {
            Long transfer = landing.flight().transferId();
            Taken taken = open.get(transfer);
            if (landing.becomes().isFinal()) {
                open.remove(transfer);
            } else if (taken != null) {
                taken.folder = folder;
                if (taken.missed) {
                    unsaid.add(transfer);
                }
            }
        }
    }

    /** All that was left out last is said, as long as there is time and the disk takes it; the log says of how many it was not. */
    void noteMissedAtEnd(long endBy) {
        int left;
        do {
            noteMissed();
            left = unsaid().size();
        } while (left > 0 && System.nanoTime() - endBy < 0 && System.nanoTime() - notBefore >= 0);
        if (left > 0) {
            LOG.warn(
                    "The live recording of {} ends: of {} exchanges in it a later attempt is missing, and they do not say so",
                    plan.destination(),
                    left);
        }
    }

    /** Of what was left out last nothing comes any more that could say so. What cannot be written is tried again after a while. */
    void noteMissed() {
        Map<Long, String> all = unsaid();
        if (all.isEmpty() || System.nanoTime() - notBefore < 0) {
            return;
        }
        all.entrySet().stream().limit(AT_ONCE).forEach(one -> {
            try {
                folder.noteMissed(one.getValue());
                said(one.getKey());
            } catch (BadRecording e) {
                // Somebody changed it, so that it cannot be read: nothing can be said in it.
                said(one.getKey());
            } catch (IOException | RuntimeException e) {
                notBefore = System.nanoTime() + PAUSE_NANOS;
            }
        });
        counted = new Counted(folder.count(), folder.bytes());
    }

    private void said(Long transfer) {
        synchronized (open) {
            unsaid.remove(transfer);
            Taken taken = open.get(transfer);
            if (taken != null) {
                taken.missed = false;
            }
        }
    }

    private Map<Long, String> unsaid() {
        Map<Long, String> names = new LinkedHashMap<>();
        synchronized (open) {
            unsaid.retainAll(open.keySet());
            unsaid.forEach(transfer -> {
                Taken taken = open.get(transfer);
                if (taken != null && taken.folder != null) {
                    names.put(transfer, taken.folder);
                }
            });
        }
        return names;
    }

    /** Counts what is there from before. What cannot be looked at is said when something is to be kept. */
    void look() {
        try {
            if (Files.isDirectory(plan.folder())) {
                if (plan.share().isOn()) {
                    folder.recount();
                } else {
                    folder.look();
                }
                counted = new Counted(folder.count(), folder.bytes());
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The folder {} cannot be counted: {}", plan.folder(), e.getClass());
        }
    }

    void keep(RecordedExchange masked, Landing landing, Clock clock) {
        Flight flight = landing.flight();
        try {
            String not = folder.keep(masked, flight.attempts() + flight.troubles() > 0, hasMissed(landing));
            counted = new Counted(folder.count(), folder.bytes());
            if (not.isEmpty()) {
                recorded.incrementAndGet();
                kept(landing, ExchangeFolder.name(masked));
            } else {
                dropped(landing, not, clock.instant());
            }
        } catch (IOException e) {
            dropped(
                    landing,
                    "its folder cannot be written: " + plan.folder() + " (" + e.getMessage() + ")",
                    clock.instant());
        }
    }

    /** Said in the log when it begins, and then not again as long as it goes on. */
    void dropped(Landing landing, String why, Instant now) {
        missed(landing);
        dropped.incrementAndGet();
        Trouble before = trouble;
        trouble = new Trouble(why, now);
        if (before == null || before.at().plus(FRESH).isBefore(now)) {
            LOG.warn("The live recording of {} drops exchanges, delivery goes on: {}", plan.destination(), why);
        }
    }

    LiveStanding standing(Instant now) {
        Turned person = turned(now);
        Trouble last = trouble;
        boolean fresh = last != null && last.at().plus(FRESH).isAfter(now);
        return new LiveStanding(
                plan.destination(),
                person == null ? plan.share() : person.share(),
                person,
                plan.folder(),
                recorded.get(),
                dropped.get(),
                counted.exchanges(),
                counted.bytes(),
                fresh && last != null ? last.words() : null,
                fresh && last != null ? last.at() : null);
    }
}
