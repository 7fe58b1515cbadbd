package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.app.HubSettings.JournalPlace;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.ContentStore;
import vn.lienthong.hub.journal.Database;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.switchover.Succession;

/**
 * What takes long and needs no Spring, begun on threads of its own before Spring is: the database with its journal, and the three
 * folders with their check. Whoever needs one of them waits for it here.
 */
final class EarlyStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

    private static final int SHOWN = 10;
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

    private final HubSettings settings;
    private final Clock clock;
    private @Nullable HubFiles files;
    private final CompletableFuture<Database> database;
    private final CompletableFuture<Journal> journal;
    private final CompletableFuture<Hub> hub;
    private final CompletableFuture<Journal> governed;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EarlyStart(HubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> new Thread(task, "early-start"));
        database = CompletableFuture.supplyAsync(timed("database", () -> database(settings)), threads);
        journal = database.thenApplyAsync(
                ready -> timed("journal", () -> {
                            ContentStore.folder(settings.attachmentFolder()).tidy(abandoned(settings, clock));
                            Journal opened = Journal.open(ready, clock, settings.journalSettings());
                            return opened;
                        })
                        .get(),
                threads);
        hub = CompletableFuture.supplyAsync(timed("folders", () -> hub(settings)), threads);
        // Nothing is taken in before: who follows whom stands in the folders.
        governed = journal.thenCombine(hub, (opened, read) -> {
            opened.switchovers()
                    .govern(settings.switchover()
                            .rules()
                            .with(Succession.lives(read.reference().units())));
            return opened;
        });
        // The threads end when the work is done; nothing more is given to them.
        CompletableFuture.allOf(governed, hub).whenComplete((done, failure) -> threads.shutdown());
    }

    /**
     * Begins.
     *
     * @throws CommandFailure if the home is none; then nothing has been made
     */
    static EarlyStart of(HubSettings settings, Clock clock) {
        FolderOptions.home(settings.homeFolder());
        return new EarlyStart(settings, clock);
    }

    /** By which the hub was started. */
    HubSettings settings() {
        return settings;
    }

    /** By which the whole hub goes. */
    Clock clock() {
        return clock;
    }

    /** What the hub does with files. */
    synchronized HubFiles files() {
        HubFiles made = files == null ? HubFiles.of(settings, clock) : files;
        files = made;
        return made;
    }

    /** The journal; waits until it is open and knows which units follow which. */
    Journal journal() {
        return await(governed);
    }

    /** The three folders, checked; waits until they are read. */
    Hub hub() {
        return await(hub);
    }

    /**
     * Before when an attachment must have been touched last to be nobody's any more: with an embedded database the folder is locked, so nobody
     * else's can be on its way; other nodes' may be.
     */
    private static Instant abandoned(HubSettings settings, Clock clock) {
        return settings.journal().embedded() ? Instant.MAX : clock.instant().minus(LONGEST_UPLOAD);
    }

    /** Closes the journal, then the database; waits for a start under way. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            journal.handle((opened, failure) -> opened)
                    .thenAccept(opened -> {
                        if (opened != null) {
                            opened.close();
                        }
                    })
                    .join();
        } finally {
            closeDatabase();
        }
    }

    private void closeDatabase() {
        database.handle((opened, failure) -> opened)
                .thenAccept(opened -> {
                    if (opened != null) {
                        opened.close();
                    }
                })
                .join();
    }

    private static Database database(HubSettings settings) {
        JournalPlace place = settings.journal();
        if (place.embedded()) {
            return EmbeddedDatabase.start(settings.dataFolder().resolve("journal"));
        }
        dataFolder(settings.dataFolder());
        return Database.external(
                String.valueOf(place.url()),
                place.username() == null ? "" : place.username(),
                place.password() == null ? "" : place.password());
    }

    /** Nobody else makes it where the database is elsewhere, and health looks at its disk. */
    private static void dataFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandFailure.outOfReach(
                    "The hub's data folder cannot be made.",
                    String.valueOf(e),
                    "Make it writable, or set hub.data to another folder.");
        }
    }

    /** Everything wrong with the folders is said at once, and then nothing starts. */
    private static Hub hub(HubSettings settings) {
        Hub hub = Hub.at(settings.homeFolder(), settings.referenceSettings());
        List<Violation> violations = hub.check();
        if (violations.isEmpty()) {
            DestinationKeys.check(settings.destinations(), hub.connectors());
            LookupKeys.check(settings.lookups(), hub.connectors());
            DestinationKeys.checkPulls(
                    settings.pulls(), hub.connectors(), settings.sources().keySet());
            FictitiousCodes.warning(settings, hub.reference()).ifPresent(warning -> meant(warning, settings));
            return hub;
        }
        String first = violations.stream().limit(SHOWN).map(Violation::message).collect(Collectors.joining("\n"));
        int more = violations.size() - SHOWN;
        throw CommandFailure.wrong(
                "The hub's folders are not sound.",
                "violations in " + settings.homeFolder() + ": " + violations.size() + "\n" + first
                        + (more > 0 ? "\nand " + more + " more." : ""),
                "Correct these; 'check' tells all of them without starting.");
    }

    private static void meant(Violation warning, HubSettings settings) {
        if (settings.reference().fictitiousAgencyCodes() == HubSettings.Fictitious.REFUSED) {
            throw CommandFailure.wrong(warning.what(), warning.found() + " (" + warning.where() + ")", warning.cure());
        }
        LOG.warn("{}", warning.message());
    }

    private static <T> Supplier<T> timed(String what, Supplier<T> start) {
        return () -> {
            long began = System.nanoTime();
            T started = start.get();
            LOG.debug("{} ready in {} ms", what, (System.nanoTime() - began) / 1_000_000);
            return started;
        };
    }

    /** Waits for what was begun on another thread; what was thrown there is thrown here. */
    static <T> T await(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
