package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Answer;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.connector.Reading.NextStep;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * One try of a transfer on its way through a flow. A flow may run more than once within an attempt: after an enquiry,
 * or when an answer names a known next step such as sending as update. Used by one thread.
 */
public final class Attempt {
    private static final int MOST_PASSES = 8;

    private final Flight flight;
    private final Map<String, String> destination;
    private final BooleanSupplier mayBegin;
    private final Instant startedAt;
    private final List<KeptExchange> exchanges = new ArrayList<>(2);
    private final Map<NextStep, Integer> stepsTaken = new EnumMap<>(NextStep.class);
    private final OwnRecord record;
    private Held held;
    /** What was known of the steps when the messages were made; each confirmed one changes it. */
    private HeldSteps mappedFrom = HeldSteps.NONE;

    private boolean enquiry;
    private boolean again;
    private boolean cutOff;
    private boolean needsPerson;
    /** Why the record may not go; while we only ask, it holds back no more than what tells. */
    private @Nullable Hindrance hindrance;

    private boolean goesOn;
    /** The destination was asked, and does not hold the dossier: nothing that went before arrived. */
    private boolean knownMissing;
    /** The mapping says that the destination holds all that it could be told. */
    private boolean nothingNew;

    private int passes;
    private List<Message> messages = List.of();
    private @Nullable Outcome outcome;
    private @Nullable String unmappedCode;
    private String row = "none";

    /**
     * @param destination settings of the destination that a mapping may read
     * @param mayBegin asked before each message: whether this node may still begin to speak: no other one can have taken the transfer over
     */
    Attempt(Flight flight, Map<String, String> destination, BooleanSupplier mayBegin, Clock clock) {
        this.mayBegin = mayBegin;
        this.flight = flight;
        this.record = new OwnRecord(flight);
        this.destination = destination;
        this.startedAt = clock.instant();
        this.held = flight.held();
        this.enquiry = flight.unclear();
    }

    /** The transfer that is tried. */
    public Flight flight() {
        return flight;
    }

    /**
     * Goes on only when all files of the record are held; but a question waits for none.
     *
     * @param linked whether the mapping finds the hub's own address at each of them
     */
    public void files(RecordFiles files, boolean linked) {
        if (outcome == null) {
            hinder(record.hold(files, linked));
        }
    }

    /** Asks a register about the record, once in an attempt; what it finds is the mapping's to use. May end the attempt, if the lookup is required. */
    public void enrich(Lookup lookup) {
        if (outcome == null) {
            hinder(record.lookUp(lookup));
        }
    }

    /** When we only ask, not every mapping does: what tells all the same is held back at its message. */
    private void hinder(@Nullable Hindrance found) {
        hindrance = hindrance == null ? found : hindrance;
        if (!enquiry) {
            endHindered();
        }
    }

    /** Whether it ended by what held the record back, and not by the question that went before. */
    private boolean isHindered() {
        return hindrance != null && hindrance.outcome().equals(outcome);
    }

    private boolean endHindered() {
        if (hindrance != null) {
            end(hindrance.row(), hindrance.outcome());
        }
        return hindrance != null;
    }

    /** Maps the record for its destination; a refusal ends the attempt. */
    public void map(Mapping mapping) {
        if (outcome != null) {
            return;
        }
        mappedFrom = held.steps();
        MappingResult result = mapping.apply(record.mappingInput(held, enquiry, destination));
        if (result instanceof MappingResult.Mapped mapped) {
            messages = mapped.messages();
            nothingNew = messages.isEmpty();
        } else if (result instanceof MappingResult.Refused refused && !endHindered()) {
            unmappedCode = refused.unmappedCode();
            end(Landing.BY_MAPPING + refused.problem().code(), new Outcome.Rejected(refused.problem()));
        }
    }

    /** Sends the messages in order, each only after the one before was confirmed. Does nothing when the attempt has ended. */
    public void deliver(Connector connector) {
        if (outcome != null || messages.isEmpty() && !nothingNew) {
            return;
        }
        Remembered known = Remembered.of(held.reference());
        for (Message message : messages) {
            if (!message.enquiry() && endHindered()) {
                return;
            }
            Reading reading = converse(connector, message);
            if (reading == null) {
                end("cut-off", AttemptProblems.cutOff(exchanges));
                return;
            }
            if (followNextStep(connector, reading)) {
                return;
            }
            row = reading.row();
            if (!(reading.outcome() instanceof Outcome.Delivered delivered)) {
                if (reading.outcome() instanceof Outcome.Unclear) {
                    held = held.with(held.steps().doubting(message.confirmsSteps()));
                }
                end(reading.row(), reading.outcome(), connector.needsPerson(reading.row()));
                return;
            }
            if (message.enquiry()) {
                learn(reading);
                return;
            }
            Remembered now = known.with(delivered.reference(), reading.remembered());
            held = confirmed(message, now.text());
            if (now.tellsMoreThan(known)) {
                // What it gave must be in the journal before anything else leaves: after a crash it would be asked for
                // a second time.
                goesOn = true;
                end(row, new Outcome.Deferred(AttemptProblems.writtenDown(reading), Duration.ZERO, false));
                return;
            }
            known = now;
        }
        held = held.with(held.steps().settled());
        row = nothingNew ? "nothing-new" : row;
        end(row, new Outcome.Delivered(known.reference()));
    }

    /** Whether it only broke off so that what the destination gave is in the journal before the next message: all that was said was taken. */
    boolean goesOn() {
        return goesOn;
    }

    /** Ends the attempt by hand: the verb {@code park} of a flow. What has ended already stays as it ended. */
    public void reject(Problem problem) {
        if (outcome == null) {
            end("parked-by-flow", new Outcome.Rejected(problem));
        }
    }

    /** Whether the flow must run once more for this attempt. */
    public boolean runsAgain() {
        boolean more = again && outcome == null;
        again = false;
        return more;
    }

    /** How it ended; a flow that mapped or delivered nothing ends rejected. */
    Outcome outcome() {
        if (outcome == null) {
            row = "flow-without-delivery";
            outcome = new Outcome.Rejected(AttemptProblems.withoutDelivery(row, flight.destination()));
        }
        return outcome;
    }

    void fail(Throwable e) {
        held = held.with(held.steps().doubtingAll());
        end("flow-failed", new Outcome.Unclear(AttemptProblems.flowFailed(e, flight.destination())));
    }

    Instant startedAt() {
        return startedAt;
    }

    String row() {
        return row;
    }

    Held held() {
        return held;
    }

    /** Whether it ended in a trouble of the destination that passes only when a person acts. */
    boolean needsPerson() {
        return needsPerson;
    }

    /** Whether it ended only because a file is still on its way here. */
    boolean isFetching() {
        return hindrance != null && isHindered() && hindrance.fetching();
    }

    @Nullable
    String unmappedCode() {
        return unmappedCode;
    }

    /** What was said to the destination. */
    List<KeptExchange> exchanges() {
        return exchanges;
    }

    /** All that is kept: what registers were asked, then what was said to the destination. */
    List<KeptExchange> kept() {
        return record.keptBefore(exchanges);
    }

    /** Whether it ended because a register does not answer, which is no trouble of the destination. */
    boolean awaitsLookup() {
        return row.equals(Lookup.AWAITED);
    }

    /** Once too late, always too late: by then another node may have begun. */
    private boolean mayBegin() {
        cutOff |= !mayBegin.getAsBoolean();
        return !cutOff;
    }

    /** How it ended, for the destination's gate. */
    Gate.End forGate() {
        if (cutOff || isHindered()) {
            // Our own trouble, and none of the destination's.
            return new Gate.End(!exchanges.isEmpty(), null, null, true);
        }
        boolean spoke = !exchanges.isEmpty();
        if (outcome instanceof Outcome.Deferred deferred && deferred.trouble()) {
            return new Gate.End(spoke, trouble(deferred.problem()), deferred.after(), deferred.everybody());
        }
        return outcome instanceof Outcome.Unclear unclear && unclear.trouble()
                ? new Gate.End(spoke, trouble(unclear.problem()), null, true)
                : new Gate.End(spoke, null, null, true);
    }

    private Trouble trouble(Problem problem) {
        return new Trouble(row, Symptom.of(exchanges), problem.message());
    }

    /** Null when it was too late to begin. */
    private @Nullable Reading converse(Connector connector, Message message) {
        boolean mayRepeat = mayRepeat(connector, message);
        while (mayBegin()) {
            Conversation said = connector.call(
                    message.operation(),
                    message.body(),
                    new IdempotencyKey.Of(flight, message, flight.unclear() && !knownMissing),
                    this::mayBegin);
            // What had gone up before is kept, also where the message itself was too late.
            said.uploads().forEach(upload -> keep(upload, true));
            if (cutOff) {
                return null;
            }
            keep(said, mayRepeat);
            Reading reading = connector.read(said.operation(), said.answer());
            if (said.endedAtUpload(message.operation())) {
                reading = reading.ofPreparation();
            }
            if (reading.next() != NextStep.LOG_IN_AGAIN || !mayTake(connector, NextStep.LOG_IN_AGAIN)) {
                return reading;
            }
            connector.logInAgain(said.session());
        }
        return null;
    }

    /**
     * A message that confirms existence is the whole state: sending it again changes nothing, unless the destination looks for no duplicate and the end of
     * what went before is not known.
     */
    private boolean mayRepeat(Connector connector, Message message) {
        return message.confirmsExistence()
                ? flight.unclear() && connector.storesTwice(message.operation())
                : mappedFrom.mayRepeat(message.confirmsSteps());
    }

    private boolean followNextStep(Connector connector, Reading reading) {
        NextStep next = reading.next();
        if (next == null || next == NextStep.LOG_IN_AGAIN || !mayTake(connector, next)) {
            return false;
        }
        row = reading.row();
        if (next == NextStep.ENQUIRE) {
            // Some of its steps are there, and nobody said which: the count decides one by one.
            held = held.with(held.steps().doubtingAll());
            enquiry = true;
            passAgain();
            return true;
        }
        held = next == NextStep.SEND_AS_UPDATE ? new Held(true, held.steps(), held.reference()) : Held.NOTHING;
        passAgain();
        return true;
    }

    private boolean mayTake(Connector connector, NextStep step) {
        return stepsTaken.merge(step, 1, Integer::sum) <= connector.limit(step);
    }

    private void learn(Reading reading) {
        String about = reading.dossier();
        if (about != null && !about.equalsIgnoreCase(flight.dossierCode())) {
            held = held.with(held.steps().doubtingAll());
            end("enquiry-about-another", new Outcome.Unclear(AttemptProblems.aboutAnother()));
            return;
        }
        Boolean exists = reading.exists();
        if (exists != null) {
            // Of a resend the count says nothing: what is to go again may have been there all along.
            boolean tells = reading.steps() >= 0 && flight.again() == 0;
            HeldSteps steps = held.steps().counting(tells ? reading.steps() : null);
            held = exists ? new Held(true, steps, held.reference()) : Held.NOTHING;
            knownMissing = !exists;
        }
        enquiry = false;
        passAgain();
    }

    private void passAgain() {
        hindrance = null;
        again = ++passes < MOST_PASSES;
        if (!again) {
            end("ping-pong", new Outcome.Rejected(AttemptProblems.pingPong(passes, row)));
        }
    }

    private Held confirmed(Message message, @Nullable String reference) {
        HeldSteps steps = held.steps().confirming(message.confirmsSteps());
        return new Held(held.exists() || message.confirmsExistence(), steps, reference);
    }

    private void keep(Conversation said, boolean mayRepeat) {
        long millis = said.took().toMillis();
        if (said.answer() instanceof Answer.Http http) {
            exchanges.add(new KeptExchange(
                    said.operation(), said.sent(), http.status(), null, http.body(), millis, mayRepeat));
        } else if (said.answer() instanceof Answer.Failed failed) {
            exchanges.add(new KeptExchange(
                    said.operation(), said.sent(), 0, AttemptProblems.named(failed), new byte[0], millis, mayRepeat));
        }
    }

    void end(String row, Outcome outcome) {
        end(row, outcome, false);
    }

    void end(String row, Outcome outcome, boolean needsPerson) {
        this.needsPerson = needsPerson;
        this.row = row;
        this.outcome = outcome;
    }
}
