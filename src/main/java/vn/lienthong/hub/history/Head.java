package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Text;

/** The header of a table, read by rules: which cell goes where. Immutable. */
final class Head {
    private static final int SHOWN = 20;
    private static final List<String> MUST = List.of("dossierCode", "procedureCode", "unit", "status", "receivedAt");

    /** A field and its column; -1: the same in every row. */
    record Place(Field field, int column) {}

    private final List<Place> places;
    private final int record;

    private Head(List<Place> places, int record) {
        this.places = places;
        this.record = record;
    }

    /**
     * Finds the columns.
     *
     * @throws Unreadable if one is missing that no record can be without
     */
    static Head of(List<String> cells, Columns columns) throws Unreadable {
        Map<String, Integer> at = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            at.putIfAbsent(folded(cells.get(i)), i);
        }
        List<Place> places = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Field field : columns.fields()) {
            int column = field.fixed() == null ? column(field, at) : -1;
            if (field.fixed() != null || column >= 0) {
                places.add(new Place(field, column));
            } else {
                missing.add(field.path() + " (" + String.join(", ", field.heads()) + ")");
            }
        }
        unnamed(cells, columns, places);
        Field whole = columns.record();
        int record = whole == null ? at.getOrDefault("record", -1) : column(whole, at);
        if (record < 0) {
            MUST.stream()
                    .filter(name -> places.stream()
                            .noneMatch(place -> place.field().path().equals(name)))
                    .forEach(missing::add);
        }
        if (!missing.isEmpty() || whole != null && record < 0) {
            throw missing(missing.isEmpty() ? List.of("record") : missing, cells);
        }
        return new Head(List.copyOf(places), record);
    }

    private static int column(Field field, Map<String, Integer> at) {
        return field.heads().stream()
                .map(head -> at.getOrDefault(folded(head), -1))
                .filter(column -> column >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** A column that is called as a field is meant for it. */
    private static void unnamed(List<String> cells, Columns columns, List<Place> places) {
        Set<String> named = columns.fields().stream().map(Field::path).collect(Collectors.toSet());
        for (int i = 0; i < cells.size(); i++) {
            String name = Text.trimmed(cells.get(i));
            if (FieldNames.isField(name) && named.add(name)) {
                places.add(new Place(Field.named(name), i));
            }
        }
    }

    private static Unreadable missing(List<String> missing, List<String> cells) {
        String found = cells.stream().limit(SHOWN).map(Text::trimmed).collect(Collectors.joining(", "));
        return new Unreadable(
                "missing-columns",
                "The table has no column for what every record needs: " + String.join("; ", missing) + ".",
                "columns " + found + (cells.size() > SHOWN ? " and " + (cells.size() - SHOWN) + " more" : ""),
                "Say with --columns which column is which, or correct the header.");
    }

    /** A head, or a value of a list, as people spell it: composed, in small letters, single blanks. */
    static String folded(String text) {
        return Text.trimmed(Text.nfc(text)).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    List<Place> places() {
        return places;
    }

    /** The column with whole records; negative: there is none. */
    int record() {
        return record;
    }

    @Nullable
    JsonNode fixed(Place place) {
        return place.field().fixed();
    }
}
