package vn.lienthong.hub.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import vn.lienthong.hub.journal.OwnPostgres;
import vn.lienthong.hub.journal.PostgresPlace;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.testkit.Certificates;
import vn.lienthong.hub.testkit.Waiting;

/**
 * The bed of these tests: a PostgreSQL and a pair of brokers, each a process of its own and set as docs/external-parts.md says, a fake province, and
 * nodes that are started and killed. Names, folders, ports and secrets of the manual are exchanged for those of this machine; nothing else is.
 */
final class ExternalParts implements AutoCloseable {
    static final String SECRET = "throw-away-secret";
    private static final String FOLDER = "/etc/lienthong-hub";

    final OwnPostgres postgres;
    final FakeProvince province;
    final OwnArtemis primary;
    final OwnArtemis backup;
    final Path folder;
    private final Certificates certificates;
    private final Map<String, String> placesHere = new LinkedHashMap<>();
    private final Map<String, HubNode> nodes = new TreeMap<>();

    ExternalParts(Path folder) throws IOException {
        this.folder = folder;
        this.certificates = Certificates.in(folder.resolve("certificates"));
        this.postgres = OwnPostgres.start(PostgresPlace.usual(), certificates, SECRET);
        postgres.execute("DROP ROLE " + OwnPostgres.USER);
        for (String statement :
                Runbook.section("A PostgreSQL of your own").sample("sql").split(";\\s*")) {
            postgres.execute(statement.replace("HUB_JOURNAL_PASSWORD", SECRET));
        }
        province = FakeProvince.start(
                FakeProvince.Settings.defaults().withLogin("hub", "throw-away").withSlowness(Duration.ofMillis(30)),
                Clock.systemUTC());
        int a = OwnArtemis.freePort();
        int b = OwnArtemis.freePort();
        placesHere.put(FOLDER, folder.resolve("certificates").toString());
        placesHere.put("a.internal.example:61616", "localhost:" + a);
        placesHere.put("b.internal.example:61616", "localhost:" + b);
        placesHere.put("db.internal.example:5432", "localhost:" + postgres.port());
        placesHere.put("/srv/lienthong-hub", folder.resolve("data").toString());
        List<String> policies = policies();
        primary = broker("a", a, b, policies.get(0), List.of());
        primary.awaitAnswer();
        backup = broker("b", b, a, policies.get(1), List.of("--backup"));
    }

    /** A broker of the pair: the command of one broker, and what the manual adds for two. */
    private OwnArtemis broker(String name, int port, int other, String policy, List<String> more) throws IOException {
        Runbook one = Runbook.section("An Artemis of your own");
        Runbook pair = Runbook.section("A pair of brokers");
        List<String> create = new ArrayList<>(words(one.sample("sh")));
        create.remove("--disable-persistence");
        create.addAll(words(pair.words("--clustered [^`]*")));
        create.addAll(more);
        Path instance = folder.resolve("broker-" + name);
        set(create, "create", instance.toString());
        set(create, "--name", "lanes-" + name);
        set(create, "--host", "localhost");
        set(create, "--default-port", Integer.toString(port));
        set(create, "--password", SECRET);
        set(create, "--cluster-password", SECRET);
        set(create, "--staticCluster", "tcp://localhost:" + other);
        Map<String, String> swapped = new LinkedHashMap<>(placesHere);
        swapped.put("a.internal.example:61616", "localhost:" + port);
        swapped.put("b.internal.example:61616", "localhost:" + other);
        List<String> elements = new ArrayList<>(one.samples("xml"));
        elements.addAll(pair.samples("xml").stream()
                .filter(sample -> !sample.startsWith("<ha-policy>"))
                .toList());
        elements.add(policy);
        return OwnArtemis.start(
                instance,
                port,
                create,
                elements.stream().map(text -> here(text, swapped)).toList());
    }

    private static List<String> policies() throws IOException {
        return Runbook.section("A pair of brokers").samples("xml").stream()
                .filter(sample -> sample.startsWith("<ha-policy>"))
                .toList();
    }

    /** Starts a node with the settings of the manual; does not wait. */
    HubNode start(String name, Map<String, String> more) throws IOException {
        Path config = Files.createDirectories(folder.resolve("settings")).resolve(name + ".yaml");
        Files.writeString(config, here(settings(), placesHere));
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "hub.journal.node", name,
                "hub.journal.lease", "3s",
                "hub.destinations.province-rest.address", province.address().toString(),
                "hub.destinations.province-rest.username", "hub",
                "hub.destinations.province-rest.password", "throw-away",
                "hub.destinations.province-rest.unit-code", "000.00.00.H08",
                "hub.destinations.province-rest.concurrency", "4",
                "hub.destinations.province-rest.connect-timeout", "PT1S",
                "hub.destinations.province-rest.answer-timeout", "PT3S"));
        settings.putAll(more);
        HubNode node = HubNode.start(
                name, config, settings, Map.of("HUB_JOURNAL_PASSWORD", SECRET, "HUB_BROKER_PASSWORD", SECRET));
        HubNode before = nodes.put(name, node);
        if (before != null && before.alive()) {
            throw new IllegalStateException(name + " runs already");
        }
        return node;
    }

    /** The node of a name that was started last. */
    HubNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** Waits until a node listens, and the broker and the database are there for it. */
    HubNode ready(HubNode node) {
        node.address();
        Waiting.until(
                () -> node.name + " is well: " + node.ask("/actuator/health") + node.output(),
                () -> node.ask("/actuator/health").path("status").asText().equals("UP"));
        return node;
    }

    /** The settings of the three sections, one document each. */
    private static String settings() throws IOException {
        return String.join(
                "---\n",
                Runbook.section("A PostgreSQL of your own").sample("yaml"),
                Runbook.section("A pair of brokers").sample("yaml"),
                Runbook.section("Several nodes").sample("yaml"));
    }

    private static String here(String text, Map<String, String> places) {
        String here = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            here = here.replace(place.getKey(), place.getValue());
        }
        return here;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    /** Puts a value behind a word of a command. */
    private static void set(List<String> command, String option, String value) {
        command.set(command.indexOf(option) + 1, value);
    }

    @Override
    public void close() throws Exception {
        for (HubNode node : nodes.values()) {
            node.close();
        }
        backup.close();
        primary.close();
        province.close();
        postgres.close();
    }
}
