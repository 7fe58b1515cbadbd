package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of one destination say what they say, as its outcomes.yaml tells. Immutable.
 *
 * @param code where its business code stands, if it has one
 * @param message where its message may stand; the first place that holds words counts
 * @param contract the WSDL by which it answers SOAP; null: it answers JSON
 * @param opens texts in which something is packed, the outer one before the inner one
 */
record AnswerForm(
        @Nullable JsonPath code, List<JsonPath> message, @Nullable ContractFile contract, List<Opening> opens) {

    /** A destination that says nothing of it: only the status is known. */
    static final AnswerForm UNKNOWN = new AnswerForm(null, List.of(), null, List.of());

    /** Names, in lower case, of the fields that hold the message. */
    Set<String> messageFields() {
        return message.stream()
                .filter(path -> !path.steps().isEmpty())
                .map(path -> path.steps().get(path.steps().size() - 1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
