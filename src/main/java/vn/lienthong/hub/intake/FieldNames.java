package vn.lienthong.hub.intake;

import java.util.Set;

/** The field names of a DossierRecord, sorted by what may be done to their texts. */
final class FieldNames {
    /** Codes, numbers, dates and addresses of machines: white space around them is an accident of copying. */
    private static final Set<String> CODES = Set.of(
            "dossierCode",
            "procedureCode",
            "unit",
            "channel",
            "receiptNumber",
            "status",
            "receivedAt",
            "dueAt",
            "finishedAt",
            "returnedAt",
            "returnMethod",
            "kind",
            "bornOn",
            "sex",
            "type",
            "number",
            "issuedOn",
            "phone",
            "email",
            "ward",
            "district",
            "province",
            "code",
            "attachments",
            "attachment",
            "id",
            "mediaType",
            "sha256",
            "url",
            "amount",
            "due",
            "paidAt",
            "at",
            "startedAt",
            "requestedAt",
            "newDueAt");

    private static final Set<String> MOMENTS = Set.of(
            "receivedAt", "dueAt", "finishedAt", "returnedAt", "paidAt", "at", "startedAt", "requestedAt", "newDueAt");

    private static final Set<String> DAYS = Set.of("bornOn", "issuedOn");

    /** Objects, lists and free text. */
    private static final Set<String> OTHERS = Set.of(
            "revision",
            "serviceLevel",
            "summary",
            "applicant",
            "submitter",
            "name",
            "identity",
            "issuedBy",
            "address",
            "line",
            "papers",
            "originals",
            "certifiedCopies",
            "photocopies",
            "size",
            "fees",
            "paidBy",
            "steps",
            "by",
            "position",
            "department",
            "note",
            "supplements",
            "content",
            "results",
            "extra");

    private FieldNames() {}

    /** What may be done to the text under a name. */
    enum Kind {
        /** Under {@code extra}: nothing but NFC. */
        VERBATIM,
        TEXT,
        CODE,
        /** A point in time, trimmed. */
        MOMENT,
        /** A day, a month or a year, trimmed. */
        DAY
    }

    static boolean known(String name) {
        return CODES.contains(name) || OTHERS.contains(name);
    }

    static Kind kind(String name) {
        if (!CODES.contains(name)) {
            return Kind.TEXT;
        }
        return MOMENTS.contains(name) ? Kind.MOMENT : DAYS.contains(name) ? Kind.DAY : Kind.CODE;
    }
}
