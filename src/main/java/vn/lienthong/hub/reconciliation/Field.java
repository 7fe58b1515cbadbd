package vn.lienthong.hub.reconciliation;

import java.util.List;

/** What is compared of a dossier, each as one number; see {@link Values}. */
enum Field {
    STATUS(0, Kind.STATUS),
    RECEIVED(1, Kind.RECEIVED),
    DUE(2, Kind.DUE),
    FINISHED(3, Kind.FINISHED),
    COUNT(4, Kind.ATTACHMENTS),
    NAMES(5, Kind.ATTACHMENTS),
    SUMS(6, Kind.ATTACHMENTS);

    static final List<Field> ALL = List.of(values());

    /** Its place among the values of a row. */
    final int at;

    final Kind kind;

    Field(int at, Kind kind) {
        this.at = at;
        this.kind = kind;
    }

    boolean isDate() {
        return this == RECEIVED || this == DUE || this == FINISHED;
    }

    /** Nothing said and none are the same for these. */
    boolean isOfFiles() {
        return kind == Kind.ATTACHMENTS;
    }
}
