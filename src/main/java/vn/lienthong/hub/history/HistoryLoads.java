package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * The loads of history of this node, one at work at a time, the others in the order in which they were wanted. How far each is, is noted in files: after a stop or a kill it
 * goes on where it was. Thread-safe.
 */
public final class HistoryLoads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryLoads.class);
    private static final long STOP_SECONDS = 8;

    private final Load.Desk desk;
    private final NavigableMap<String, Load> loads = new TreeMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread one = new Thread(task, "history");
        one.setDaemon(true);
        return one;
    });

    /**
     * Where rows go.
     *
     * @param intake the door for history
     * @param reader the same checks, for a dry run
     * @param live how many live records wait for their commit now
     */
    public record Ways(Intake intake, RecordReader reader, LongSupplier live) {}

    /** Loads on these ways; nothing happens before {@link #start}. */
    public HistoryLoads(HistorySettings settings, Ways ways, Supplier<Reference> reference, Clock clock) {
        this(new Load.Desk(
                settings,
                order -> order.dryRun()
                        ? Door.checks(ways.reader())
                        : Door.into(ways.intake(), new Source(order.source())),
                reference,
                ways.live(),
                clock));
    }

    HistoryLoads(Load.Desk desk) {
        this.desk = desk;
    }

    /** What came of a wish. */
    public sealed interface Answer {
        /** It is so; the load as it stands. */
        record Load(ObjectNode json) implements Answer {}

        /**
         * It cannot be.
         *
         * @param status the HTTP status that says the same: 404, 409 or 422
         */
        record No(int status, Problem problem) implements Answer {}
    }

    /** Takes up what was at work or waiting when the hub ended. */
    public synchronized void start() {
        try {
            PrivateFiles.folder(desk.settings().exports());
            PrivateFiles.folder(desk.settings().loads());
            try (Stream<Path> folders = Files.list(desk.settings().loads())) {
                for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                    Book book = Book.open(folder);
                    if (book != null) {
                        Load load = new Load(book, desk);
                        loads.put(book.id(), load);
                        if (load.isOver()) {
                            load.clear();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loads.values().stream().filter(HistoryLoads::hasToDo).forEach(load -> {
            LOG.info(
                    "History load {} is taken up: {}",
                    load.book().id(),
                    load.will().wanted());
            thread.execute(load::run);
        });
    }

    /** Also one that rested has, when it is to be cancelled: what was sorted goes. */
    private static boolean hasToDo(Load load) {
        return load.word() == Book.Word.RUNNING
                || load.word() == Book.Word.QUEUED
                || !load.isOver() && load.will().wanted() == Will.Wanted.CANCEL;
    }

    /** All loads that are known, the latest first. */
    public synchronized List<ObjectNode> list() {
        return loads.descendingMap().values().stream().map(Load::json).toList();
    }

    /** One load. */
    public synchronized Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(loads.get(id)).map(Load::json);
    }

    /** Begins one; of what can be known before, nothing is wrong then. */
    public synchronized Answer order(LoadOrder order) {
        for (Load load : loads.values()) {
            if (!load.isOver()
                    && load.book().order.name().equals(order.name())
                    && load.book().order.dryRun() == order.dryRun()) {
                return no(
                        409,
                        "load-exists",
                        "A load of the same is not over.",
                        "load " + load.book().id() + ", " + word(load),
                        "Resume that one, or cancel it first.");
            }
        }
        try (RowSource probe = new Exports(desk.settings()).open(order, RowSource.Mark.BEGIN)) {
            LOG.debug("{} can be read", probe.mark());
        } catch (Unreadable e) {
            return new Answer.No(422, e.problem());
        } catch (IOException e) {
            return no(
                    422,
                    "unreadable-export",
                    "The export cannot be read.",
                    e.toString(),
                    "Check the file and its rights.");
        }
        try {
            int last = loads.isEmpty() ? 0 : Integer.parseInt(loads.lastKey());
            String id = String.format(Locale.ROOT, "%06d", last + 1);
            Load load = new Load(
                    Book.begin(
                            desk.settings().loads().resolve(id),
                            order,
                            desk.clock().millis()),
                    desk);
            loads.put(id, load);
            thread.execute(load::run);
            return new Answer.Load(load.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person may do with a load. */
    public enum Act {
        PAUSE,
        RESUME,
        CANCEL
    }

    /** A person and a reason; and whether it is only said. */
    public record Deciding(String who, String why, boolean dryRun) {}

    /** Does it, unless it is a dry run; a pause and a cancel take effect within a few hundred rows. */
    public synchronized Answer act(String id, Act act, Deciding by) {
        Load load = loads.get(id);
        if (load == null) {
            return no(
                    404,
                    "unknown-load",
                    "There is no load of this number.",
                    id,
                    loads.isEmpty() ? "There is none at all." : "See history status.");
        }
        Book.Word word = load.word();
        boolean works = word == Book.Word.RUNNING || word == Book.Word.QUEUED;
        boolean rests = word == Book.Word.PAUSED || word == Book.Word.STOPPED;
        boolean can = act == Act.PAUSE ? works : act == Act.RESUME ? rests : works || rests;
        if (!can) {
            return no(
                    409,
                    "not-now",
                    "This cannot be done with the load as it stands.",
                    act.name().toLowerCase(Locale.ROOT) + " of a load that is " + word(load),
                    "See history status " + id + ".");
        }
        if (!by.dryRun()) {
            does(
                    load,
                    act,
                    new Book.Deed(
                            act.name().toLowerCase(Locale.ROOT), desk.clock().millis(), by.who(), by.why()));
        }
        return new Answer.Load(load.json());
    }

    private void does(Load load, Act act, Book.Deed deed) {
        Book book = load.book();
        boolean rests = load.word() == Book.Word.PAUSED || load.word() == Book.Word.STOPPED;
        Will.Wanted wanted =
                act == Act.RESUME ? Will.Wanted.GO : act == Act.PAUSE ? Will.Wanted.PAUSE : Will.Wanted.CANCEL;
        try {
            load.change(() -> {
                book.deeds.add(deed);
                book.wanted = wanted;
                if (act == Act.RESUME) {
                    book.word = Book.Word.QUEUED;
                    book.problem = null;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load.will().want(wanted);
        if (rests) {
            // Also a cancel has something to do: what was sorted goes.
            thread.execute(load::run);
        }
    }

    private static Answer no(int status, String code, String what, @Nullable String found, String cure) {
        return new Answer.No(status, new Problem(code, what, String.valueOf(found), cure));
    }

    private static String word(Load load) {
        return load.word().name().toLowerCase(Locale.ROOT);
    }

    /** Lets the rows that are under way come to their end, and begins no others. */
    @Override
    public void close() {
        synchronized (this) {
            loads.values().forEach(load -> load.will().want(Will.Wanted.STOP));
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
