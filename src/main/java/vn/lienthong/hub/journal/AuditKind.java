package vn.lienthong.hub.journal;

import org.jspecify.annotations.Nullable;

/** What an entry of the audit is about. The letter is kept in the entries and must not change. */
enum AuditKind {
    /** Begins a node's chain; its id is the greatest one from before, which is not linked. */
    BEGINNING('G', "audit"),
    SUBMISSION('S', "submission"),
    REFUSED('R', "refused"),
    /** An attempt or act; its id is the transfer's, the link has the id of the row. */
    EVENT('V', "event"),
    /** A transfer's end; its id is the transfer's, which is older than the link. */
    END('E', "ended_transfer"),
    ARCHIVE('A', "archive"),
    RETIRED('T', "retired_block");

    final char letter;
    final String table;

    AuditKind(char letter, String table) {
        this.letter = letter;
        this.table = table;
    }

    static @Nullable AuditKind of(byte letter) {
        for (AuditKind kind : values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return null;
    }
}
