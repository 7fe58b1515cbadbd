package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** The database that a running hub keeps in its folder, for whoever may read the folder. */
final class OwnJournal {
    private OwnJournal() {}

    /** @param data the folder of the hub's data */
    static Connection connect(Path data) throws SQLException, IOException {
        Path journal = data.resolve("journal");
        String port;
        try (Stream<Path> all = Files.walk(journal)) {
            Path pid = all.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            port = Files.readAllLines(pid).get(3).strip();
        }
        String password = Files.readString(journal.resolve("password"), StandardCharsets.UTF_8);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/journal", "hub", password);
    }
}
