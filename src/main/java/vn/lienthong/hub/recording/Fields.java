package vn.lienthong.hub.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which field is what: the table {@code fields.csv}, first match wins, then what a connector says of its fields. Not thread-safe.
 */
final class Fields {
    private static final String TABLE = "fields.csv";
    private static final int MOST_REMEMBERED = 20_000;

    private final List<Row> rows;
    private final Function<String, Harmless> harmless;
    private final Map<String, Kind> remembered = new HashMap<>();
    private final Map<String, Harmless> known = new HashMap<>();

    /** @param connectors {@code *} for all; several take the same row where a message holds a record as it is */
    private record Row(Set<String> connectors, Pattern path, Kind kind) {
        boolean isOf(String connector) {
            return connectors.contains("*") || connectors.contains(connector);
        }
    }

    private Fields(List<Row> rows, Function<String, Harmless> harmless) {
        this.rows = rows;
        this.harmless = harmless;
    }

    /** @param harmless what is known of a connector, by its name */
    static Fields load(Function<String, Harmless> harmless) {
        try (InputStream in = Fields.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The jar is not whole. Found: no " + TABLE + ". Build it again.");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Fields(
                    lines.lines()
                            .skip(1)
                            .filter(line -> !line.isBlank())
                            .map(Fields::row)
                            .collect(Collectors.toList()),
                    harmless);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", 4)));
        if (cells.size() < 4) {
            throw new IllegalStateException(
                    "A row of " + TABLE + " has four cells. Found: " + line + ". Write connector,field,kind,why.");
        }
        String field = Arrays.stream(cells.get(1).split("/", -1))
                .map(part -> Arrays.stream(part.split("\\*", -1))
                        .map(piece -> piece.isEmpty() ? "" : Pattern.quote(Spot.plain(piece)))
                        .collect(Collectors.joining("[^/]*")))
                .collect(Collectors.joining("/"));
        return new Row(
                Set.of(cells.get(0).split("\\|", -1)),
                Pattern.compile("(?:.*/)?" + field),
                Kind.valueOf(cells.get(2).toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    Kind kind(Spot spot) {
        if (spot.path().isEmpty()) {
            return Kind.UNKNOWN;
        }
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(spot.connector() + ' ' + spot.path(), key -> find(spot));
    }

    private Kind find(Spot spot) {
        if (known(spot.connector()).words().contains(spot.name())) {
            return Kind.WORDS;
        }
        for (Row row : rows) {
            if (row.isOf(spot.connector()) && row.path().matcher(spot.path()).matches()) {
                return row.kind();
            }
        }
        return known(spot.connector()).codes().contains(spot.name()) ? Kind.CODE : Kind.UNKNOWN;
    }

    List<String> turns(String connector) {
        return known(connector).turns();
    }

    /** Whether a text is one that everybody may read. */
    boolean isPublic(String connector, String text) {
        return known(connector).texts().contains(text);
    }

    /** Asked for once for each connector; names of fields as a {@link Spot} has them. */
    private Harmless known(String connector) {
        return known.computeIfAbsent(connector, name -> {
            Harmless all = harmless.apply(name);
            return new Harmless(plain(all.codes()), plain(all.words()), all.turns(), all.texts());
        });
    }

    private static Set<String> plain(Set<String> names) {
        return names.stream().map(Spot::plain).collect(Collectors.toSet());
    }
}
