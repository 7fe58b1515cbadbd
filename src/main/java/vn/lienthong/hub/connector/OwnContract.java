package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.PublishedContract.Misfit;

/**
 * The contract in a connector's folder by which the hub works, and another one read as it is.
 *
 * @param file from the folder
 * @param port of a WSDL; empty where there is only one
 */
record OwnContract(String file, String port, ContractFacts facts) {

    /** What another contract says, and which messages of ours it refuses. */
    record Other(ContractFacts facts, List<Misfit> misfits) {}

    /** @throws ContractFault if the folder has none that can be compared */
    static OwnContract of(ConnectorFolder folder, KameletFile kamelet) {
        String reference = wsdl(kamelet);
        if (!reference.isEmpty()) {
            String file = reference.replaceFirst("#.*$", "");
            String port = reference.contains("#") ? reference.substring(reference.indexOf('#') + 1) : "";
            SoapPorts ports = new SoapPorts(folder.path().resolve(file));
            return new OwnContract(file, port, SoapFacts.of(ports.named(port)));
        }
        for (Path document : ContractShape.documents(folder.path().resolve("contract"))) {
            try {
                ContractFacts facts = OpenApiFacts.of(OpenApiContract.document(document));
                return new OwnContract("contract/" + document.getFileName(), "", facts);
            } catch (ContractFault e) {
                // Not every file there is a contract.
            }
        }
        throw new ContractFault(
                "The connector's folder holds no contract that can be compared",
                "neither a WSDL that its Kamelet names nor an OpenAPI document in " + folder.shown("contract"),
                "Put there what the other side publishes");
    }

    /** That of the step which sends comes last. */
    private static String wsdl(KameletFile kamelet) {
        String last = "";
        for (KameletFile.Use use : kamelet.uses()) {
            YamlNode wsdl = use.parameters().get("wsdl");
            last = wsdl == null ? last : wsdl.text();
        }
        return last;
    }

    /** @throws ContractFault if the other one is of another kind altogether */
    void sameKind(Path other, String from) {
        if (OpenApiContract.isXml(other) != facts.soap()) {
            throw new ContractFault(
                    facts.soap() ? "It is no WSDL" : "It is no OpenAPI document",
                    (facts.soap() ? "something that is no XML" : "XML") + " from " + from + ", and " + file
                            + " in the folder is " + (facts.soap() ? "a WSDL" : "an OpenAPI document"),
                    "Ask the other side where the contract is, and give --against URL or FILE");
        }
    }

    /** @throws ContractFault also if it is the contract of another service */
    Other other(Path document, ConnectorFolder folder, KameletFile kamelet) {
        Map<String, List<JsonNode>> samples =
                new ContractUses(folder, new KameletValues(kamelet, Map.of()), facts, List.of()).samples();
        if (!facts.soap()) {
            ContractFacts read = aligned(OpenApiFacts.of(OpenApiContract.document(document)));
            known(read);
            return new Other(read, List.of());
        }
        SoapPorts.Port theirs =
                new SoapPorts(document).like(port, version(), facts.endpoints().keySet());
        ContractFacts read = SoapFacts.of(theirs);
        known(read);
        return new Other(read, misfits(folder, kamelet, samples, SoapContract.of(document, theirs)));
    }

    private String version() {
        return facts.endpoints().values().stream()
                .map(endpoint -> endpoint.traits().getOrDefault("binding", "").replace("SOAP ", ""))
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void known(ContractFacts theirs) {
        if (theirs.endpoints().keySet().stream()
                .noneMatch(name -> facts.endpoints().containsKey(name))) {
            throw new ContractFault(
                    "It is the contract of another service: nothing of what the folder's contract offers is in it",
                    "'" + theirs.title() + "' with " + first(theirs) + "; the folder's '" + facts.title() + "' has "
                            + first(facts),
                    "Check the address; if they gave everything new names, begin again with 'new connector NAME --from FILE'");
        }
    }

    private static String first(ContractFacts facts) {
        List<String> names = facts.endpoints().keySet().stream().limit(3).toList();
        return names.isEmpty() ? "no operation" : String.join(", ", names);
    }

    /** What is the same path as a whole is the same endpoint, wherever the base ends. */
    private ContractFacts aligned(ContractFacts theirs) {
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        theirs.endpoints().forEach((key, endpoint) -> {
            Optional<String> same = facts.endpoints().containsKey(key)
                    ? Optional.empty()
                    : facts.endpoints().keySet().stream()
                            .filter(own -> whole(facts, own).equals(whole(theirs, key)))
                            .findFirst();
            if (same.isEmpty()) {
                endpoints.put(key, endpoint);
                return;
            }
            SortedMap<String, String> traits = new TreeMap<>(endpoint.traits());
            traits.putAll(Map.of("base path", base(facts, same.get())));
            endpoints.put(same.get(), new Endpoint(traits, endpoint.request(), endpoint.answers()));
        });
        return new ContractFacts(false, theirs.title(), endpoints);
    }

    private static String base(ContractFacts facts, String key) {
        Endpoint endpoint = facts.endpoints().get(key);
        return endpoint == null ? "/" : endpoint.traits().getOrDefault("base path", "/");
    }

    private static String whole(ContractFacts facts, String key) {
        int blank = key.indexOf(' ');
        return key.substring(0, blank + 1) + base(facts, key).replaceFirst("/$", "") + key.substring(blank + 1);
    }

    /** One message for each operation is enough to show that something is wrong. */
    private List<Misfit> misfits(
            ConnectorFolder folder, KameletFile kamelet, Map<String, List<JsonNode>> samples, SoapContract now) {
        SoapContract before = SoapContract.read(folder.path(), port.isEmpty() ? file : file + "#" + port);
        List<Misfit> misfits = new ArrayList<>();
        samples.forEach((operation, bodies) -> {
            for (JsonNode body : bodies) {
                JsonNode message = body.isObject() ? SoapStep.withoutAccount(body, kamelet) : body;
                if (refused(before, operation, message).isEmpty()) {
                    Optional<String> why = refused(now, operation, message);
                    if (why.isPresent()) {
                        misfits.add(new Misfit(operation, why.get()));
                        return;
                    }
                }
            }
        });
        return misfits;
    }

    private static Optional<String> refused(SoapContract contract, String operation, JsonNode message) {
        try {
            contract.envelope(operation, message);
            return Optional.empty();
        } catch (SoapContract.OffContract e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
