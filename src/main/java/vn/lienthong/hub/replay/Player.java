package vn.lienthong.hub.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pushes records to a hub as the city does: over several connections, each dossier's records in order on one of them,
 * patient with 503 and 429, repeating what got no answer. One player plays once.
 */
public final class Player {
    private static final int QUEUE = 1_000;
    private static final Duration PROGRESS = Duration.ofMillis(250);
    private static final PlayLine END = new PlayLine("", null, new byte[0]);

    private final Settings settings;
    private final Clock clock;
    private final PlayTally tally = new PlayTally();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Instant firstAt;
    private long firstMillis;

    /**
     * How to play.
     *
     * @param hub address without a path and without a slash at the end
     * @param connections beside each other, from 1
     * @param batch records per request: 1 pushes each by itself to {@code /v1/dossiers}, more go to
     *     {@code /v1/dossiers/batch}
     * @param speed 0 as fast as the hub takes them; 1 at the times of the day; 60 a day in 24 minutes
     * @param patience how long a record may stay without an answer before it counts as unsent
     * @param authorization value of the Authorization header; see {@link #basic} and {@link #bearer}
     */
    public record Settings(
            URI hub, int connections, int batch, double speed, Duration patience, Optional<String> authorization) {

        /** @throws IllegalArgumentException with what is wrong and what to write */
        public Settings {
            if (hub.getScheme() == null || !hub.getScheme().matches("https?") || hub.getHost() == null) {
                throw new IllegalArgumentException("The address of the hub must be an http or https address. Found: "
                        + hub + ". Example: http://127.0.0.1:8080.");
            }
            if (connections < 1 || connections > 256 || batch < 1 || batch > 10_000) {
                throw new IllegalArgumentException(
                        "A player needs 1 to 256 connections and batches of 1 to 10000. Found: " + connections
                                + " connections, batches of " + batch + ".");
            }
            if (!(speed >= 0)) {
                throw new IllegalArgumentException("The speed must be 0 (as fast as possible) or more. Found: " + speed
                        + ". Example: 60 plays an hour in a minute.");
            }
            hub = URI.create(hub.toString().replaceAll("/+$", ""));
        }

        /** 8 connections, one record per request, as fast as the hub takes them, 2 minutes of patience, no credential. */
        public static Settings to(URI hub) {
            return new Settings(hub, 8, 1, 0, Duration.ofMinutes(2), Optional.empty());
        }

        public Settings withConnections(int number) {
            return new Settings(hub, number, batch, speed, patience, authorization);
        }

        public Settings withBatch(int records) {
            return new Settings(hub, connections, records, speed, patience, authorization);
        }

        public Settings withSpeed(double factor) {
            return new Settings(hub, connections, batch, factor, patience, authorization);
        }

        public Settings withPatience(Duration time) {
            return new Settings(hub, connections, batch, speed, time, authorization);
        }

        public Settings withAuthorization(String header) {
            return new Settings(hub, connections, batch, speed, patience, Optional.of(header));
        }

        /** The header of HTTP Basic. */
        public static String basic(String user, String password) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        /** The header of a bearer token. */
        public static String bearer(String token) {
            return "Bearer " + token;
        }
    }

    /** @param clock by which the times of the day are played when a speed is set */
    public Player(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Plays an NDJSON file, or all {@code .ndjson}, {@code .jsonl} and {@code .json} files of a folder in the order of
     * their names.
     *
     * @param progress is told a few times a second, and at the end
     * @throws IOException when there is nothing to play, or it cannot be read
     */
    public PlaySummary play(Path fileOrFolder, Consumer<PlaySummary> progress)
            throws IOException, InterruptedException {
        try (PlayFiles files = PlayFiles.of(fileOrFolder)) {
            return playLines(files, progress);
        }
    }

    /** Plays lines of JSON. */
    public PlaySummary playLines(Iterator<byte[]> lines, Consumer<PlaySummary> progress) throws InterruptedException {
        boolean timed = settings.speed() > 0;
        return run(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return lines.hasNext();
                    }

                    @Override
                    public PlayLine next() {
                        return PlayLine.of(lines.next(), timed);
                    }
                },
                progress);
    }

    /** Plays a sample day, or a part of one. */
    public PlaySummary play(Iterable<SampleRecord> records, Consumer<PlaySummary> progress)
            throws InterruptedException {
        Iterator<SampleRecord> source = records.iterator();
        return run(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return source.hasNext();
                    }

                    @Override
                    public PlayLine next() {
                        SampleRecord record = source.next();
                        return new PlayLine(record.dossierCode(), record.at(), record.json());
                    }
                },
                progress);
    }

    /** Ends the play as soon as the pushes under way are answered; may be called from any thread. */
    public void stop() {
        stopping.countDown();
    }

    private PlaySummary run(Iterator<PlayLine> lines, Consumer<PlaySummary> progress) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        List<BlockingQueue<PlayLine>> queues = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < settings.connections(); i++) {
            BlockingQueue<PlayLine> queue = new ArrayBlockingQueue<>(QUEUE);
            PlayConnection connection = new PlayConnection(client, settings, tally, stopping);
            Thread thread = new Thread(() -> work(queue, connection), "player-" + i);
            thread.setDaemon(true);
            thread.start();
            queues.add(queue);
            threads.add(thread);
        }
        try {
            feed(lines, queues, progress);
            for (BlockingQueue<PlayLine> queue : queues) {
                put(queue, END, progress);
            }
            for (Thread thread : threads) {
                for (thread.join(PROGRESS.toMillis()); thread.isAlive(); thread.join(PROGRESS.toMillis())) {
                    progress.accept(tally.summary());
                }
            }
        } finally {
            // Only after an interruption is there anything left to stop.
            threads.forEach(Thread::interrupt);
        }
        PlaySummary summary = tally.summary();
        progress.accept(summary);
        return summary;
    }

    private void feed(Iterator<PlayLine> lines, List<BlockingQueue<PlayLine>> queues, Consumer<PlaySummary> progress)
            throws InterruptedException {
        long next = System.nanoTime() + PROGRESS.toNanos();
        while (!over() && lines.hasNext()) {
            PlayLine line = lines.next();
            awaitTurn(line, progress);
            tally.taken.increment();
            put(queues.get(Math.floorMod(line.dossierCode().hashCode(), queues.size())), line, progress);
            if (System.nanoTime() > next) {
                progress.accept(tally.summary());
                next = System.nanoTime() + PROGRESS.toNanos();
            }
        }
    }

    private void put(BlockingQueue<PlayLine> queue, PlayLine line, Consumer<PlaySummary> progress)
            throws InterruptedException {
        while (!queue.offer(line, PROGRESS.toMillis(), TimeUnit.MILLISECONDS)) {
            progress.accept(tally.summary());
        }
    }

    private void awaitTurn(PlayLine line, Consumer<PlaySummary> progress) throws InterruptedException {
        Instant at = line.at();
        if (settings.speed() == 0 || at == null) {
            return;
        }
        if (firstAt == null) {
            firstAt = at;
            firstMillis = clock.millis();
        }
        long due = firstMillis + (long) (Duration.between(firstAt, at).toMillis() / settings.speed());
        for (long left = due - clock.millis(); left > 0 && !over(); left = due - clock.millis()) {
            if (stopping.await(Math.min(left, PROGRESS.toMillis()), TimeUnit.MILLISECONDS)) {
                return;
            }
            progress.accept(tally.summary());
        }
    }

    private void work(BlockingQueue<PlayLine> queue, PlayConnection connection) {
        try {
            boolean ended = false;
            List<PlayLine> some = new ArrayList<>();
            while (!ended) {
                some.add(queue.take());
                queue.drainTo(some, settings.batch() - 1);
                ended = some.remove(END);
                if (over()) {
                    tally.unsent.add(some.size());
                } else {
                    connection.push(List.copyOf(some));
                }
                some.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean over() {
        return tally.stopped() || stopping.getCount() == 0;
    }
}
