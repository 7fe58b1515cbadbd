package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.URISupport;
import vn.lienthong.hub.check.Unfilled;
import vn.lienthong.hub.check.Violation;

/**
 * The catalogue of the folder connectors/. Loading reads files only; nothing is contacted before the first call. Thread-safe.
 */
public final class Connectors {

    private static final AtomicLong OPENED = new AtomicLong();

    private final Path folder;
    private final SortedMap<String, ConnectorFolder> connectors;
    private final Findings findings;

    private Connectors(Path folder, SortedMap<String, ConnectorFolder> connectors, Findings findings) {
        this.folder = folder;
        this.connectors = connectors;
        this.findings = findings;
    }

    /**
     * Reads every connector folder. Never throws for what stands in the files: ask {@link #check()}.
     *
     * @param connectorsFolder usually {@code ${hub.home}/connectors}
     */
    public static Connectors load(Path connectorsFolder) {
        Findings findings = new Findings();
        if (!Files.isDirectory(connectorsFolder)) {
            findings.add(
                    connectorsFolder.toString(),
                    "There is no folder with connectors",
                    "no such folder",
                    "Set hub.home to the folder that holds connectors/, mappings/ and routes/");
        }
        TreeMap<String, ConnectorFolder> connectors = new TreeMap<>();
        for (Path child : ConnectorFolder.children(connectorsFolder)) {
            ConnectorFolder connector = new ConnectorFolder(child);
            connectors.put(connector.name(), connector);
        }
        return new Connectors(connectorsFolder, connectors, findings);
    }

    /**
     * Makes the folder of a new connector that passes {@link #check()}: the connector {@code echo} under another name.
     *
     * @return the new folder
     * @throws IllegalArgumentException if the name will not do, is taken, or there is no {@code echo} to copy; in three parts
     */
    public static Path create(Path connectorsFolder, String name) {
        return new NewConnector(connectorsFolder, name).write();
    }

    /**
     * As {@link #create(Path, String)}, begun from what the other side publishes: one operation, made-up samples of what goes and comes, and the
     * contract itself. What nobody but a person knows is marked FILL IN.
     *
     * @throws IllegalArgumentException also if the contract will not do; in three parts
     */
    public static NewFolder create(Path connectorsFolder, String name, ContractSource source) {
        return new NewConnector(connectorsFolder, name).write(source);
    }

    /** A message of a connector, with {@code operation} and {@code body}: the first of its case {@code taken}, else of its first case. */
    public Optional<JsonNode> sample(String name) {
        List<Path> cases = known(name).cases();
        return cases.stream()
                .filter(one -> one.endsWith("taken"))
                .findFirst()
                .or(() -> cases.stream().findFirst())
                .map(one -> one.resolve("record.json"))
                .flatMap(file -> new Findings().text(file, file.toString()))
                .map(JsonPath::parse)
                .map(record -> record.path("messages").path(0))
                .filter(JsonNode::isObject);
    }

    /**
     * What the contract of a connector says of the fields of a message: {@code type}, {@code enum} and the like in the words of JSON Schema, and under
     * {@code $comment} where each stands. Empty where the contract folder has nothing that describes the operation.
     *
     * @param message with {@code operation} and {@code body}, as {@link #sample} gives it
     */
    public Optional<JsonNode> shape(String name, JsonNode message) {
        return ContractShape.of(known(name), contract(name), message);
    }

    /** What is marked FILL IN: whatever is begun from a contract and not finished. No violation, and nothing that is not filled in leaves the hub. */
    public List<Violation> unfilled() {
        return connectors.keySet().stream()
                .flatMap(name -> unfilled(name).stream())
                .toList();
    }

    /** The same of one connector. */
    public List<Violation> unfilled(String name) {
        return Unfilled.in(known(name).path(), "connectors/" + name);
    }

    /** Names of the folders, in order. */
    public SortedSet<String> names() {
        return new TreeSet<>(connectors.keySet());
    }

    /** Names of the settings that a connector understands, as {@link #dashed} writes them; empty for an unknown connector. */
    public SortedSet<String> settings(String name) {
        return Optional.ofNullable(connectors.get(name))
                .flatMap(ConnectorFolder::kamelet)
                .map(kamelet -> dashed(kamelet.properties().keySet()))
                .orElseGet(TreeSet::new);
    }

    private static SortedSet<String> dashed(Set<String> names) {
        return names.stream().map(Connectors::dashed).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A setting as it is written outside: {@code connectTimeout} as {@code connect-timeout}; what is written so already stays. */
    public static String dashed(String setting) {
        return ConnectorSettings.dashed(setting);
    }

    /** The connectors that are lookups, by name, with the mappings that they use. */
    public SortedMap<String, LookupFile> lookups() {
        SortedMap<String, LookupFile> lookups = new TreeMap<>();
        connectors.forEach((name, connector) -> connector.lookup().ifPresent(lookup -> lookups.put(name, lookup)));
        return lookups;
    }

    /** What a row of a connector means; empty for what is unknown, also for the name of an answer that no row knows. */
    public Optional<RowMeaning> meaning(String name, String row) {
        return outcomes(name).flatMap(outcomes -> outcomes.rows().stream()
                .filter(one -> one.name().equals(row))
                .findFirst()
                .map(RowMeaning::of));
    }

    /** Names, in lower case, of the fields that people may be shown of what is sent to a destination and answered by it. */
    public Set<String> shownFields(String name) {
        return outcomes(name).map(OutcomeTable::shows).orElse(Set.of());
    }

    /** Names, in lower case, of the fields in which a destination says in words how it went. */
    public Set<String> wordFields(String name) {
        return outcomes(name).map(outcomes -> outcomes.form().messageFields()).orElse(Set.of());
    }

    /** What rows look for in the words of an answer, in lower case: these decide about it, and nobody is called so. */
    public Set<String> turns(String name) {
        return outcomes(name).map(OutcomeTable::turns).orElse(Set.of());
    }

    /**
     * What a message or an answer says that is an envelope of the connector's contract: the tree that {@code outcomes.yaml} reads. Empty if it is none,
     * or the connector speaks no SOAP.
     */
    public Optional<JsonNode> said(String name, String operation, byte[] body) {
        return contract(name).flatMap(contract -> contract.said(operation, body));
    }

    /**
     * A message as {@link #said} would tell it after it was sent, or as it is where no SOAP is spoken; empty if it would not be sent, because it does not keep the contract. The account
     * that a step puts into it is not told.
     */
    public Optional<JsonNode> asSaid(String name, String operation, JsonNode message) {
        Optional<SoapContract> contract = contract(name);
        if (contract.isEmpty()) {
            return Optional.of(message);
        }
        try {
            ObjectNode whole =
                    SoapStep.withoutAccount(message, known(name).kamelet().orElseThrow());
            return said(name, operation, contract.get().envelope(operation, whole));
        } catch (SoapContract.OffContract e) {
            return Optional.empty();
        }
    }

    /** What the next messages of a dossier needed of an answer that was kept, as {@code outcomes.yaml} reads it today; empty where it gave nothing. */
    public Map<String, String> remembered(String name, String operation, int status, byte[] answered) {
        return outcomes(name)
                .filter(table ->
                        table.rows().stream().anyMatch(row -> !row.remember().isEmpty()))
                .filter(table -> !Conversation.isPreparation(operation))
                .map(table -> table.read(
                                operation,
                                new Answer.Http(status, Map.of(), answered),
                                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .remembered())
                .orElse(Map.of());
    }

    private Optional<SoapContract> contract(String name) {
        return outcomes(name).map(OutcomeTable::form).map(AnswerForm::contract).map(ContractFile::read);
    }

    private Optional<OutcomeTable> outcomes(String name) {
        return Optional.ofNullable(connectors.get(name)).flatMap(ConnectorFolder::outcomes);
    }

    /** Everything that is not as it must be, all at once; needs no network. */
    public List<Violation> check() {
        List<Violation> all = new ArrayList<>(findings.all());
        connectors.values().forEach(connector -> all.addAll(ConnectorRules.check(connector)));
        return all;
    }

    /** As {@link #check()}, for one connector. */
    public List<Violation> check(String name) {
        return ConnectorRules.check(known(name));
    }

    /**
     * Makes a connector ready to speak. Contacts nobody. The connector ends with the Camel context.
     *
     * @param settings such as {@code address}, {@code username}, {@code password}; keys may be written with dashes; keys
     *     that the Kamelet does not declare are passed over
     * @param context need not be started yet, but must be before the first call
     * @throws IllegalArgumentException if there is no such connector or a setting is missing or wrong; in three parts
     * @throws IllegalStateException if its files cannot be used: ask {@link #check()}
     */
    public Connector open(String name, Map<String, String> settings, CamelContext context, Clock clock) {
        return open(name, settings, context, clock, HeldFiles.NONE);
    }

    /** The same, for a connector whose messages may carry files that the hub holds. */
    public Connector open(
            String name, Map<String, String> settings, CamelContext context, Clock clock, HeldFiles files) {
        ConnectorFolder connector = known(name);
        KameletFile kamelet = connector.kamelet().orElseThrow(() -> unsound(connector));
        return opened(
                connector, ConnectorSettings.of("hub.destinations." + name, kamelet, settings), context, clock, files);
    }

    /**
     * Makes the side of a connector ready from which messages are pulled; else as {@link #open}.
     *
     * @param settings those of the connector and those that its pull.yaml names
     * @param files where what messages name is held: a {@link FileShelf}, or {@link HeldFiles#NONE} for a source whose messages name none
     */
    public PullSide openPull(
            String name, Map<String, String> settings, CamelContext context, Clock clock, HeldFiles files) {
        ConnectorFolder connector = known(name);
        KameletFile kamelet = connector.kamelet().orElseThrow(() -> unsound(connector));
        PullForm form = connector
                .pull()
                .orElseThrow(() -> new IllegalArgumentException("Nothing can be pulled through this connector. Found: "
                        + name + " without a sound " + PullForm.FILE + ". Run 'check connector " + name + "'."));
        for (String setting : form.settings()) {
            if (!kamelet.properties().containsKey(setting)
                    && settings.getOrDefault(setting, "").isBlank()) {
                throw new IllegalArgumentException("Setting hub.pulls." + name + "." + setting
                        + " is missing. Found: nothing. connectors/" + name + "/README.md says what it is.");
            }
        }
        ConnectorSettings checked = ConnectorSettings.of("hub.pulls." + name, kamelet, settings);
        Map<String, String> all = new TreeMap<>(settings);
        // What is a setting of the Kamelet too has its spelling and its default.
        form.settings().stream()
                .filter(setting -> checked.parameters().containsKey(setting))
                .filter(setting -> !checked.credentials().containsKey(setting))
                .forEach(setting ->
                        all.put(setting, UriSigns.shown(checked.parameters().getOrDefault(setting, ""))));
        return new PullSide(opened(connector, checked, context, clock, files), form, all);
    }

    /** Names of the settings of a pull that a connector understands: those of its Kamelet and of its pull.yaml. */
    public SortedSet<String> pullSettings(String name) {
        SortedSet<String> names = settings(name);
        Optional.ofNullable(connectors.get(name))
                .flatMap(ConnectorFolder::pull)
                .ifPresent(form -> names.addAll(dashed(form.settings())));
        return names;
    }

    /** Names of the connectors through which messages can be pulled, in order. */
    public SortedSet<String> pulled() {
        TreeSet<String> pulled = new TreeSet<>();
        connectors.forEach((name, connector) -> connector.pull().ifPresent(form -> pulled.add(name)));
        return pulled;
    }

    /** Whose system it is, as its Kamelet says: what is pulled from it must not be owed to it. Empty when it does not say. */
    public String system(String name) {
        ConnectorFolder connector = connectors.get(name);
        return connector == null
                ? ""
                : connector
                        .kamelet()
                        .map(kamelet -> kamelet.root().get("metadata", "annotations", "camel.apache.org/kamelet.group"))
                        .map(YamlNode::text)
                        .orElse("");
    }

    private static KameletConnector opened(
            ConnectorFolder connector, ConnectorSettings checked, CamelContext context, Clock clock, HeldFiles files) {
        String name = connector.name();
        OutcomeTable outcomes = connector.outcomes().orElseThrow(() -> unsound(connector));
        Instance instance = new Instance(connector.path(), outcomes, checked.credentials(), clock, files);
        try {
            contracts(connector, connector.kamelet().orElseThrow(() -> unsound(connector)), outcomes.form(), instance);
            prepare(connector, context);
            context.addService(closing(instance));
            Map<String, Object> parameters = new TreeMap<>(checked.parameters());
            parameters.put("block", "false");
            String uri = "kamelet:" + connector.templateName() + "/connector-" + name + "-" + OPENED.incrementAndGet()
                    + "?" + URISupport.createQueryString(parameters);
            Endpoint endpoint = context.getEndpoint(uri);
            return new KameletConnector(name, outcomes, endpoint, instance);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Connector " + name + " cannot be opened. Found: " + e.getMessage() + ". Run 'check connector "
                            + name + "'.",
                    e);
        }
    }

    private ConnectorFolder known(String name) {
        ConnectorFolder connector = connectors.get(name);
        if (connector == null) {
            throw new IllegalArgumentException("There is no connector of this name. Found: " + name + " in " + folder
                    + ". Known: " + connectors.keySet() + ".");
        }
        return connector;
    }

    private static void contracts(ConnectorFolder connector, KameletFile kamelet, AnswerForm form, Instance instance) {
        ContractFile answers = form.contract();
        for (KameletFile.Use use : kamelet.uses()) {
            YamlNode wsdl = use.parameters().get("wsdl");
            if (wsdl != null) {
                boolean same = answers != null && answers.is(wsdl.text());
                instance.knows(
                        wsdl.text(),
                        same && answers != null ? answers.read() : SoapContract.read(connector.path(), wsdl.text()));
            }
        }
        if (answers != null) {
            answers.read();
        }
    }

    private static IllegalStateException unsound(ConnectorFolder connector) {
        return new IllegalStateException("Connector " + connector.name() + " cannot be read. Found: "
                + connector.findings().all().get(0).message() + ". Run 'check connector " + connector.name() + "'.");
    }

    private static void prepare(ConnectorFolder connector, CamelContext context) throws Exception {
        synchronized (context) {
            if (context.hasComponent(StepComponent.SCHEME) == null) {
                context.addComponent(StepComponent.SCHEME, new StepComponent());
            }
            ModelCamelContext model = (ModelCamelContext) context;
            if (model.getRouteTemplateDefinition(connector.templateName()) == null) {
                byte[] bytes = Files.readAllBytes(connector.path().resolve(connector.kameletName()));
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromBytes(connector.kameletName(), bytes));
            }
        }
    }

    private static ServiceSupport closing(Instance instance) {
        return new ServiceSupport() {
            @Override
            protected void doStop() throws Exception {
                instance.close();
            }
        };
    }
}
