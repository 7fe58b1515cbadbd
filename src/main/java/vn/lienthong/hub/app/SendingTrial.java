package vn.lienthong.hub.app;

import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.TrialAttempt;
import vn.lienthong.hub.delivery.TrialAttempt.Asked;
import vn.lienthong.hub.delivery.TrialAttempt.Told;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.rehearsal.Trial;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Sends records to an address for tests, as delivery sends them to the real one, and asks there what became of them. Transfers are made up: nobody else
 * knows them.
 */
final class SendingTrial implements Trial {
    private static final int AT_ONCE = 4;
    /** Dossiers of which is remembered what the address gave; of older ones it says itself that it has them. */
    private static final int REMEMBERED = 20_000;

    private final MappedTrial mapped;
    private final Connector connector;
    private final CamelContext camel;
    private final String address;
    private final Map<String, String> forMapping;
    private final TrialAttempt attempt;
    /** Unlike any real one, and of any other rehearsal: the address must not answer from memory. */
    private final AtomicLong transfers;

    private final Map<String, Held> held = Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Where it sends to. */
    record To(Map<String, String> settings, Clock clock) {}

    /** Makes what sends records. */
    interface Attempts {
        TrialAttempt to(Connector connector, Map<String, String> forMapping);
    }

    SendingTrial(MappedTrial mapped, Connector connector, CamelContext camel, To to, Attempts attempts) {
        this.mapped = mapped;
        this.connector = connector;
        this.camel = camel;
        this.address = shown(to.settings().getOrDefault("address", ""));
        this.forMapping = DestinationSettings.forMapping(to.settings());
        this.attempt = attempts.to(connector, forMapping);
        this.transfers = new AtomicLong(to.clock().millis() << 20);
    }

    private static String shown(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public Verdict of(Subject subject) {
        // What would fail without the address fails by the same words as without it.
        Verdict before = mapped.of(subject);
        if (before instanceof Unfit) {
            return before;
        }
        Held now = held.getOrDefault(subject.dossierCode(), Held.NOTHING);
        Told told = attempt.tell(flight(subject, now));
        held.put(subject.dossierCode(), told.held());
        List<String> notes = before.notes();
        return verdict(told, notes);
    }

    private static Verdict verdict(Told told, List<String> notes) {
        Problem problem = told.outcome().problem();
        if (problem != null) {
            boolean trouble = told.outcome().isTrouble() || told.outcome() instanceof Outcome.Deferred;
            Stage stage = told.unmappedCode() != null || told.row().startsWith("mapping/")
                    ? Stage.MAPPING
                    : told.row().startsWith("file-") ? Stage.FILES : trouble ? Stage.TROUBLE : Stage.ANSWER;
            return new Unfit(stage, problem, told.unmappedCode(), notes);
        }
        Asked asked = told.asked();
        int steps = told.held().steps().confirmed().size();
        if (asked != null && (!asked.exists() || asked.steps() >= 0 && asked.steps() < steps)) {
            return new Unfit(Stage.ENQUIRY, otherwise(asked, steps), null, notes);
        }
        return new Fit(notes, told.messages(), told.took());
    }

    private static Problem otherwise(Asked asked, int steps) {
        return new Problem(
                asked.exists() ? "held-with-fewer-steps" : "taken-and-not-held",
                "The address for tests said that it took the dossier, and an enquiry finds it otherwise.",
                asked.exists() ? asked.steps() + " of " + steps + " steps are there" : "no such dossier there",
                "Ask the province what becomes of what it says it took.");
    }

    private Flight flight(Subject subject, Held now) {
        return new Flight(
                transfers.incrementAndGet(),
                // What is noted of its files is the real submission's alone.
                0,
                "rehearsal",
                mapped.destination(),
                subject.record().path("unit").asText(),
                subject.dossierCode(),
                subject.revision(),
                subject.content(),
                0,
                0,
                false,
                now,
                subject.acceptedAt(),
                null,
                0);
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public String sendsTo() {
        return address;
    }

    @Override
    public void close() {
        camel.stop();
    }

    @Override
    public String toString() {
        return "SendingTrial[" + connector.name() + "]";
    }
}
