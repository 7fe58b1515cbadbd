package vn.lienthong.hub.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where the programs of a PostgreSQL are: a jar that the build fetched, or Debian's folder. Which of Debian's there are is the machine's
 * affair; {@code -Dparts.debian=required} makes one a must, as {@code .ci/run} does.
 *
 * @param name for the reader of a test report
 * @param path the jar, or the folder with {@code bin/postgres}
 */
public record PostgresPlace(String name, Path path) {
    private static final Path FETCHED = Path.of("target/parts/postgres");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** Every one there is: those that were fetched, 15 to 18, then Debian's. */
    public static List<PostgresPlace> all() {
        List<PostgresPlace> places = new ArrayList<>(fetched());
        places.addAll(debian());
        return places;
    }

    /** The folder with the programs that the hub brings, unpacked into the first of the places that can be written to. */
    public static Path ownPrograms(List<Path> places) {
        return PostgresBinaries.in(places);
    }

    /** Debian's in the place of the fetched one of the same version. */
    public static Stream<PostgresPlace> oneOfEachVersion() {
        return all().stream()
                .collect(Collectors.toMap(PostgresPlace::version, place -> place, (fetched, own) -> own, TreeMap::new))
                .values()
                .stream();
    }

    private String version() {
        return name.replaceAll(".* ", "");
    }

    /** Debian's if it is there, else the oldest that was fetched. */
    public static PostgresPlace usual() {
        List<PostgresPlace> debian = debian();
        return debian.isEmpty() ? fetched().get(0) : debian.get(0);
    }

    private static List<PostgresPlace> fetched() {
        List<PostgresPlace> places = new ArrayList<>();
        for (String version : List.of("15", "16", "17", "18")) {
            Path jar = FETCHED.resolve(version + ".jar");
            if (!Files.exists(jar)) {
                throw new IllegalStateException("The servers for the tests are not there. Found: no " + jar
                        + ". Run once: mvn -DskipTests verify.");
            }
            places.add(new PostgresPlace("fetched " + version, jar));
        }
        return places;
    }

    private static List<PostgresPlace> debian() {
        List<PostgresPlace> places = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")))
                        .sorted(Comparator.comparing(Path::toString))
                        .forEach(folder -> places.add(new PostgresPlace("Debian's " + folder.getFileName(), folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (places.isEmpty()) {
            if ("required".equals(System.getProperty("parts.debian"))) {
                throw new IllegalStateException(
                        "Debian's own PostgreSQL must be tried and is not there. Found: nothing in " + DEBIAN
                                + ". Run: apt-get install postgresql.");
            }
            System.out.println(
                    "Debian's own PostgreSQL is not installed on this machine: only the fetched ones are tried.");
        }
        return places;
    }

    /** The folder with {@code bin/postgres}; what is packed is unpacked into a folder. */
    Path programs(Path into) throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        try (ZipFile jar = new ZipFile(path.toFile())) {
            ZipEntry packed = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no programs in " + path));
            Files.createDirectories(into);
            try (InputStream bytes = jar.getInputStream(packed)) {
                PostgresBinaries.unpackInto(into, bytes);
            }
        }
        return into;
    }

    @Override
    public String toString() {
        return "PostgreSQL, " + name;
    }
}
