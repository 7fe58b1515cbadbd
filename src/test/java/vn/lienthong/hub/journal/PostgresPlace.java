package vn.lienthong.hub.journal;

import java.nio.file.Path;
import java.util.List;

/** For test kits that start a PostgreSQL of their own: where the programs are that the hub brings. */
public final class PostgresPlace {
    private PostgresPlace() {}

    /** The folder that holds {@code bin/postgres}; unpacked into the first of the places that can be written to. */
    public static Path programs(List<Path> places) {
        return PostgresBinaries.in(places);
    }
}
