package vn.lienthong.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import vn.lienthong.hub.connector.MessageKey;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * The name under which a destination may know a repetition: the same key means the same bytes. A create that becomes an update
 * of the same transfer says something else, so it has another key.
 */
final class IdempotencyKey {
    /** Twelve hexadecimal digits: enough to tell the few messages of one transfer apart. */
    private static final int BYTES = 6;

    private IdempotencyKey() {}

    /** Of a message as the mapping made it: a session or a signature comes in later and differs with each login. */
    static String of(long transferId, Message message) {
        return of(transferId, 0, message);
    }

    /**
     * The same of a transfer that a person had sent again so many times: a deliberate resend is none of the repetitions that a destination
     * is to answer from memory.
     */
    static String of(long transferId, int again, Message message) {
        byte[] body = message.body().toString().getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(Sha256.of(body), 0, BYTES);
        return Ids.text(transferId) + "-" + message.operation() + "-" + hash + (again == 0 ? "" : "-" + again);
    }

    /** Worked out when it is asked for: most connectors send none. */
    record Of(Flight flight, Message message, boolean mayHaveArrived) implements MessageKey {

        @Override
        public String get() {
            return IdempotencyKey.of(flight.transferId(), flight.again(), message);
        }

        @Override
        public String transfer() {
            return flight.transferId() + "-" + flight.again();
        }

        @Override
        public long submission() {
            return flight.submissionId();
        }
    }
}
