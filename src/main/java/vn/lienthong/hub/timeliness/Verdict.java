package vn.lienthong.hub.timeliness;

/** Whether a legal deadline was met as the destination counts it; if not, where the time went. Each has exactly one. */
enum Verdict {
    /** The destination confirmed the fact by the deadline. */
    ON_TIME("onTime", "on time", "đúng hạn"),
    /** The deadline is over and no fact is known that meets it. */
    NOT_DONE("notDone", "not done yet", "quá hạn, chưa giải quyết"),
    /** The fact itself happened after the deadline. */
    OFFICE("lateByOffice", "late by the office", "trễ do nơi xử lý"),
    /** The fact was in time and reached the hub after the deadline. */
    SOURCE("lateBySource", "late by the source", "trễ do nơi gửi lên muộn"),
    /** The hub had it in time, and most of the wait was the hub's. */
    TRANSFER("lateByTransfer", "late by the transfer", "trễ do khâu chuyển"),
    /** The hub had it in time, and most of the wait was the destination's: out of service, or it refused the record. */
    DESTINATION("lateByDestination", "late by the destination", "trễ do bên nhận");

    /** How it is called in JSON. */
    final String field;

    final String en;
    final String vi;

    Verdict(String field, String en, String vi) {
        this.field = field;
        this.en = en;
        this.vi = vi;
    }
}
