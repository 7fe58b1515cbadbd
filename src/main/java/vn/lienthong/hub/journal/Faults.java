package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of the database means for the work that met it. */
enum Faults {
    /** The database is out of reach or has no room: the work may be done later. */
    AWAY,
    /** Another node was in the way: the same work again will do. */
    AGAIN,
    /** The work itself is at fault. */
    WORK;

    /** Deadlock, serialization failure, a dossier that another node made at the same moment, a wait that took too long. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "23505", "55P03");

    /** We stood still within a transaction, and were thrown out of it with our connection. */
    private static final String THROWN_OUT = "25P03";

    /** Connection, operator intervention (shutdown), insufficient resources (disk full), and a server that only reads. */
    private static final Set<String> CLASSES_AWAY = Set.of("08", "57", "53", "58", "F0");

    static Faults of(SQLException e) {
        String state = e.getSQLState();
        // A pool that could not connect passes on whatever code the last try met.
        if (e instanceof SQLTransientConnectionException
                || state == null
                || state.length() < 2
                || state.equals("25006")
                || state.equals(THROWN_OUT)) {
            return AWAY;
        }
        if (PASSING.contains(state)) {
            return AGAIN;
        }
        return CLASSES_AWAY.contains(state.substring(0, 2)) ? AWAY : WORK;
    }

    /** One word for health. */
    static String word(@Nullable SQLException e) {
        return e != null && "53100".equals(e.getSQLState()) ? "disk-full" : "database-away";
    }
}
