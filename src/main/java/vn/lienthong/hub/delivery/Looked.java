package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import vn.lienthong.hub.journal.Landing.KeptExchange;

/**
 * What came of asking a register about one record. Immutable.
 *
 * @param finding what the mapping of the destination sees; it may hold what the register says of a person
 * @param how {@code asked}, {@code remembered}, {@code not-asked}, {@code unavailable} or {@code unusable}
 * @param why in words that name nobody; empty when it was answered
 * @param tookMillis how long the transfer waited for it
 */
record Looked(ObjectNode finding, String how, String why, long tookMillis) {

    static final String UNAVAILABLE = "unavailable";
    /** It could not be asked about this record, or its answer not be compared: that does not pass by waiting. */
    static final String UNUSABLE = "unusable";

    static final String NOT_ASKED = "not-asked";

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

    /** An answer that a mapping has compared with the record. */
    static Looked found(JsonNode finding, String how, long tookMillis) {
        return new Looked(((ObjectNode) finding).put("how", how), how, "", tookMillis);
    }

    /** @param how {@link #UNAVAILABLE}, {@link #UNUSABLE} or {@link #NOT_ASKED} */
    static Looked without(String how, String why, long tookMillis) {
        ObjectNode finding = JsonNodeFactory.instance.objectNode();
        finding.put("verdict", how.equals(NOT_ASKED) ? "NOT_ASKED" : "UNAVAILABLE");
        finding.put("accepted", how.equals(NOT_ASKED));
        finding.putArray("differences");
        return new Looked(finding.put("how", how), how, why, tookMillis);
    }

    boolean isUnavailable() {
        return how.equals(UNAVAILABLE);
    }

    boolean isUnusable() {
        return how.equals(UNUSABLE);
    }

    boolean isAccepted() {
        return finding.path("accepted").asBoolean();
    }

    /** What differs, as codes. */
    String differences() {
        StringBuilder all = new StringBuilder();
        finding.path("differences")
                .forEach(one -> all.append(all.isEmpty() ? "" : ", ").append(code(one)));
        return all.toString();
    }

    String verdict() {
        return code(finding.path("verdict"));
    }

    /** Kept with the exchanges of the attempt: the finding in codes, and nothing that was said of anybody. */
    KeptExchange kept(String name, LookupSettings.Policy policy) {
        ObjectNode answered = JsonNodeFactory.instance.objectNode();
        answered.put("verdict", verdict()).put("accepted", isAccepted());
        answered.put("differences", differences()).put("how", how);
        if (!why.isEmpty()) {
            answered.put("why", why);
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("policy", policy.name());
        return new KeptExchange(KeptExchange.LOOKUP + name, bytes(asked), 0, null, bytes(answered), tookMillis, false);
    }

    /** A mapping decides what it writes; what has not the form of a code may be about a person. */
    private static String code(JsonNode word) {
        return CODE.matcher(word.asText("")).matches() ? word.asText() : "(no code)";
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Looked[" + verdict() + ", " + how + "]";
    }
}
