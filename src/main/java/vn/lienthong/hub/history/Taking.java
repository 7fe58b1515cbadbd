package vn.lienthong.hub.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vn.lienthong.hub.history.Story.Chapter;

/**
 * The second part of a load: open dossiers, then closed ones, are handed in. Of one dossier a record goes when the one before it is in the journal, so that none is turned away
 * while a later one is taken; of different dossiers hundreds go at once and share their commits. What was noted is not handed in again.
 */
final class Taking {
    private static final int ROWS = 1000;
    private static final long BYTES = 8 << 20;

    private final Load load;
    private final Book book;
    private final Door door;
    private final boolean steps;
    private final long closedFrom;

    /**
     * Takes into a door.
     *
     * @param steps whether rows are steps
     * @param closedFrom closed dossiers of before this moment stay out, in milliseconds
     */
    Taking(Load load, Book book, Door door, boolean steps, long closedFrom) {
        this.load = load;
        this.book = book;
        this.door = door;
        this.steps = steps;
        this.closedFrom = closedFrom;
    }

    /** Some dossiers, and what is noted once they are in. */
    private static final class Lot {
        final List<Story> stories = new ArrayList<>();
        final Tally counts = new Tally();
        long dossiers;
        int rows;
        long bytes;
    }

    /** Takes the dossiers of a stage; true when it came to the end of them. */
    boolean run(Book.Stage stage, Runs runs, RefusedRows refused) throws IOException {
        try (Merge merge = runs.merge()) {
            for (long passed = 0; passed < book.dossiers && Dossier.next(merge) != null; passed++) {
                // These are in.
            }
            while (load.will().goes()) {
                Lot lot = lot(stage, merge);
                if (lot.dossiers == 0) {
                    return true;
                }
                if (!hand(lot, refused)) {
                    return false;
                }
                note(lot, refused.saved());
                giveUp();
            }
            return false;
        }
    }

    private Lot lot(Book.Stage stage, Merge merge) {
        Lot lot = new Lot();
        int most = load.throttle().lot(ROWS);
        // What is only passed is noted too, now and then.
        while (lot.rows < most && lot.bytes < BYTES && lot.dossiers < 20 * ROWS) {
            Dossier dossier = Dossier.next(merge);
            if (dossier == null) {
                break;
            }
            lot.dossiers++;
            if (isMeant(dossier, stage, lot.counts)) {
                lot.stories.add(new Story(dossier, steps));
                lot.rows += dossier.size();
                lot.bytes += dossier.rows().stream().mapToLong(Sorted::weight).sum();
            }
        }
        return lot;
    }

    /** Each dossier is met in both stages, and counted in one. */
    private boolean isMeant(Dossier dossier, Book.Stage stage, Tally counts) {
        boolean open = !dossier.ended();
        if (open != (stage == Book.Stage.OPEN)) {
            return false;
        }
        boolean named = !dossier.code().isEmpty();
        if (open) {
            counts.openDossiers += named ? 1 : 0;
            return true;
        }
        if (dossier.at() != 0 && dossier.at() < closedFrom) {
            counts.closedEarlier += dossier.size();
            return false;
        }
        counts.closedDossiers += named ? 1 : 0;
        return true;
    }

    /** First the first record of each, then the second of those that have one, and so on. */
    private boolean hand(Lot lot, RefusedRows refused) throws IOException {
        List<Story> stories = lot.stories;
        while (!stories.isEmpty()) {
            List<Story> more = new ArrayList<>();
            for (int from = 0; from < stories.size(); ) {
                int to = Math.min(stories.size(), from + load.throttle().slice());
                List<Chapter> slice = new ArrayList<>();
                for (Story story : stories.subList(from, to)) {
                    slice.add(story.next());
                    if (story.hasNext()) {
                        more.add(story);
                    }
                }
                if (!handAtOnce(slice, lot.counts, refused)) {
                    return false;
                }
                from = to;
            }
            stories = more;
        }
        return true;
    }

    private boolean handAtOnce(List<Chapter> slice, Tally counts, RefusedRows refused) throws IOException {
        load.throttle().before(slice.size());
        List<CompletableFuture<Door.Fate>> given =
                slice.stream().map(door::take).toList();
        for (int i = 0; i < slice.size(); i++) {
            Door.Fate fate = given.get(i).join();
            while (fate.kind() == Door.Fate.Kind.UNABLE) {
                if (!load.will().goes()) {
                    return false;
                }
                load.throttle().unable();
                fate = door.take(slice.get(i)).join();
            }
            counts.count(fate);
            if (fate.kind() == Door.Fate.Kind.REFUSED) {
                refused.add(slice.get(i).row(), fate);
            }
        }
        return true;
    }

    private void note(Lot lot, long refusedBytes) throws IOException {
        load.change(() -> {
            book.dossiers += lot.dossiers;
            book.rows.add(lot.counts);
            book.refusedBytes = refusedBytes;
        });
    }

    private void giveUp() throws Unreadable {
        int limit = book.order.giveUpAfter();
        if (limit > 0 && book.rows.refused > limit) {
            throw new Unreadable(
                    "gave-up",
                    "More rows were refused than the load may bear.",
                    book.rows.refused + " refused, most often " + mostOften() + "; --give-up-after " + limit,
                    "See the file of refused rows; correct the export or the columns, cancel this load and begin another.");
        }
    }

    private String mostOften() {
        return book.rows.causes.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(most -> most.getKey() + " (" + most.getValue() + ")")
                .orElse("nothing");
    }
}
