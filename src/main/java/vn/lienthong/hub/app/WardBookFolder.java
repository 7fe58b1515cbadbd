package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.wardbook.WardBooks;

/**
 * Watches the folder of ward books: a book that has not changed for a while is taken, its sound rows are journaled, then it is put away.
 * On the node that leads, for the folder may be shared.
 */
final class WardBookFolder implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WardBookFolder.class);
    private static final long STOP_SECONDS = 20;
    private static final Set<String> OWN = Set.of(BookShelf.ACCEPTED, BookShelf.RETURNED);

    private final Path folder;
    private final WardBookSettings settings;
    private final WardBookDesk desk;
    private final Predicate<String> isUnit;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Set<Path> told = new HashSet<>();
    private final WardBookMetrics metrics;
    private volatile WardBookStanding standing = WardBookStanding.NOTHING;
    private volatile boolean stopping;
    private @Nullable ScheduledExecutorService timer;

    /** How a file looked, and since when it has looked so. */
    private record Seen(long size, Instant changed, Instant since, Mark mark) {
        boolean failed() {
            return mark != Mark.NONE;
        }

        boolean isLike(BasicFileAttributes now) {
            return size == now.size() && changed.equals(now.lastModifiedTime().toInstant());
        }
    }

    /** Whether a book could not be taken: tried again with every look, or left until it changes. */
    private enum Mark {
        NONE,
        TRIED,
        LEFT
    }

    /** A file that may be a book, and whose. */
    private record Dropped(Path file, @Nullable String unit, BasicFileAttributes attributes) {}

    /** What a look saw that keeps books from being taken: folders that cannot be listed, and folders with books that no unit names. */
    private record Kept(List<Exception> unlisted, List<String> unnamed) {}

    WardBookFolder(WardBookSettings settings, WardBookDesk desk, Rule rule, WardBookMetrics metrics) {
        this.folder = Objects.requireNonNull(settings.place(), "without a folder there is nothing to watch");
        this.settings = settings;
        this.desk = desk;
        this.isUnit = rule.isUnit();
        this.leads = rule.leads();
        this.clock = rule.clock();
        this.metrics = metrics;
        metrics.watch(this::standing, clock);
    }

    /** Whose folders are looked into, whether by this node, and by which clock. */
    record Rule(Predicate<String> isUnit, BooleanSupplier leads, Clock clock) {}

    /** As of the last look. */
    WardBookStanding standing() {
        return standing;
    }

    @Override
    public synchronized void start() {
        stopping = false;
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ward-books");
            thread.setDaemon(true);
            return thread;
        });
        long pause = settings.every().toMillis();
        fresh.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        timer = fresh;
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** After delivery is up; stopped before it. */
    @Override
    public int getPhase() {
        return 1;
    }

    /** One look at the folder. */
    void look() {
        try {
            if (!leads.getAsBoolean()) {
                standing = WardBookStanding.NOTHING;
                return;
            }
            Kept kept = new Kept(new ArrayList<>(), new ArrayList<>());
            List<Dropped> dropped = dropped(kept);
            standing = stands(kept);
            for (Dropped one : dropped) {
                if (!stopping && isSettled(one)) {
                    take(one);
                }
            }
            standing = stands(kept);
        } catch (JournalUnavailable e) {
            LOG.debug("ward books wait for the journal", e);
        } catch (IOException | DirectoryIteratorException e) {
            unreadable(e);
        } catch (RuntimeException e) {
            LOG.error("Looking for ward books met something unexpected and goes on.", e);
        }
    }

    private void unreadable(Exception e) {
        WardBookStanding before = standing;
        standing = new WardBookStanding(
                true,
                before.unread(),
                before.oldest(),
                before.stuck(),
                before.returned(),
                trouble(e),
                before.unnamed());
    }

    /** Said when it begins, or becomes another trouble, and not with every look. */
    private String trouble(Exception e) {
        String trouble = e.toString();
        if (!trouble.equals(standing.trouble())) {
            LOG.warn(
                    "The folder of ward books cannot be read. Found: {}. Check hub.ward-books.folder and its rights.",
                    trouble);
        }
        return trouble;
    }

    /** What is only counted keeps no book from being taken: where it cannot be, the last number stays. */
    private WardBookStanding stands(Kept kept) {
        Instant oldest = seen.values().stream()
                .map(Seen::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
        long stuck = seen.values().stream().filter(Seen::failed).count();
        String trouble =
                kept.unlisted().isEmpty() ? null : trouble(kept.unlisted().get(0));
        try {
            return new WardBookStanding(true, seen.size(), oldest, stuck, returned(), trouble, kept.unnamed());
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            return new WardBookStanding(
                    true, seen.size(), oldest, stuck, standing.returned(), trouble(e), kept.unnamed());
        }
    }

    /** What lies in {@code returned/} of the folder and of its units. */
    private long returned() throws IOException {
        long files = countIn(folder.resolve(BookShelf.RETURNED));
        try (DirectoryStream<Path> units = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path unit : units) {
                files += countIn(unit.resolve(BookShelf.RETURNED));
            }
        }
        return files;
    }

    private static long countIn(Path shelf) throws IOException {
        if (!Files.isDirectory(shelf)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(shelf)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /**
     * Oldest first: a corrected book comes after the one that it corrects. The folder of a unit that cannot be listed keeps no other from it.
     * What lies in a folder that no unit names is seen, and not taken.
     */
    private List<Dropped> dropped(Kept kept) throws IOException {
        List<Dropped> found = new ArrayList<>();
        List<Dropped> nobodys = new ArrayList<>();
        List<Path> units = new ArrayList<>();
        files(folder, null, found, units);
        for (Path place : units) {
            String unit = String.valueOf(place.getFileName());
            boolean known = isUnit.test(unit);
            int before = nobodys.size();
            try {
                files(place, unit, known ? found : nobodys, new ArrayList<>());
            } catch (IOException | DirectoryIteratorException e) {
                if (known) {
                    kept.unlisted().add(e);
                }
            }
            if (nobodys.size() > before) {
                kept.unnamed().add(unit);
            }
            if (!known && told.add(place)) {
                LOG.warn(
                        "A folder of ward books is named by no unit, and no book in it is taken. Found: {}. Name it by the unit's code, as in"
                                + " mappings/tables/units.csv.",
                        place);
            }
        }
        nobodys.forEach(this::isSettled);
        seen.keySet()
                .retainAll(Stream.concat(found.stream(), nobodys.stream())
                        .map(Dropped::file)
                        .collect(Collectors.toSet()));
        found.sort(Comparator.comparing((Dropped one) -> one.attributes().lastModifiedTime())
                .thenComparing(Dropped::file));
        return found;
    }

    private static void files(Path place, @Nullable String unit, List<Dropped> found, List<Path> folders)
            throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place)) {
            for (Path one : all) {
                String name = String.valueOf(one.getFileName());
                BasicFileAttributes attributes = attributes(one);
                if (attributes != null && attributes.isDirectory() && !OWN.contains(name) && !isOfTheSystem(name)) {
                    folders.add(one);
                } else if (attributes != null && attributes.isRegularFile() && !isUnderWay(name)) {
                    found.add(new Dropped(one, unit, attributes));
                }
            }
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Folders of file servers and of systems, in which no clerk lays a book. */
    private static boolean isOfTheSystem(String name) {
        return name.matches("[.@#$].*|lost\\+found|System Volume Information");
    }

    /** Names that office programs, browsers and copying programs give to what is not whole yet. */
    private static boolean isUnderWay(String name) {
        return name.startsWith(".")
                || name.startsWith("~")
                || name.matches("(?i).*\\.(tmp|part|partial|crdownload|filepart|lock)");
    }

    private boolean isSettled(Dropped one) {
        Instant now = clock.instant();
        Seen before = seen.get(one.file());
        if (before == null || !before.isLike(one.attributes())) {
            Instant changed = one.attributes().lastModifiedTime().toInstant();
            before = new Seen(one.attributes().size(), changed, now, Mark.NONE);
            seen.put(one.file(), before);
        }
        return before.mark() != Mark.LEFT
                && Duration.between(before.since(), now).compareTo(settings.settle()) >= 0;
    }

    /** A book that cannot be taken by a fault of the hub or of the folder keeps no other from being taken. */
    private void take(Dropped one) {
        try {
            byte[] bytes = bytes(one);
            if (bytes != null) {
                WardBookDesk.Result result = desk.take(bytes, one.unit());
                BookShelf.put(one.file(), bytes, result);
                seen.remove(one.file());
                metrics.taken(BookShelf.fate(result));
                LOG.info(
                        "A ward book of {} was taken: {} rows accepted, {} held before, {} given back{}.",
                        one.unit() == null ? "no unit of its own" : one.unit(),
                        result.accepted(),
                        result.repeated(),
                        result.report().returned().size(),
                        result.report().readable() ? "" : ", and it cannot be read");
            }
        } catch (JournalUnavailable e) {
            throw e;
        } catch (ApiFailure busy) {
            LOG.debug("a ward book waits for another", busy);
        } catch (IOException e) {
            LOG.warn(
                    "A ward book cannot be read or put away, and is tried again. Found: {} in {}. Check rights and room.",
                    e.toString(),
                    one.file().getParent());
            mark(one, Mark.TRIED);
        } catch (RuntimeException e) {
            LOG.error(
                    "A ward book stays where it is until it changes or the hub starts anew: {} in {}",
                    e.toString(),
                    one.file().getParent());
            LOG.debug("The ward book that stays", e);
            mark(one, Mark.LEFT);
        }
    }

    private void mark(Dropped one, Mark mark) {
        seen.computeIfPresent(one.file(), (file, was) -> new Seen(was.size(), was.changed(), was.since(), mark));
    }

    /** Nothing when it is not the file that was looked at. */
    private static byte @Nullable [] bytes(Dropped one) throws IOException {
        try (InputStream in = Files.newInputStream(one.file())) {
            byte[] bytes = in.readNBytes(WardBooks.mostBytes() + 1);
            BasicFileAttributes after = attributes(one.file());
            boolean same = after != null
                    && after.size() == one.attributes().size()
                    && after.lastModifiedTime().equals(one.attributes().lastModifiedTime());
            return same ? bytes : null;
        }
    }
}
