package vn.lienthong.hub.app;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.reference.Reference;

/** Tells when invented agency codes would leave this machine: for a real destination they name offices that do not exist. */
final class FictitiousCodes {
    private FictitiousCodes() {}

    /** What to say about the destinations that would get such codes; empty when there are none. */
    static Optional<Violation> warning(HubSettings settings, Reference reference) {
        if (!reference.agencies().anyFictitious()) {
            return Optional.empty();
        }
        List<String> concerned = settings.destinations().entrySet().stream()
                .filter(destination -> leavesThisMachine(destination.getValue()))
                .filter(destination ->
                        destination.getValue().getOrDefault("unit-code", "").isBlank())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                settings.referenceSettings().file("agency-codes.csv").toString(),
                "Fictitious agency codes would be sent to a real destination.",
                "rows with fictitious yes, and no unit-code for " + String.join(", ", concerned),
                "Set hub.destinations." + concerned.get(0)
                        + ".unit-code, or name a table with the real codes in hub.reference.replacements.agency-codes.csv. If it is"
                        + " meant, as towards a test system: hub.reference.fictitious-agency-codes=ALLOWED."));
    }

    private static boolean leavesThisMachine(Map<String, String> destination) {
        String address = destination.getOrDefault("address", "");
        if (address.isBlank()) {
            return false;
        }
        String host;
        try {
            host = String.valueOf(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return true;
        }
        return !host.equals("localhost") && !host.equals("[::1]") && !host.matches("127(\\.\\d{1,3}){3}");
    }
}
