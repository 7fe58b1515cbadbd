package vn.lienthong.hub.reference;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the tables are and what replaces them. Defaults: nothing replaced, office hours {@link OfficeHours#USUAL}.
 *
 * @param tables the folder {@code mappings/tables}
 * @param replacements file name of a table, for example {@code agency-codes.csv}, and the file that stands in its place
 * @param officeHours the hours of a working day
 */
public record ReferenceSettings(Path tables, Map<String, Path> replacements, OfficeHours officeHours) {
    /** The file names of all tables. */
    public static final Set<String> TABLES = Set.of(
            "units.csv",
            "unit-succession.csv",
            "agency-codes.csv",
            "procedures.csv",
            "statuses.csv",
            "calendar.csv",
            "provinces.csv",
            "vn-legacy-encodings.csv",
            "syllable-onsets.csv",
            "syllable-rhymes.csv",
            "ward-book-words.csv");

    public ReferenceSettings {
        replacements = Map.copyOf(replacements);
        for (String name : replacements.keySet()) {
            if (!TABLES.contains(name)) {
                throw new IllegalArgumentException("Setting hub.reference.replacements must name a table. Found: "
                        + name + ". Example: agency-codes.csv: /etc/lienthong/agency-codes.csv");
            }
        }
    }

    /** The tables of a folder, as they are. */
    public static ReferenceSettings at(Path tables) {
        return new ReferenceSettings(tables, Map.of(), OfficeHours.USUAL);
    }

    /** The same with another file in the place of one table. */
    public ReferenceSettings replacing(String table, Path file) {
        Map<String, Path> more = new HashMap<>(replacements);
        more.put(table, file);
        return new ReferenceSettings(tables, more, officeHours);
    }

    /** Where a table is read from. */
    public Path file(String table) {
        return replacements.getOrDefault(table, tables.resolve(table));
    }
}
