package vn.lienthong.hub.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.vocabulary.WholeFile;

/**
 * A recorded exchange as files: {@code exchange.yaml}, {@code record.json}, and each leg's bytes as {@code 01-request.http} and
 * {@code 01-answer.http}. A recording is a folder of such folders.
 */
public final class ExchangeFolder {
    static final String RECORD = "record.json";
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9.-]+");
    private static final Pattern MESSAGE = Pattern.compile("\\d{2,}-(?:request|answer)\\.http");
    private static final int LONGEST_NAME = 100;
    /** Between two attempts of a transfer are seconds, and a few reads. */
    private static final int MOST_AGAIN = 5;
    /** In front of the name while it is written. */
    private static final String HALF = ".half-";

    private ExchangeFolder() {}

    /** The name of its folder: what and whither it was, and its transfer, so that two never share one. */
    public static String name(RecordedExchange exchange) {
        RecordedExchange.About about = exchange.about();
        String name = Stream.of(about.destination(), about.dossierCode(), "r" + about.revision(), about.transfer())
                .map(part -> NOT_PLAIN.matcher(part).replaceAll("-"))
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "_" + b)
                .orElse("exchange");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Its files by name, in the order in which they are read best. */
    public static Map<String, byte[]> files(RecordedExchange exchange) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ExchangeYaml.FILE, ExchangeYaml.write(exchange).getBytes(StandardCharsets.UTF_8));
        byte[] content = exchange.record();
        if (content != null) {
            files.put(RECORD, content);
        }
        for (int i = 0; i < exchange.legs().size(); i++) {
            Leg leg = exchange.legs().get(i);
            files.put(ExchangeYaml.request(i + 1), leg.request());
            byte[] answer = leg.answer();
            if (answer != null) {
                files.put(ExchangeYaml.answer(i + 1), answer);
            }
        }
        return files;
    }

    /**
     * Writes it into a new folder within a recording; nobody finds half of it there, whatever kills the writer.
     *
     * @throws BadRecording when there is one already, or the disk does not take it
     */
    public static Path write(Path recording, RecordedExchange exchange) {
        Path folder = recording.resolve(name(exchange));
        Path half = recording.resolve(HALF + folder.getFileName());
        try {
            Files.createDirectories(recording);
            if (Files.exists(folder)) {
                throw thereAlready(folder);
            }
            remove(half);
            Files.createDirectory(half);
            for (Map.Entry<String, byte[]> file : files(exchange).entrySet()) {
                Files.write(half.resolve(file.getKey()), file.getValue());
            }
            return Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw notWritten(folder, e);
        }
    }

    /** What is said where nothing is written over what is there. */
    public static BadRecording thereAlready(Path folder) {
        return new BadRecording(
                "This exchange is recorded there already.",
                folder.toString(),
                "Name another folder, or take that one away.");
    }

    static BadRecording notWritten(Path place, IOException e) {
        return new BadRecording(
                "The recording cannot be written.",
                place + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                WholeFile.cure(e, "a folder", "Name a folder that this user may write to."));
    }

    /** Takes a folder away with all that is in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is being written, or was when its writer was killed. */
    static boolean isHalf(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(HALF);
    }

    /**
     * The exchanges of a recording, by name; the folder itself where it is one.
     *
     * @throws BadRecording when there is none, or a command has not yet put all of them there
     */
    public static List<Path> in(Path recording) {
        if (Files.isRegularFile(recording.resolve(ExchangeYaml.FILE))) {
            return List.of(recording);
        }
        mustBeWhole(recording);
        SortedSet<Path> found = new TreeSet<>(seen(recording));
        if (LiveFolder.isOne(recording)) {
            // One that grows is away for a moment; nobody is twice in a row.
            found.addAll(LiveFolder.away(recording));
            found.addAll(seen(recording));
        }
        mustBeWhole(recording);
        if (found.isEmpty()) {
            throw nothing("no folder with an " + ExchangeYaml.FILE + " in " + recording);
        }
        return List.copyOf(found);
    }

    private static void mustBeWhole(Path recording) {
        if (NewRecording.isPartIn(recording)) {
            throw new BadRecording(
                    "Not all of the recording is in its place.",
                    "the rest of it in " + recording.resolve(NewRecording.FOLDER)
                            + ": a command is putting it there just now, or was killed while it did",
                    "Try again in a moment. If it stays so, move the folders in there to " + recording
                            + " and take it away, or record or import into it once more.");
        }
    }

    private static List<Path> seen(Path recording) {
        try (Stream<Path> all = Files.list(recording)) {
            // Hidden is what was not written to its end.
            return all.filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .filter(Files::isDirectory)
                    .filter(ExchangeFolder::isExchange)
                    .toList();
        } catch (IOException e) {
            throw nothing(recording
                    + (Files.isRegularFile(recording)
                            ? ", which is a file"
                            : Files.exists(recording) ? ", which cannot be read" : ", which is not there"));
        }
    }

    /** What has messages is one, or was; it is not passed over in silence. */
    private static boolean isExchange(Path folder) {
        if (Files.isRegularFile(folder.resolve(ExchangeYaml.FILE))) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(
                    file -> MESSAGE.matcher(String.valueOf(file.getFileName())).matches())) {
                return false;
            }
        } catch (NoSuchFileException e) {
            // A live recording puts another in its place at this moment.
            return false;
        } catch (IOException e) {
            throw nothing(folder + ", which cannot be read");
        }
        if (Files.isRegularFile(folder.resolve(ExchangeYaml.FILE))) {
            // Put there meanwhile.
            return true;
        }
        throw new BadRecording(
                "A folder holds messages and does not say whose they are.",
                "no " + ExchangeYaml.FILE + " in " + folder,
                "Take it away, or record it again.");
    }

    private static BadRecording nothing(String found) {
        return new BadRecording(
                "There is no recorded exchange.",
                found,
                "Name the folder that 'record --to' made, or one of the folders in it.");
    }

    /** One of which only {@code exchange.yaml} is read. */
    public static final class Head {
        private final Path folder;
        private final RecordedExchange about;
        private final List<ExchangeYaml.Named> legs;
        private final boolean hasRecord;

        private Head(Path folder, JsonNode node) {
            this.folder = folder;
            this.about = ExchangeYaml.about(node);
            this.legs = ExchangeYaml.legs(node);
            this.hasRecord = node.path("record").asBoolean();
        }

        public Path folder() {
            return folder;
        }

        public RecordedExchange.About about() {
            return about.about();
        }

        public List<RecordedExchange.Ignored> ignore() {
            return about.ignore();
        }

        /**
         * Reads the rest.
         *
         * @throws BadRecording when something is missing, does not fit, or does not belong there
         */
        public RecordedExchange read() {
            try {
                return now();
            } catch (BadRecording e) {
                // A live recording may have put another in its place since.
                return settled(folder, e, at -> alone(at).now());
            }
        }

        private RecordedExchange now() {
            List<Leg> read = legs.stream().map(this::leg).toList();
            byte[] content = hasRecord ? bytes(folder, RECORD) : null;
            RecordedExchange exchange =
                    new RecordedExchange(about.about(), content, read, about.ignore(), about.notes());
            noMore(folder, exchange);
            return exchange;
        }

        private Leg leg(ExchangeYaml.Named named) {
            Leg leg = named.leg();
            return new Leg(
                    leg.operation(),
                    message(folder, ExchangeYaml.request(named.number())),
                    named.answered() ? message(folder, ExchangeYaml.answer(named.number())) : null,
                    leg.failure(),
                    leg.tookMillis(),
                    leg.headMade(),
                    leg.mayRepeat());
        }
    }

    /**
     * Reads what one says of itself.
     *
     * @throws BadRecording when it is missing or does not fit
     */
    public static Head head(Path folder) {
        try {
            return alone(folder);
        } catch (BadRecording e) {
            return settled(folder, e, at -> new Head(folder, yaml(at)));
        }
    }

    private static Head alone(Path folder) {
        return new Head(folder, yaml(folder));
    }

    private static JsonNode yaml(Path folder) {
        String shown = folder.resolve(ExchangeYaml.FILE).toString();
        return ExchangeYaml.parse(shown, text(folder, ExchangeYaml.FILE));
    }

    /** Reads once more what a live recording puts another in the place of: the one before is beside it for a moment, then the next one is there. */
    private static <T> T settled(Path folder, BadRecording failure, Function<Path, T> again) {
        if (!LiveFolder.isOne(folder.resolveSibling("."))) {
            throw failure;
        }
        BadRecording last = failure;
        for (int i = 0; i < MOST_AGAIN; i++) {
            for (Path at : List.of(LiveFolder.before(folder), folder)) {
                try {
                    return again.apply(at);
                } catch (BadRecording e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    /**
     * Reads one.
     *
     * @throws BadRecording when something is missing, does not fit, or does not belong there
     */
    public static RecordedExchange read(Path folder) {
        return head(folder).read();
    }

    private static byte[] message(Path folder, String name) {
        byte[] bytes = bytes(folder, name);
        try {
            HttpBytes.parse(bytes).status();
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new BadRecording(
                    "A leg is no message of HTTP.",
                    folder.resolve(name) + ", first line",
                    "It begins with 'POST /path HTTP/1.1' or 'HTTP/1.1 200 OK', then headers, an empty line, the body.");
        }
    }

    private static Set<String> names(RecordedExchange exchange) {
        Set<String> names = new HashSet<>(Set.of(ExchangeYaml.FILE));
        if (exchange.record() != null) {
            names.add(RECORD);
        }
        for (int i = 0; i < exchange.legs().size(); i++) {
            names.add(ExchangeYaml.request(i + 1));
            if (exchange.legs().get(i).answer() != null) {
                names.add(ExchangeYaml.answer(i + 1));
            }
        }
        return names;
    }

    /** What nobody reads nobody masks. */
    private static void noMore(Path folder, RecordedExchange exchange) {
        Set<String> known = names(exchange);
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !known.contains(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new BadRecording(
                                "A file does not belong to the exchange.",
                                folder.resolve(name).toString(),
                                "Take it away: it is named nowhere in " + ExchangeYaml.FILE
                                        + ", and nothing masks it.");
                    });
        } catch (IOException e) {
            throw nothing(folder + ", which cannot be read");
        }
    }

    private static String text(Path folder, String name) {
        return new String(bytes(folder, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path folder, String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new BadRecording(
                    "A file of the exchange is missing or cannot be read.",
                    folder.resolve(name).toString(),
                    "Record it again, or take out of " + ExchangeYaml.FILE + " what is not there.");
        }
    }
}
