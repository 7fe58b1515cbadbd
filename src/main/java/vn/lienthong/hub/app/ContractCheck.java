package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import vn.lienthong.hub.connector.PublishedContract;
import vn.lienthong.hub.connector.PublishedContract.Theirs;
import vn.lienthong.hub.drift.Change;
import vn.lienthong.hub.drift.ContractComparison;
import vn.lienthong.hub.drift.Level;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.vocabulary.Problem;

/** Compares the contract that another system publishes now with the one by which its connector works. Changes nothing, here or there. */
final class ContractCheck {
    private final Hub hub;
    private final HubSettings settings;
    private final ContractWards wards;

    ContractCheck(Hub hub, HubSettings settings, ContractWards wards) {
        this.hub = hub;
        this.settings = settings;
        this.wards = wards;
    }

    /** Names of the connectors that have settings, whichever way they are used. */
    SortedSet<String> configured() {
        SortedSet<String> names = new TreeSet<>(settings.destinations().keySet());
        names.addAll(settings.pulls().keySet());
        names.addAll(settings.lookups().keySet());
        return names;
    }

    /** @param against address or file; empty: where the connector's folder says */
    ObjectNode of(String connector, String against) {
        PublishedContract contract;
        try {
            contract = PublishedContract.of(settings.homeFolder().resolve("connectors"), connector);
        } catch (IllegalArgumentException e) {
            Problem problem = CommandFailure.of(e)
                    .map(CommandFailure::problem)
                    .orElseGet(() -> new Problem("contract-unreadable", String.valueOf(e.getMessage()), connector, ""));
            return failed(connector, problem);
        }
        Map<String, String> own = own(connector);
        boolean file = !against.isEmpty() && !against.matches("(?i)https?://.*");
        Theirs theirs = file ? contract.saved(Path.of(against)) : contract.live(own, against);
        ObjectNode told = Json.object().put("connector", connector);
        told.put("contract", contract.file()).put("comparedWith", theirs.from());
        if (!theirs.assumption().isEmpty()) {
            told.put("assumption", theirs.assumption());
        }
        if (theirs.facts().isEmpty()) {
            return problem(told, theirs.problem().orElseThrow());
        }
        List<Change> changes = ContractComparison.of(
                contract.own(),
                theirs.facts().get(),
                contract.use(own, new ContractMappings(hub, settings.homeFolder()).of(connector)),
                theirs.misfits());
        return judged(told, changes, connector);
    }

    private Map<String, String> own(String connector) {
        for (Map<String, Map<String, String>> all :
                List.of(settings.destinations(), settings.pulls(), settings.lookups())) {
            Map<String, String> found = all.get(connector);
            if (found != null) {
                return found;
            }
        }
        return Map.of();
    }

    private static ObjectNode failed(String connector, Problem problem) {
        return problem(Json.object().put("connector", connector), problem);
    }

    private static ObjectNode problem(ObjectNode told, Problem problem) {
        told.put("verdict", "unknown");
        told.putObject("problem")
                .put("code", problem.code())
                .put("what", problem.what())
                .put("found", problem.found())
                .put("cure", problem.cure());
        return told;
    }

    private ObjectNode judged(ObjectNode told, List<Change> changes, String connector) {
        Level worst = changes.isEmpty() ? null : changes.get(0).level();
        told.put("verdict", worst == null ? "same" : worst.words());
        ObjectNode counts = told.putObject("counts");
        Arrays.stream(Level.values())
                .forEach(level -> counts.put(
                        level.words(),
                        changes.stream()
                                .filter(change -> change.level() == level)
                                .count()));
        ArrayNode list = told.putArray("changes");
        changes.forEach(change -> {
            ObjectNode one = list.addObject();
            one.put("level", change.level().words()).put("endpoint", change.endpoint());
            ArrayNode operations = one.putArray("operations");
            change.operations().forEach(operations::add);
            one.put("place", change.place()).put("what", change.what()).put("why", change.why());
        });
        told.set("touches", wards.of(connector));
        return told;
    }

    /** For scripts: 0 nothing or harmless, 1 it breaks or may, 3 nobody knows. */
    static int exitCode(ObjectNode told) {
        return switch (told.path("verdict").asText()) {
            case "same", "harmless" -> HubCommand.DONE;
            case "unknown" -> CommandFailure.OUT_OF_REACH;
            default -> CommandFailure.WRONG;
        };
    }
}
