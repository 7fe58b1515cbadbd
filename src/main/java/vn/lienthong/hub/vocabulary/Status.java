package vn.lienthong.hub.vocabulary;

/** The state of a dossier, in the order of the national codes 1 to 10 (wire form: the code as text). */
public enum Status {
    NEW,
    RECEIVED,
    REFUSED,
    PROCESSING,
    SUPPLEMENT_REQUESTED,
    PAYMENT_REQUESTED,
    WITHDRAWN,
    STOPPED,
    FINISHED,
    RETURNED;

    /** The national code, 1 to 10. */
    public int nationalCode() {
        return ordinal() + 1;
    }
}
