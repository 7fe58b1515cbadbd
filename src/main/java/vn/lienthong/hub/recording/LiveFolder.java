package vn.lienthong.hub.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * The folder into which one destination is recorded. Whoever reads it meanwhile finds whole exchanges only: each is written beside it and then moved there,
 * and a further attempt takes the place of what was there of its transfer. Used by one thread.
 */
final class LiveFolder {
    private static final String WRITING = ".writing";
    /** In front of what stood there, while what takes its place is put there. */
    private static final String BEFORE = ".before-";

    private static final String LATER =
            "a later attempt is missing: recording could not keep up, or was switched off meanwhile";

    private static final int MOST_LEGS = 50;

    private final LivePlan plan;
    private final LiveLocks locks;
    private @Nullable FileTime seen;
    private int count;
    private long bytes;

    LiveFolder(LivePlan plan, LiveLocks locks) {
        this.plan = plan;
        this.locks = locks;
    }

    /** Whether a live recording writes there, or did. */
    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(LiveLocks.FILE));
    }

    /** Where what stood there is, while what takes its place is put there. */
    static Path before(Path exchange) {
        return exchange.resolveSibling(WRITING).resolve(BEFORE + exchange.getFileName());
    }

    /** Those in whose place nothing stands at this moment, or since a kill in it. */
    static List<Path> away(Path folder) {
        try (Stream<Path> left = Files.list(folder.resolve(WRITING))) {
            return left.filter(LiveFolder::isBefore)
                    .map(one -> folder.resolve(beforeWhat(one)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String beforeWhat(Path left) {
        return String.valueOf(left.getFileName()).substring(BEFORE.length());
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Looks anew at what is there: a person may have taken some away, and a crash left some half-way. */
    void recount() throws IOException {
        locks.take(plan.folder());
        finish();
        look();
        seen = changed();
    }

    /** Counts, and leaves all as it is. */
    void look() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(plan.folder())) {
            all = found.filter(LiveFolder::isExchange).toList();
        }
        count = all.size();
        bytes = 0;
        for (Path one : all) {
            bytes += size(one);
        }
    }

    private FileTime changed() throws IOException {
        return Files.getLastModifiedTime(plan.folder());
    }

    /**
     * Why nothing more of it is kept; empty when it was kept.
     *
     * @param continued whether attempts were made before
     * @param missed whether one of them was left out since the first that is here
     */
    String keep(RecordedExchange masked, boolean continued, boolean missed) throws IOException {
        locks.take(plan.folder());
        // A full one is looked at anew only when somebody took something away.
        if (seen == null || isFull() && !changed().equals(seen)) {
            recount();
        }
        Path target = plan.folder().resolve(ExchangeFolder.name(masked));
        boolean there = isExchange(target);
        if (bytes >= plan.mostBytes() || !there && count >= plan.most()) {
            return "full: " + count + " exchanges of " + bytes + " bytes are kept in " + plan.folder()
                    + "; move them away, or set record-most and record-most-size higher";
        }
        RecordedExchange whole =
                there ? joined(ExchangeFolder.read(target), masked, missed) : begun(masked, continued, missed);
        put(bounded(whole), target, there);
        return "";
    }

    /** By two moves: a reader finds the old one or the new one, and a crash in between loses neither. */
    private void put(RecordedExchange whole, Path target, boolean there) throws IOException {
        Path work = plan.folder().resolve(WRITING);
        ExchangeFolder.remove(work);
        Path written = ExchangeFolder.write(work, whole);
        // If anything fails from here on, it is counted anew.
        seen = null;
        Path before = before(target);
        if (there) {
            bytes -= size(target);
            count--;
            Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        ExchangeFolder.remove(before);
        bytes += size(target);
        count++;
        seen = changed();
    }

    /** What is tried for days has nothing new to tell but how it ended. */
    private static RecordedExchange bounded(RecordedExchange whole) {
        if (whole.legs().size() <= MOST_LEGS) {
            return whole;
        }
        RecordedExchange first = new RecordedExchange(
                whole.about(), whole.record(), whole.legs().subList(0, MOST_LEGS), whole.ignore(), whole.notes());
        return noted(first, "what was said after the first " + MOST_LEGS + " messages is left out");
    }

    private boolean isFull() {
        return count >= plan.most() || bytes >= plan.mostBytes();
    }

    private static RecordedExchange begun(RecordedExchange masked, boolean continued, boolean missed) {
        if (continued) {
            return noted(masked, "attempts before are missing: recording was switched on later, or could not keep up");
        }
        return missed ? noted(masked, LATER) : masked;
    }

    /** Says in what is here of a transfer that it is not all; nothing where a person has moved it away. */
    void noteMissed(String name) throws IOException {
        locks.take(plan.folder());
        if (seen == null) {
            recount();
        }
        Path target = plan.folder().resolve(name);
        if (isExchange(target)) {
            put(noted(ExchangeFolder.read(target), LATER), target, true);
        }
    }

    private static RecordedExchange noted(RecordedExchange exchange, String note) {
        TreeSet<String> notes = new TreeSet<>(exchange.notes());
        notes.add(note);
        return new RecordedExchange(
                exchange.about(), exchange.record(), exchange.legs(), exchange.ignore(), new ArrayList<>(notes));
    }

    /** How it stands now, with what was said before; what a person wrote down there stays. */
    private static RecordedExchange joined(RecordedExchange before, RecordedExchange now, boolean missed) {
        List<Leg> legs = new ArrayList<>(before.legs());
        legs.addAll(now.legs());
        TreeSet<String> notes = new TreeSet<>(before.notes());
        notes.addAll(now.notes());
        // What was missing at the end is missing in between now.
        if (notes.remove(LATER) || missed) {
            notes.add("an attempt among these is missing: recording could not keep up, or was switched off meanwhile");
        }
        return new RecordedExchange(
                now.about().recorded(before.about().recorded()),
                now.record(),
                legs,
                before.ignore(),
                new ArrayList<>(notes));
    }

    /** What a crash left between two moves is put where it belongs. */
    private void finish() throws IOException {
        Path work = plan.folder().resolve(WRITING);
        if (!Files.isDirectory(work)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> found = Files.list(work)) {
            left = found.toList();
        }
        // The new one first; the old one only where there is no new one.
        for (Path one :
                left.stream().sorted(Comparator.comparing(LiveFolder::isBefore)).toList()) {
            Path target = plan.folder().resolve(isBefore(one) ? beforeWhat(one) : String.valueOf(one.getFileName()));
            if (!isExchange(target) && isWhole(one)) {
                ExchangeFolder.remove(target);
                Files.move(one, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        ExchangeFolder.remove(work);
    }

    private static boolean isBefore(Path left) {
        return String.valueOf(left.getFileName()).startsWith(BEFORE);
    }

    private static boolean isExchange(Path folder) {
        return Files.isRegularFile(folder.resolve(ExchangeYaml.FILE));
    }

    private static boolean isWhole(Path folder) {
        try {
            return !ExchangeFolder.isHalf(folder)
                    && isExchange(folder)
                    && !ExchangeFolder.read(folder).legs().isEmpty();
        } catch (BadRecording e) {
            return false;
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
