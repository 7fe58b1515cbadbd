package vn.lienthong.hub.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once per user from the jar that carries them. */
final class PostgresBinaries {
    static final String VERSION = "17.5";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /**
     * The folder with {@code bin/postgres}. Tries the places in order: one that cannot be written to, or is not ours, is
     * passed over, so what another user unpacked is never in the way and never trusted.
     */
    static Path in(List<Path> places) {
        IOException last = null;
        for (Path place : places) {
            try {
                return unpacked(place);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new JournalUnavailable(
                "The PostgreSQL programs cannot be unpacked. Found: " + last + " (tried " + places
                        + "). Make one of these folders writable, or set hub.journal.url to a PostgreSQL of your own.",
                last);
    }

    private static Path unpacked(Path place) throws IOException {
        Files.createDirectories(place);
        if (!Files.isWritable(place)) {
            throw new FileSystemException(place.toString(), null, "not writable");
        }
        Path home = place.resolve("postgres-" + VERSION);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        Path half = Files.createTempDirectory(place, "unpacking");
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (packed == null) {
                throw new FileSystemException(
                        ARCHIVE, null, "no PostgreSQL programs for this system: " + System.getProperty("os.name"));
            }
            unpackInto(half, packed);
        }
        try {
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            delete(half);
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
        return home;
    }

    /** Unpacks an archive of programs into a folder that everybody may read. */
    static void unpackInto(Path folder, InputStream packed) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            unpack(tar, entry, folder);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new FileSystemException(entry.getName(), null, "leads out of the folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(parent(target));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (!developersOnly(entry.getName())) {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static boolean developersOnly(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".a");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
