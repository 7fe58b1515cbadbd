package vn.lienthong.hub.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.BrokenTables;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.ReferenceSettings;

/**
 * Tables and mappings as they were read at one moment; exchanged only as a whole.
 *
 * @param reference the tables; null when they cannot be used
 * @param mappings null when the tables cannot be used
 */
record Catalogue(@Nullable Reference reference, @Nullable Mappings mappings) {

    /** Reads both; throws nothing for what stands in them. */
    static Catalogue read(Path home, ReferenceSettings tables) {
        try {
            Reference reference = Reference.load(tables);
            return new Catalogue(reference, Mappings.load(home.resolve("mappings"), reference));
        } catch (BrokenTables e) {
            return new Catalogue(null, null);
        }
    }

    /** What is wrong with either, all at once. */
    List<Violation> check(ReferenceSettings tables) {
        List<Violation> all = new ArrayList<>();
        Reference.check(tables)
                .forEach(fault -> all.add(new Violation(fault.where(), fault.what(), fault.found(), fault.cure())));
        if (mappings != null) {
            all.addAll(mappings.check());
        }
        return all;
    }

    /** The names of the mappings; none when the tables cannot be used. */
    List<String> names() {
        return mappings == null ? List.of() : mappings.names();
    }
}
