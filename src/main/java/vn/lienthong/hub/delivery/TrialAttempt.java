package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * A record on its way to an address for tests: the very {@link Attempt} that delivery makes, with nobody who writes down how it ended. No lane, gate,
 * quota or journal knows of it. Thread-safe.
 */
public final class TrialAttempt {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As often as a destination may give a dossier something before the rest of it is sent. */
    private static final int MOST_PARTS = 8;

    private final Mapping mapping;
    private final Connector connector;
    private final Map<String, String> settings;
    private final Clock clock;
    private final @Nullable Files files;

    /** What the flow does with the files of a record. */
    public record Files(RecordFiles files, boolean linked) {}

    /**
     * What came of it.
     *
     * @param held what the address holds of the dossier now
     * @param row of {@code outcomes.yaml}, or what ended it before
     * @param notes of the mapping
     * @param took mapping and all exchanges together; zero where nothing was said
     * @param asked what an enquiry found afterwards; null where it cannot be asked, or nothing was delivered
     */
    public record Told(
            Outcome outcome,
            String row,
            @Nullable String unmappedCode,
            Held held,
            List<String> notes,
            int messages,
            Duration took,
            @Nullable Asked asked) {}

    /**
     * What an enquiry found.
     *
     * @param steps -1 when it does not say
     */
    public record Asked(boolean exists, int steps) {}

    /**
     * Sends nothing yet.
     *
     * @param connector opened for the address for tests
     * @param settings that the mapping may read
     */
    public TrialAttempt(
            Mapping mapping, Connector connector, Map<String, String> settings, @Nullable Files files, Clock clock) {
        this.mapping = mapping;
        this.connector = connector;
        this.settings = settings;
        this.files = files;
        this.clock = clock;
    }

    /** Sends a record, in as many attempts as delivery would need, and asks what became of it. */
    public Told tell(Flight record) {
        Recorder recorder = new Recorder(mapping);
        List<KeptExchange> said = new ArrayList<>();
        Flight flight = record;
        long began = System.nanoTime();
        Attempt attempt = flown(flight, recorder);
        said.addAll(attempt.exchanges());
        for (int part = 1; part < MOST_PARTS && attempt.goesOn(); part++) {
            flight = holding(flight, attempt.held());
            attempt = flown(flight, recorder);
            said.addAll(attempt.exchanges());
        }
        long took = said.isEmpty() ? 0 : System.nanoTime() - began;
        Outcome outcome = attempt.outcome();
        Asked asked = outcome instanceof Outcome.Delivered ? asked(holding(flight, attempt.held())) : null;
        return new Told(
                outcome,
                attempt.row(),
                attempt.unmappedCode(),
                attempt.held(),
                recorder.notes,
                said.size(),
                Duration.ofNanos(took),
                asked);
    }

    private Attempt flown(Flight flight, Mapping recorder) {
        Attempt attempt = new Attempt(flight, settings, () -> true, clock);
        do {
            if (files != null) {
                attempt.files(files.files(), files.linked());
            }
            attempt.map(recorder);
            attempt.deliver(connector);
        } while (attempt.runsAgain());
        return attempt;
    }

    private @Nullable Asked asked(Flight flight) {
        MappingResult made = mapping.apply(MappingInput.of(content(flight), flight.held(), true, settings));
        if (!(made instanceof MappingResult.Mapped mapped)
                || mapped.messages().size() != 1
                || !mapped.messages().get(0).enquiry()) {
            return null;
        }
        Message question = mapped.messages().get(0);
        Conversation said = connector.call(
                question.operation(), question.body(), new IdempotencyKey.Of(flight, question, false), () -> true);
        Reading reading = connector.read(said.operation(), said.answer());
        String about = reading.dossier();
        Boolean exists = reading.exists();
        return exists == null || about != null && !about.equalsIgnoreCase(flight.dossierCode())
                ? null
                : new Asked(exists, reading.steps());
    }

    private static JsonNode content(Flight flight) {
        try {
            return JSON.readTree(flight.content());
        } catch (IOException e) {
            throw new IllegalStateException("A record of a rehearsal is no JSON", e);
        }
    }

    private static Flight holding(Flight flight, Held held) {
        return new Flight(
                flight.transferId(),
                flight.submissionId(),
                flight.source(),
                flight.destination(),
                flight.unit(),
                flight.dossierCode(),
                flight.revision(),
                flight.content(),
                flight.attempts(),
                flight.troubles(),
                flight.unclear(),
                held,
                flight.acceptedAt(),
                flight.firstTriedAt(),
                flight.again());
    }

    /** Keeps what the mapping noted. */
    private static final class Recorder implements Mapping {
        private final Mapping mapping;
        private List<String> notes = List.of();

        Recorder(Mapping mapping) {
            this.mapping = mapping;
        }

        @Override
        public String name() {
            return mapping.name();
        }

        @Override
        public MappingResult apply(JsonNode input) {
            MappingResult result = mapping.apply(input);
            if (result instanceof MappingResult.Mapped mapped) {
                notes = mapped.notes();
            }
            return result;
        }
    }
}
