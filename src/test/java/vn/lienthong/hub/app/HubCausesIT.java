package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.app.CausesBed.Expect;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.testkit.TestBroker;

/** Causes that lie in the hub's own parts: its database, its broker and its settings. */
class HubCausesIT {
    static final Set<Cause> PLANTED = EnumSet.of(
            Cause.JOURNAL_AWAY, Cause.BROKER_AWAY, Cause.DESTINATION_NOT_CONFIGURED, Cause.PAYLOAD_UNREADABLE);

    @TempDir
    private Path place;

    private EmbeddedDatabase database;
    private TestBroker broker;
    private CausesBed bed;

    @BeforeEach
    void parts() throws Exception {
        database = EmbeddedDatabase.start(place.resolve("database"));
        broker = new TestBroker();
        bed = new CausesBed(place.resolve("home"))
                .set("hub.journal.url", database.url("journal"))
                .set("hub.journal.username", "hub")
                .set("hub.journal.password", database.password())
                .set("hub.broker.url", broker.url());
        bed.destination("slow")
                .setting("slow", "concurrency", "2")
                .setting("slow", "window", "2")
                .setting("slow", "answer-timeout", "PT3M")
                .answers("slow", okJson(CausesBed.TAKEN).withFixedDelay(120_000));
        bed.destination("gone").setting("gone", "per-day", "1");
        bed.destination("torn").setting("torn", "per-day", "1");
    }

    @AfterEach
    void end() throws Exception {
        bed.close();
        broker.close();
        database.close();
    }

    @Test
    void namesWhatIsWrongWithTheHubItself() throws Exception {
        List<String> slow;
        String gone;
        String torn;
        try (StartedHub hub = start()) {
            slow = List.of(
                    CausesBed.push(hub, bed.record("slow")),
                    CausesBed.push(hub, bed.record("slow")),
                    CausesBed.push(hub, bed.record("slow")));
            gone = second(hub, "gone");
            torn = second(hub, "torn");
            for (String sent : slow.subList(0, 2)) {
                CausesBed.tells(hub, sent, new Expect(Cause.BEING_SENT, Actor.NOBODY, false));
            }
            namesTheDatabaseAndTheBroker(hub, slow.get(2));
        }
        damage(torn);
        // Known no more: neither its settings nor whose records it was owed.
        bed.settings().keySet().removeIf(key -> key.startsWith("hub.destinations.gone."));
        bed.settings().values().removeIf("gone"::equals);
        bed.setting("torn", "per-day", "0").setting("slow", "concurrency", "1").setting("slow", "window", "1");
        try (StartedHub hub = start()) {
            CausesBed.tells(hub, gone, new Expect(Cause.DESTINATION_NOT_CONFIGURED, Actor.OPERATOR, false));
            CausesBed.tells(hub, torn, new Expect(Cause.PAYLOAD_UNREADABLE, Actor.OPERATOR, false));
            bed.stub.stop();
        }
    }

    /** The destination's quota lets one go, so the second one stays. */
    private String second(StartedHub hub, String destination) throws Exception {
        String first = CausesBed.push(hub, bed.record(destination));
        CausesBed.tells(hub, first, new Expect(Cause.DELIVERED, Actor.NOBODY, false));
        String second = CausesBed.push(hub, bed.record(destination));
        CausesBed.tells(hub, second, new Expect(Cause.DAILY_QUOTA_USED_UP, Actor.NOBODY, true));
        return second;
    }

    private void namesTheDatabaseAndTheBroker(StartedHub hub, String waiting) throws Exception {
        CausesBed.tells(hub, waiting, new Expect(Cause.WAITING_FOR_ITS_TURN, Actor.NOBODY, false));
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            // As a database that no longer writes: the node's signs of life cannot be written down.
            execute(connection, "LOCK TABLE node IN EXCLUSIVE MODE");
            CausesBed.tells(hub, waiting, new Expect(Cause.JOURNAL_AWAY, Actor.OPERATOR, true));
            connection.rollback();
        }
        CausesBed.tells(hub, waiting, new Expect(Cause.WAITING_FOR_ITS_TURN, Actor.NOBODY, false));
        broker.stop();
        CausesBed.tells(hub, waiting, new Expect(Cause.BROKER_AWAY, Actor.OPERATOR, false));
        broker.start();
        CausesBed.tells(hub, waiting, new Expect(Cause.WAITING_FOR_ITS_TURN, Actor.NOBODY, false));
    }

    private void damage(String dossier) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            execute(
                    connection,
                    "UPDATE payload_block SET bytes = decode('00', 'hex') WHERE id = (SELECT block FROM open_transfer"
                            + " WHERE dossier_code = '" + dossier + "')");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private StartedHub start() {
        return new StartedHub(bed.home(), place.resolve("data"), bed.settings());
    }
}
