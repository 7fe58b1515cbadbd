package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * One body that a source might push, from {@code test-fixtures/nasty}, and how the intake has to answer a single push of it.
 *
 * @param name of the file, or {@code generated:} and how
 * @param body as pushed
 * @param status 202, 400 or 422
 * @param code of the first finding; empty where the index leaves it open
 * @param section number in section 17 of the note on wire formats; may be empty
 * @param shows what it shows
 */
public record NastyInput(String name, byte[] body, int status, String code, String section, String shows) {
    private static final Path FOLDER = Path.of("test-fixtures/nasty");

    /** All of them, in the order of the index. */
    public static List<NastyInput> all() {
        try {
            return Files.readAllLines(FOLDER.resolve("index.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", 5))
                    .map(cells -> new NastyInput(
                            cells[0],
                            body(cells[0]),
                            Integer.parseInt(cells[1]),
                            cells[2],
                            cells[3],
                            cells[4].replace("\"", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the folder. */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(String name) {
        if (!name.startsWith("generated:")) {
            return file(name);
        }
        String[] how = name.substring("generated:".length()).split(" ");
        return generated(how[0], Integer.parseInt(how[1]));
    }

    private static byte[] generated(String what, int size) {
        String sound = new String(file("sound.json"), StandardCharsets.UTF_8);
        return switch (what) {
            case "nesting" -> "[".repeat(size).getBytes(StandardCharsets.US_ASCII);
            case "nested-extra" ->
                utf8(sound.replace("\"synthetic\": true", "\"deep\": " + "[".repeat(size) + "]".repeat(size)));
            case "steps" -> utf8(sound.replace("\"steps\": [", "\"steps\": [" + step().repeat(size - 2)));
            case "text" -> utf8(sound.replace("\"note\": \"Thẩm tra\"", "\"note\": \"" + "x".repeat(size) + "\""));
            case "key" -> utf8(sound.replace("\"synthetic\"", "\"" + "k".repeat(size) + "\""));
            case "errors" -> utf8(errors(size));
            case "random" -> random(size);
            default -> throw new IllegalArgumentException("No such generator. Found: " + what + ". See NastyInput.");
        };
    }

    private static String step() {
        return "{\"at\":\"2019-12-16T08:05:00+07:00\",\"by\":\"Cán bộ Thử\",\"status\":\"PROCESSING\"},";
    }

    private static String errors(int size) {
        StringBuilder record = new StringBuilder("{");
        for (int i = 0; i < size; i++) {
            record.append("\"wrong").append(i).append("\":1,");
        }
        return record.append("\"revision\":1}").toString();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
