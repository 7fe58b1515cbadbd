package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.reference.WallClock;

/**
 * Tells whether the other side is there and our credentials work: a destination is asked for a dossier that does not exist, a source for a page of its list, of
 * which nothing is fetched or acknowledged, a lookup what its folder names.
 */
@Command(
        name = "probe",
        description =
                "Is the other side there, do our credentials work? Asks destinations for a dossier that does not exist, sources for a page of their list, lookups"
                        + " as their lookup.yaml says; changes nothing there. With --contract: has the contract changed that they publish, what does it"
                        + " break, and for whom? Ends with 1 when something breaks or may.")
final class ProbeCommand extends HubCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "only the destinations, sources or lookups of these names (default: every configured one)")
    private List<String> names = List.of();

    @Option(
            names = "--contract",
            description =
                    "compare the WSDL or OpenAPI document that they publish with the one in the connector's folder")
    private boolean contract;

    @Option(
            names = "--against",
            paramLabel = "FILE|URL",
            description = "with --contract and one NAME: the document there, instead of where the folder says")
    private @Nullable String against;

    @Option(names = "--json", description = "print the findings as JSON")
    private boolean json;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws Exception {
        HubSettings settings = SettingsFiles.read(options.settings());
        Hub hub = Hub.at(settings.homeFolder(), settings.referenceSettings());
        if (contract || against != null) {
            return contracts(hub, settings);
        }
        Map<String, Map<String, String>> destinations = only(settings.destinations());
        Map<String, Map<String, String>> pulls = only(settings.pulls());
        Map<String, Map<String, String>> lookups = only(settings.lookups());
        if (destinations.isEmpty() && pulls.isEmpty() && lookups.isEmpty()) {
            throw nothing(settings);
        }
        DestinationKeys.check(destinations, hub.connectors());
        DestinationKeys.checkPulls(pulls, hub.connectors(), settings.sources().keySet());
        LookupKeys.check(lookups, hub.connectors());
        List<ObjectNode> found = new ArrayList<>();
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.start();
            Probe probe = new Probe(hub, camel, Clock.systemUTC());
            WayBackProbe back = new WayBackProbe(hub.connectors(), camel, Clock.systemUTC());
            boolean alone = destinations.size() + pulls.size() + lookups.size() == 1;
            destinations.forEach((one, its) -> tell(found, asked(one, alone, () -> probe.of(one, its))));
            pulls.forEach((one, its) -> tell(found, back.pull(one, its)));
            lookups.forEach((one, its) -> tell(found, back.lookup(one, its)));
        }
        int worst = found.stream()
                .mapToInt(finding -> finding.path("exitCode").asInt())
                .max()
                .orElse(DONE);
        if (json) {
            found.forEach(finding -> finding.remove("exitCode"));
            out().println(Json.pretty(Json.array().addAll(found)));
        }
        return worst;
    }

    private int contracts(Hub hub, HubSettings settings) {
        LocalDate today = WallClock.dayOf(Clock.systemUTC().instant());
        ContractCheck check = new ContractCheck(hub, settings, ContractWards.configured(hub, settings, today));
        if (against != null && names.size() != 1) {
            throw CommandFailure.usage(
                    "A document is compared with the contract of one connector.",
                    "--against with " + names.size() + " names",
                    "Give the connector: probe --contract province-soap --against their.wsdl");
        }
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(
                against == null ? check.configured() : hub.connectors().names());
        if (!unknown.isEmpty() || names.isEmpty() && check.configured().isEmpty()) {
            throw nothing(settings);
        }
        List<ObjectNode> all = (names.isEmpty() ? List.copyOf(check.configured()) : List.copyOf(new TreeSet<>(names)))
                .stream()
                        .map(one -> check.of(one, against == null ? "" : against))
                        .toList();
        out().print(
                        json
                                ? Json.pretty(Json.array().addAll(all)) + System.lineSeparator()
                                : all.stream()
                                        .map(ContractText::of)
                                        .collect(Collectors.joining(System.lineSeparator())));
        return all.stream().mapToInt(ContractCheck::exitCode).max().orElse(DONE);
    }

    /** A destination that knows no question keeps nobody from asking the others. */
    private static ObjectNode asked(String destination, boolean alone, Supplier<ObjectNode> asks) {
        try {
            return asks.get();
        } catch (CommandFailure e) {
            if (alone) {
                throw e;
            }
            return Heard.notProbed(Heard.DESTINATION, destination, String.valueOf(e.getMessage()))
                    .put("exitCode", e.exitCode());
        }
    }

    private void tell(List<ObjectNode> found, ObjectNode finding) {
        found.add(finding);
        if (!json) {
            out().println(finding.path("words").asText());
        }
    }

    private Map<String, Map<String, String>> only(Map<String, Map<String, String>> configured) {
        Map<String, Map<String, String>> chosen = new TreeMap<>(configured);
        if (!names.isEmpty()) {
            chosen.keySet().retainAll(Set.copyOf(names));
        }
        return chosen;
    }

    private CommandFailure nothing(HubSettings settings) {
        TreeSet<String> all = new TreeSet<>(settings.destinations().keySet());
        all.addAll(settings.pulls().keySet());
        all.addAll(settings.lookups().keySet());
        return all.isEmpty()
                ? CommandFailure.usage(
                        "No destination is configured, and nothing to be pulled from or looked up.",
                        "nothing under hub.destinations, hub.pulls, hub.lookups",
                        "Give settings: --config FILE, or --set hub.destinations.province-rest.address=https://...")
                : CommandFailure.usage(
                        "Nothing of this name is configured.",
                        String.join(", ", names),
                        "Configured are: " + all + ".");
    }
}
