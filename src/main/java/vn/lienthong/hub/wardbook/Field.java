package vn.lienthong.hub.wardbook;

import org.jspecify.annotations.Nullable;

/** What a column of a book can be. The headings that stand for each are in {@code mappings/tables/ward-book-words.csv}. */
enum Field {
    SERIAL("", false),
    DOSSIER_CODE("/dossierCode", false),
    UNIT("/unit", false),
    PROCEDURE_CODE("/procedureCode", false),
    PROCEDURE_NAME("/procedureCode", false),
    RECEIVED_AT("/receivedAt", false),
    DUE_AT("/dueAt", false),
    FINISHED_AT("/finishedAt", false),
    RETURNED_AT("/returnedAt", false),
    STATUS("/status", false),
    CHANNEL("/channel", false),
    APPLICANT_KIND("/applicant/kind", false),
    APPLICANT_NAME("/applicant/name", true),
    BORN_ON("/applicant/bornOn", true),
    SEX("/applicant/sex", true),
    IDENTITY("/applicant/identity/number", true),
    IDENTITY_DATE("/applicant/identity/issuedOn", true),
    IDENTITY_PLACE("/applicant/identity/issuedBy", false),
    TAX_CODE("/applicant/identity/number", true),
    PHONE("/applicant/phone", true),
    EMAIL("/applicant/email", true),
    ADDRESS("/applicant/address/line", true),
    SUBMITTER_NAME("/submitter/name", true),
    SUBMITTER_PHONE("/submitter/phone", true),
    RECEIPT_NUMBER("/receiptNumber", false),
    SUMMARY("/summary", true),
    FEE("/fees/0/amount", false),
    OFFICER("/extra/officer", true),
    NOTE("/extra/note", true),
    CHECKED("", false),
    REMARKS("", false);

    private final String pointer;
    private final boolean personal;

    Field(String pointer, boolean personal) {
        this.pointer = pointer;
        this.personal = personal;
    }

    /** Where it stands in a record. */
    String pointer() {
        return pointer;
    }

    /** Whether only its shape may be told. */
    boolean isPersonal() {
        return personal;
    }

    /** Whether it holds dates. */
    boolean isDate() {
        return switch (this) {
            case RECEIVED_AT, DUE_AT, FINISHED_AT, RETURNED_AT, BORN_ON, IDENTITY_DATE -> true;
            default -> false;
        };
    }

    /** Which field a place in a record came from; null when from none alone. */
    static @Nullable Field at(String pointer) {
        for (Field field : values()) {
            if (!field.pointer.isEmpty()
                    && (pointer.equals(field.pointer) || pointer.startsWith(field.pointer + "/"))) {
                return field;
            }
        }
        return pointer.startsWith("/applicant/identity") ? IDENTITY : null;
    }
}
