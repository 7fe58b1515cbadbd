package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope was found to say. Immutable.
 *
 * @param tree what stands in the wrapper, or in the Fault under {@code Fault}; null when nothing of it may be believed
 * @param fault local part of a Fault's code; null when it is none
 * @param why in what it does not keep the contract, or was not read; empty otherwise. Names places, never what stands there
 */
record SoapReading(Kind kind, @Nullable JsonNode tree, @Nullable String fault, String why) {

    enum Kind {
        /** An envelope with what the contract says, or with a Fault. */
        KEPT,
        /** An envelope with something else. */
        OFF_CONTRACT,
        /** XML that could do harm and was not read to its end. */
        HARMFUL,
        /** An envelope that keeps the contract, with something packed in it that cannot be opened. */
        NOT_OPENED,
        /** It is not signed as it must be: whatever it says, nothing of it was looked at. */
        UNTRUSTED,
        /** No envelope, or half of one. */
        NOT_SOAP
    }

    static SoapReading kept(JsonNode tree) {
        return new SoapReading(Kind.KEPT, tree, null, "");
    }

    static SoapReading fault(JsonNode tree, String code) {
        return new SoapReading(Kind.KEPT, tree, code, "");
    }

    static SoapReading of(Kind kind, String why) {
        return new SoapReading(kind, null, null, why);
    }
}
