package vn.lienthong.hub.vocabulary;

/** The state of a dossier, in the order of the national codes 1 to 10 (wire form: the code as text). */
public enum Status {
    NEW(1),
    RECEIVED(2),
    REFUSED(3),
    PROCESSING(4),
    SUPPLEMENT_REQUESTED(5),
    PAYMENT_REQUESTED(6),
    WITHDRAWN(7),
    STOPPED(8),
    FINISHED(9),
    RETURNED(10);

    private final int nationalCode;

    Status(int nationalCode) {
        this.nationalCode = nationalCode;
    }

    /** The national code, 1 to 10. */
    public int nationalCode() {
        return nationalCode;
    }
}
