package vn.lienthong.hub.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.LookupFile;

/** Whether the mappings are there that lookups name. */
final class LookupCheck {
    private LookupCheck() {}

    static List<Violation> of(Map<String, LookupFile> lookups, Collection<String> mappings) {
        List<Violation> violations = new ArrayList<>();
        lookups.forEach((name, lookup) -> {
            for (String mapping : List.of(lookup.asks(), lookup.reads())) {
                if (!mappings.contains(mapping)) {
                    violations.add(new Violation(
                            "connectors/" + name + "/lookup.yaml",
                            "A lookup names a mapping that does not exist.",
                            mapping.isEmpty() ? "no name" : mapping,
                            "Correct the name, or make mappings/" + mapping + "."));
                }
            }
        });
        return violations;
    }
}
