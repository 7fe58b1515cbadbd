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
        int gone = 0;
        try {
            for (Path shelf : in(folder)) {
                if (name(shelf).compareTo(Ids.text(below).substring(0, SHELF)) <= 0) {
                    gone += tidy(shelf, below, over, goOn);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Room is lost, nothing else; the next pass tries again.
            LOG.warn("Notes of submissions that are over could not be taken away: {}", e.toString());
        }
        return gone;
    }

    /** As {@link ContentStore#forget(Instant)}. */
    int forget(Instant notedBefore) {
        int gone = 0;
        try {
            for (Path note : in(shelf(0))) {
                if (Files.getLastModifiedTime(note).toInstant().isBefore(notedBefore)) {
                    gone += Files.deleteIfExists(note) ? 1 : 0;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Notes that nobody needs any more could not be taken away: {}", e.toString());
        }
        return gone;
    }

    private static int tidy(Path shelf, long below, UnaryOperator<Set<Long>> over, BooleanSupplier goOn)
            throws IOException {
        Map<Long, Path> old = new LinkedHashMap<>();
        for (Path one : in(shelf)) {
            OptionalLong id = Ids.parse(name(one));
            if (id.isPresent() && id.getAsLong() < below) {
                old.put(id.getAsLong(), one);
            }
        }
        int gone = 0;
        List<Long> ids = List.copyOf(old.keySet());
        for (int from = 0; from < ids.size() && goOn.getAsBoolean(); from += STEP) {
            Set<Long> some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + STEP)));
            for (long id : over.apply(some)) {
                Path notes = old.get(id);
                if (notes != null) {
                    delete(notes);
                    gone++;
                }
            }
        }
        if (gone > 0) {
            deleteIfEmpty(shelf);
        }
        return gone;
    }

    private static void delete(Path notes) throws IOException {
        for (Path note : in(notes)) {
            Files.deleteIfExists(note);
        }
        deleteIfEmpty(notes);
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
