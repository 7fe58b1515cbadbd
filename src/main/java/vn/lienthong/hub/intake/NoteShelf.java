package vn.lienthong.hub.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.vocabulary.Ids;

/**
 * Notes in a folder of their own: one folder for each submission, so that all of them go with it; and those of some hours on one shelf. Ids are ordered by
 * time, so their beginnings are.
 */
final class NoteShelf {
    private static final Logger LOG = LoggerFactory.getLogger(NoteShelf.class);
    /** So many first characters of an id change every two hours. */
    private static final int SHELF = 4;

    private static final int STEP = 500;

    private final Path folder;

    NoteShelf(Path folder) {
        this.folder = folder;
    }

    Optional<String> read(long submission, String name) {
        try {
            return Optional.of(Files.readString(place(submission, name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path place(long submission, String name) {
        byte[] sum = CanonicalJson.fingerprint(name.getBytes(StandardCharsets.UTF_8));
        return shelf(submission).resolve(HexFormat.of().formatHex(sum));
    }

    private Path shelf(long submission) {
        String id = Ids.text(submission);
        return folder.resolve(id.substring(0, SHELF)).resolve(id);
    }

    /** As {@link ContentStore#forget}. */
    int forget(long below, UnaryOperator<Set<Long>> over, BooleanSupplier goOn) {
        Tally tally = new Tally("Notes of submissions that are over could not all be taken away");
        List<Path> shelves = List.of();
        try {
            shelves = in(folder);
        } catch (IOException | DirectoryIteratorException e) {
            tally.failed(e);
        }
        for (Path shelf : shelves) {
            if (name(shelf).compareTo(Ids.text(below).substring(0, SHELF)) <= 0) {
                try {
                    tidy(shelf, below, over, goOn, tally);
                } catch (IOException | DirectoryIteratorException e) {
                    tally.failed(e);
                }
            }
        }
        return tally.end();
    }

    /** As {@link ContentStore#forget(Instant, BooleanSupplier)}. Notes may be many: they are not listed before they are looked at. */
    int forget(Instant notedBefore, BooleanSupplier goOn) {
        Tally tally = new Tally("Notes that nobody needs any more could not all be taken away");
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(shelf(0))) {
            Iterator<Path> each = notes.iterator();
            while (goOn.getAsBoolean() && each.hasNext()) {
                forget(each.next(), notedBefore, tally);
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever noted.
        } catch (IOException | DirectoryIteratorException e) {
            tally.failed(e);
        }
        return tally.end();
    }

    private static void forget(Path note, Instant notedBefore, Tally tally) {
        try {
            if (Files.getLastModifiedTime(note).toInstant().isBefore(notedBefore) && Files.deleteIfExists(note)) {
                tally.gone++;
            }
        } catch (NoSuchFileException e) {
            // Its message is told meanwhile.
        } catch (IOException e) {
            tally.failed(e);
        }
    }

    /** What went, and whether something did not: room is lost then, nothing else; the others go all the same, and the next pass tries again. */
    private static final class Tally {
        private final String trouble;
        private int gone;
        private int failed;
        private String first = "";

        Tally(String trouble) {
            this.trouble = trouble;
        }

        void failed(Exception e) {
            failed++;
            first = failed == 1 ? e.toString() : first;
        }

        int end() {
            if (failed > 0) {
                LOG.warn(
                        "{}. Found: {} failures; the first: {}. Look at the rights and the disk of hub.data.",
                        trouble,
                        failed,
                        first);
            }
            return gone;
        }
    }

    private static void tidy(Path shelf, long below, UnaryOperator<Set<Long>> over, BooleanSupplier goOn, Tally tally)
            throws IOException {
        Map<Long, Path> old = new LinkedHashMap<>();
        for (Path one : in(shelf)) {
            OptionalLong id = Ids.parse(name(one));
            if (id.isPresent() && id.getAsLong() < below) {
                old.put(id.getAsLong(), one);
            }
        }
        int before = tally.gone;
        List<Long> ids = List.copyOf(old.keySet());
        for (int from = 0; from < ids.size() && goOn.getAsBoolean(); from += STEP) {
            Set<Long> some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + STEP)));
            for (long id : over.apply(some)) {
                Path notes = old.get(id);
                if (notes != null) {
                    delete(notes, tally);
                }
            }
        }
        if (tally.gone > before) {
            deleteIfEmpty(shelf);
        }
    }

    private static void delete(Path notes, Tally tally) {
        try {
            for (Path note : in(notes)) {
                Files.deleteIfExists(note);
            }
            deleteIfEmpty(notes);
            tally.gone++;
        } catch (IOException | DirectoryIteratorException e) {
            tally.failed(e);
        }
    }

    private static void deleteIfEmpty(Path place) throws IOException {
        try {
            Files.deleteIfExists(place);
        } catch (DirectoryNotEmptyException e) {
            // Others are kept there, or something was noted just now: the next pass takes it.
        }
    }

    /** In the order of their names. */
    private static List<Path> in(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            found.forEach(all::add);
        } catch (NoSuchFileException e) {
            // Nothing was ever noted, or another node was quicker.
            return List.of();
        }
        all.sort(null);
        return all;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
