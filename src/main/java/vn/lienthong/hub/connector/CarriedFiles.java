package vn.lienthong.hub.connector;

import java.util.Map;

/**
 * The files that go out with a message, known to be held.
 *
 * @param field what holds their claims in the message
 * @param claims how many there are, the same file twice counted twice
 * @param sizes in bytes, by SHA-256
 */
record CarriedFiles(String field, Form form, int claims, Map<String, Long> sizes, HeldFiles files) {

    /** How a claim begins. */
    static final String CLAIM = "sha256:";

    /** How a file travels. */
    enum Form {
        /** Where the claim stood. */
        BASE64,
        /** As a part of its own, and in its place an {@code xop:Include}: to whoever reads the message as if it were inside. */
        MTOM,
        /** As a part of its own, and in its place {@code cid:} and the name of the part. */
        ATTACHMENTS
    }
}
