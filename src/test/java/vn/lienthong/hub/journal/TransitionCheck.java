package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Test tool: a journal whose database refuses every move of a transfer that {@link TransferState} does not allow, whichever statement makes it.
 * All tests of the journal and of the hub on it run so.
 */
final class TransitionCheck {
    private TransitionCheck() {}

    static void install(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE FUNCTION check_move() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF OLD.state || ' ' || NEW.state NOT IN (%s) THEN
                            RAISE EXCEPTION 'A transfer moves as the table of its states does not allow: %% to %%', OLD.state, NEW.state;
                        END IF;
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER check_move BEFORE UPDATE OF state ON open_transfer
                        FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION check_move()
                    """
                            .formatted(allowed()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String allowed() {
        Stream<String> byTheTable = Arrays.stream(TransferState.values())
                .flatMap(from -> Arrays.stream(TransferState.values())
                        .filter(from::mayBecome)
                        .map(to -> from + " " + to));
        // A take-off of which nothing was sent is undone: that is no move of its own.
        return Stream.concat(byTheTable, Stream.of("IN_FLIGHT READY"))
                .map(pair -> "'" + pair + "'")
                .collect(Collectors.joining(", "));
    }
}
