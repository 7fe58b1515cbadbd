package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.app.ReplayPush.Answer;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.replay.Procession;
import vn.lienthong.hub.replay.RecordedProvince;
import vn.lienthong.hub.replay.ReplayScript;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Plays recorded exchanges through a hub: their records go in through intake, their answers are given by a recorded province, and what a person did then, a
 * release, is done again. Goes on with the clock where the hub only waits. Thread-safe.
 */
final class HubReplay implements Procession.Turn, AutoCloseable {
    private static final By REPLAY = new By("replay", "as it was recorded");
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Set<TransferState> STOPPABLE =
            EnumSet.of(TransferState.WAITING, TransferState.READY, TransferState.UNCLEAR, TransferState.PARKED);
    private static final Set<TransferState> PLAYED_TO_THE_END =
            EnumSet.of(TransferState.DELIVERED, TransferState.PARKED);

    private final HubServer server;
    private final Journal journal;
    private final RecordedProvince province;
    private final DemoClock clock;
    private final ReplayPush push;
    private final ExecutorService landings = landings();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final Map<ReplayScript, Ended> ended = new ConcurrentHashMap<>();

    /** One that is being played. */
    private static final class Open {
        private final ReplayScript script;
        private final Runnable end;
        private int releases;

        Open(ReplayScript script, Runnable end) {
            this.script = script;
            this.end = end;
        }
    }

    /**
     * How one ended.
     *
     * @param why its record could not be asked; null when it was
     * @param failed whether it should have been
     */
    record Ended(@Nullable TransferState state, @Nullable String row, @Nullable String why, boolean failed) {}

    HubReplay(HubServer server, RecordedProvince province, DemoClock clock) {
        this.server = server;
        this.journal = server.part(Journal.class);
        this.province = province;
        this.clock = clock;
        this.push = new ReplayPush(URI.create("http://127.0.0.1:" + server.port()));
        Delivery delivery = server.part(HubLifecycle.class).delivery();
        if (delivery == null) {
            throw new IllegalStateException("A hub that has started delivers");
        }
        // On the journal's thread: judged on another, for judging may act.
        delivery.onLanded(landing -> landings.execute(() -> landed(landing)));
    }

    /** One thread; what lands after the replay was stopped is nobody's any more. */
    static ExecutorService landings() {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HubReplay::thread, new DiscardPolicy());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "replay-landings");
        thread.setDaemon(true);
        return thread;
    }

    /** How it ended; null for what did not end. */
    @Nullable
    Ended ended(ReplayScript script) {
        return ended.get(script);
    }

    @Override
    public void begin(ReplayScript script, Runnable end) throws InterruptedException {
        Instant at = script.at();
        if (at != null) {
            clock.jump(at);
        }
        open.put(script.key(), new Open(script, end));
        province.begin(script);
        try {
            Ended refused = push(script);
            if (refused != null) {
                finish(script.key(), refused);
            }
        } catch (RuntimeException e) {
            open.remove(script.key());
            province.end(script);
            throw e;
        }
    }

    /** How it ended when nothing comes of it; null when something will. */
    private @Nullable Ended push(ReplayScript script) throws InterruptedException {
        byte[] record = script.exchange().record();
        if (record == null) {
            return failed("the recording has no record");
        }
        String source = ReplaySettings.source(script.destination());
        try {
            Answer answer = push.push(source, record).get();
            for (int i = 0; i < 100 && (answer.status() == 503 || answer.status() == 429); i++) {
                TimeUnit.MILLISECONDS.sleep(200);
                answer = push.push(source, record).get();
            }
            return taken(answer.status(), answer.body());
        } catch (ExecutionException e) {
            return failed("the hub did not answer: " + e.getMessage());
        }
    }

    private static Ended failed(String why) {
        return new Ended(null, null, why, true);
    }

    private static @Nullable Ended taken(int status, JsonNode answer) {
        if (status == 200) {
            return new Ended(
                    null,
                    null,
                    "the same revision was played already: a person had it sent again, which is not played",
                    false);
        }
        if (status != 202) {
            JsonNode first = answer.path("violations").path(0);
            return failed("the hub refused the record: HTTP " + status + " "
                    + answer.path("type").asText().replaceAll(".*:", "") + " "
                    + first.path("where").asText(answer.path("found").asText()));
        }
        return answer.path("transfers").isEmpty() ? failed("the hub owes the record to nobody") : null;
    }

    private void landed(Landing landing) {
        String key = ReplayScript.key(
                landing.flight().destination(),
                landing.flight().dossierCode(),
                landing.flight().revision());
        Open one = open.get(key);
        if (one == null) {
            return;
        }
        TransferState state = landing.becomes();
        ReplayScript script = one.script;
        boolean parked = state == TransferState.PARKED;
        if (parked
                && !script.over()
                && script.came() > 0
                && one.releases++ < script.legs().size()) {
            // It went on then, so somebody let it go.
            journal.release(TransferFilter.only(landing.flight().transferId()), REPLAY, false);
            return;
        }
        boolean goesOn = !parked && !state.isFinal() && !mustEnd(script);
        if (!goesOn) {
            if (!state.isFinal()) {
                journal.cancel(
                        TransferFilter.only(landing.flight().transferId()).in(STOPPABLE), REPLAY, false);
            }
            finish(key, new Ended(state, landing.row(), null, false));
        }
    }

    /** Whether what waits is not played on: nothing more was recorded. */
    private static boolean mustEnd(ReplayScript script) {
        return script.unexpectedInAll() > 0 || script.over() && !wasPlayedToTheEnd(script);
    }

    /** Whether it had come to rest by itself when it was recorded. */
    static boolean wasPlayedToTheEnd(ReplayScript script) {
        return PLAYED_TO_THE_END.stream()
                .anyMatch(state -> state.name().equals(script.exchange().about().state()));
    }

    private void finish(String key, Ended how) {
        Open one = open.remove(key);
        if (one != null) {
            province.end(one.script);
            ended.put(one.script, how);
            one.end.run();
        }
    }

    /** The hub waits for a time to come: it comes at once. */
    @Override
    public boolean idle(Duration silence) {
        Instant now = clock.instant();
        Stream<Instant> due = journal.transfers(TransferFilter.ANY.in(STOPPABLE), null, 1_000).stream()
                .map(TransferView::due)
                .flatMap(Stream::ofNullable);
        Delivery delivery = server.part(HubLifecycle.class).delivery();
        Stream<Instant> closed = delivery == null
                ? Stream.empty()
                : delivery.destinations().stream().map(DestinationState::until).flatMap(Stream::ofNullable);
        Optional<Instant> next =
                Stream.concat(due, closed).filter(at -> at.isAfter(now)).min(Instant::compareTo);
        clock.jump(next.orElse(now.plus(STEP)));
        return silence.compareTo(LONGEST_SILENCE) < 0;
    }

    @Override
    public void close() {
        push.close();
        landings.shutdownNow();
    }
}
