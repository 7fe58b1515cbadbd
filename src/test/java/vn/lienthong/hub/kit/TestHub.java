package vn.lienthong.hub.kit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.opentest4j.AssertionFailedError;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.delivery.Broker;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.hub.HubParts;
import vn.lienthong.hub.hub.RunningHub;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.IntakeResult;
import vn.lienthong.hub.intake.IntakeSettings;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.journal.Database;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.replay.FakeProvince;

/**
 * A hub at work in a test, and the hands of a tester. Everything in it is real but the other sides; time stands still, and nothing is sent,
 * until the test says so. What it does not have: HTTP and commands, files of records, sources that are pulled, registers that are asked.
 */
public final class TestHub implements AutoCloseable {
    private final FakeProvince province;
    private final SettableClock clock;
    private final Map<String, OtherSide> otherSides = new HashMap<>();
    private final KitHome home;
    private final Journal journal;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Hub hub;
    private final HandDelivery delivery;
    private final Intake intake;
    /** What ends with it, the newest first. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    /** What is started: destinations with their settings, and whether their other side is that of their cases. */
    record Plan(
            Path home, Map<String, Map<String, String>> destinations, Map<String, Boolean> asInCases, Instant start) {}

    private TestHub(Plan plan, KitHome home, Hub hub) {
        this.home = home;
        this.hub = hub;
        clock = new SettableClock(plan.start());
        ends.push(home::close);
        try {
            province = FakeProvince.start(FakeProvince.Settings.defaults(), clock);
            ends.push(province::close);
            Database database = KitDatabase.fresh();
            ends.push(database::close);
            journal = Journal.open(database, clock, JournalSettings.defaults());
            ends.push(journal::close);
            ends.push(camel::stop);
            HandJournal held = new HandJournal(journal);
            RunningHub running = hub.start(
                    new HubParts(camel, held.journal(), Broker.embedded(), clock, new Random(1), destinations(plan)));
            ends.push(running::close);
            delivery = new HandDelivery(journal, held, running.delivery(), clock);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        intake = Intake.of(
                journal,
                RecordReader.of(RecordSchema.load(home.path().resolve("mappings")), hub.reference(), clock),
                IntakeSettings.owedTo(List.copyOf(plan.destinations().keySet())),
                clock);
    }

    static TestHub start(Plan plan) {
        KitHome home = KitHome.of(plan.home());
        return new TestHub(plan, home, sound(plan, home));
    }

    private static Hub sound(Plan plan, KitHome home) {
        try {
            Hub hub = Hub.at(home.path());
            List<Violation> violations = hub.check();
            if (!violations.isEmpty()) {
                throw new AssertionFailedError("The hub does not start with folders that are not sound. Found: "
                        + violations.stream().map(Violation::message).collect(Collectors.joining("\n", "\n", "\n"))
                        + "Put them right; 'check' says the same.");
            }
            for (String name : plan.destinations().keySet()) {
                if (!hub.connectors().names().contains(name)) {
                    throw new AssertionFailedError("There is no such connector. Found: " + name + " among "
                            + hub.connectors().names() + " in "
                            + plan.home().toAbsolutePath().normalize()
                            + ". A destination has the name of a folder in connectors/.");
                }
            }
            return hub;
        } catch (RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    private Map<String, Map<String, String>> destinations(Plan plan) {
        Map<String, Map<String, String>> all = new HashMap<>();
        plan.destinations().forEach((name, own) -> {
            Map<String, String> settings = new HashMap<>();
            if (plan.asInCases().getOrDefault(name, false)) {
                OtherSide other = new OtherSide(
                        home.path().resolve("connectors").resolve(name).resolve("cases"));
                ends.push(other::close);
                otherSides.put(name, other);
                settings.putAll(CasePlay.settings(other.address()));
                // A busy machine answers late, and no test is about that.
                settings.put("connect-timeout", "PT30S");
                settings.put("answer-timeout", "PT1M");
            } else {
                settings.put("address", province.address().toString());
                settings.put("username", FakeProvince.Settings.defaults().username());
                settings.put("password", FakeProvince.Settings.defaults().password());
            }
            settings.putAll(own);
            settings.keySet().retainAll(known(name, own));
            all.put(name, settings);
        });
        return all;
    }

    /** What the connector knows, and what the test said: the latter must not be passed over in silence. */
    private Set<String> known(String connector, Map<String, String> own) {
        Set<String> names = hub.connectors().settings(connector);
        names.addAll(own.keySet());
        return names;
    }

    /**
     * Pushes a record, as JSON, through the intake. Nothing is sent yet.
     *
     * @return the transfers that it is owed; the same again when it was pushed before
     * @throws AssertionFailedError if the intake refuses it, with its answer
     */
    public List<TransferView> push(String json) {
        IntakeResult result = offer(json);
        if (result instanceof IntakeResult.Held held) {
            return held.receipt().transfers().stream()
                    .map(owed -> transfer(owed.id()))
                    .toList();
        }
        throw new AssertionFailedError("The hub does not take the record. Found: HTTP " + result.status() + " "
                + new String(result.json(), StandardCharsets.UTF_8)
                + ". Put the record right, or call offer(json) where it must be refused.");
    }

    /** As {@link #push}; what the intake answers, whatever it is. */
    public IntakeResult offer(String json) {
        return intake.accept(new Source("test"), json.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    /** Where a transfer stands. */
    public TransferView transfer(long id) {
        return journal.transfer(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no such transfer. Found: " + id + ". push(json) gives those of a record."));
    }

    /** What was said to a destination for a transfer, and what it answered, in order; secrets masked. */
    public List<KeptExchange> exchanges(long id) {
        return journal.dossier(transfer(id).dossierCode()).stream()
                .flatMap(history -> history.events().stream())
                .filter(event -> event.transferId() == id)
                .map(DossierHistory.Event::exchanges)
                .flatMap(List::stream)
                .toList();
    }

    /** Moves what was pushed, by hand. */
    public HandDelivery delivery() {
        return delivery;
    }

    /** By which everything in the hub goes. */
    public SettableClock clock() {
        return clock;
    }

    /** The province beside the hub; holds nothing at first, and misbehaves when told to. */
    public FakeProvince province() {
        return province;
    }

    /**
     * The other side of a destination that answers as in its cases.
     *
     * @throws IllegalArgumentException of a destination that was not set up so
     */
    public OtherSide otherSide(String connector) {
        return Optional.ofNullable(otherSides.get(connector))
                .orElseThrow(() -> new IllegalArgumentException(
                        "This destination has no other side of its own. Found: " + connector
                                + ". HubExtension.asInCases(\"" + connector + "\") gives it one; there are: "
                                + otherSides.keySet()
                                + "."));
    }

    /** The journal: holds, releases, balance, and what else a person does. */
    public Journal journal() {
        return journal;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
