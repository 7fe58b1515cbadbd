package vn.lienthong.hub.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Landing.KeptExchange;

/**
 * What was said and answered by one transfer, kept to be replayed. Immutable but for its bytes: treat them as such.
 *
 * @param record the record that led to it, as canonical JSON; null when it is not known
 * @param legs in order
 * @param ignore what differs from time to time and means nothing, written down by a person
 * @param notes what masking and recording changed, for people
 */
public record RecordedExchange(
        About about, byte @Nullable [] record, List<Leg> legs, List<Ignored> ignore, List<String> notes) {

    /** Stands where a secret was. */
    public static final String DROPPED = "(dropped)";

    /**
     * Where it comes from.
     *
     * @param dossierCode of the record; empty when it is not known
     * @param transfer id in the journal it was taken from; empty when it was not
     * @param connector by whose words the bytes are read
     * @param versions of the hub, and sums of the files of connector and mapping, by name
     * @param state of the transfer when it was recorded, such as {@code DELIVERED}; empty when it is not known
     * @param row of {@code outcomes.yaml} that decided last
     * @param acceptedAt when the record was accepted, or the exchange began
     */
    public record About(
            String dossierCode,
            int revision,
            String transfer,
            String unit,
            String destination,
            String connector,
            Map<String, String> versions,
            String state,
            @Nullable String row,
            @Nullable String problem,
            @Nullable Instant acceptedAt,
            Recorded recorded) {

        public About {
            versions = Map.copyOf(versions);
        }

        /** The same, recorded otherwise. */
        public About recorded(Recorded other) {
            return new About(
                    dossierCode,
                    revision,
                    transfer,
                    unit,
                    destination,
                    connector,
                    versions,
                    state,
                    row,
                    problem,
                    acceptedAt,
                    other);
        }
    }

    /**
     * Who recorded it, when and why.
     *
     * @param from {@code journal}, {@code live}, {@code har}, {@code wiremock}, {@code soapui} or {@code postman}
     * @param set recording set whose key masked it; null when it is as it was
     * @param keyId tells keys apart, and nothing of them; null with the set
     */
    public record Recorded(
            Instant at, String by, String why, String from, @Nullable String set, @Nullable String keyId) {
        public boolean masked() {
            return set != null;
        }
    }

    /**
     * One message and its answer, each as bytes of HTTP/1.1, not chunked.
     *
     * @param answer null when none came
     * @param failure how the network failed, if it did
     * @param headMade whether the heads were put in front by the recorder, because only bodies were kept
     * @param mayRepeat whether something was sent of which nobody could tell whether it had arrived before
     */
    public record Leg(
            String operation,
            byte[] request,
            byte @Nullable [] answer,
            @Nullable String failure,
            long tookMillis,
            boolean headMade,
            boolean mayRepeat) {
        /** Whether it was asked of a register on the way, and not said to the destination. */
        public boolean isLookup() {
            return operation.startsWith(KeptExchange.LOOKUP);
        }
    }

    /** A place whose differences mean nothing, and why. */
    public record Ignored(String where, String why) {}
}
