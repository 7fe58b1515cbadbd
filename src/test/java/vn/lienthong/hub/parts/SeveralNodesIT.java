package vn.lienthong.hub.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince.Holding;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.testkit.Waiting;

/**
 * Two and three nodes on one PostgreSQL and a pair of brokers, all of them processes, set by the samples of docs/external-parts.md. What is killed is
 * killed with SIGKILL and under load. The tests go on from each other's nodes, because starting those takes longest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesIT {
    private static final String PROVINCE = "province-rest";
    private static final int DOSSIERS = 180;
    private static final int REVISIONS = 5;

    private @Nullable ExternalParts started;
    private long owed;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        started = new ExternalParts(temporary);
    }

    @AfterAll
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private ExternalParts parts() {
        return Objects.requireNonNull(started);
    }

    @Test
    @Order(1)
    void twoOfThreeGoOnWithTheWorkOfTheLeaderThatIsKilled() throws Exception {
        HubNode one = parts().ready(parts().start("hub-1", Map.of()));
        HubNode two = parts().start("hub-2", Map.of());
        HubNode three = parts().start("hub-3", Map.of());
        parts().ready(two);
        parts().ready(three);
        Pushing pushing = new Pushing(List.of(one, two, three), "K1", DOSSIERS, REVISIONS).start();
        Waiting.until("a third is delivered", () -> delivered(two) > 300);
        System.out.println("before the kill " + split(List.of(one, two, three)));
        one.kill();
        long killed = System.nanoTime();
        long before = parts().province.report().steps();
        long first = Waiting.until(
                "the others go on, or are through",
                () -> parts().province.report().steps() > before + 20 || delivered(two) == pushing.total());
        pushing.finish();
        owed += pushing.total();
        Waiting.until("all of it is delivered", () -> delivered(two) == owed);
        System.out.println("goes on after " + first + " ms, all is done " + millisSince(killed) + " ms after the kill; "
                + split(List.of(two, three)) + takenOver(List.of(two, three)));
        check(pushing, two);
    }

    /**
     * First the node that does not lead gets the new settings, a destination among them that the leader does not know; then the leader; then one
     * that was down all the time.
     */
    @Test
    @Order(2)
    void aRollingRestartWithOtherSettingsLosesNothing() throws Exception {
        try (EchoSink sink = new EchoSink()) {
            Map<String, String> changed = Map.of(
                    "hub.destinations.province-rest.concurrency", "8",
                    "hub.destinations.province-rest.rate", "200",
                    "hub.destinations.province-rest.mapping.filed-through", "1",
                    "hub.destinations.echo.address", sink.address());
            List<HubNode> running = new CopyOnWriteArrayList<>(List.of(parts().node("hub-2"), parts().node("hub-3")));
            Pushing pushing = new Pushing(running, "R1", DOSSIERS, REVISIONS)
                    .holdingBackFrom(REVISIONS)
                    .start();
            for (String name : List.of("hub-3", "hub-2", "hub-1")) {
                int at = pushing.accepted();
                HubNode before = parts().node(name);
                if (before.alive()) {
                    assertThat(before.stop()).as("%s", before.output()).isEqualTo(143);
                }
                HubNode after = parts().ready(parts().start(name, changed));
                running.removeIf(node -> node.name.equals(name));
                running.add(after);
                Waiting.until(
                        "the city pushes on",
                        () -> pushing.accepted() > at || pushing.accepted() == DOSSIERS * (REVISIONS - 1));
            }
            pushing.goOn();
            pushing.finish();
            owed += pushing.total();
            HubNode one = parts().node("hub-1");
            Waiting.until(
                    () -> "all of it is delivered " + one.ask("/v1/balance").path("sums"),
                    () -> delivered(one) == owed && sum(one, "echo", "delivered") == sum(one, "echo", "accepted"));
            check(pushing, one);
            assertThat(sum(one, "echo", "accepted")).isPositive().isEqualTo(sink.taken());
        }
    }

    @Test
    @Order(3)
    void theBackupCarriesOnWhenThePrimaryBrokerIsKilledAndGivesBackWhenItReturns() throws Exception {
        HubNode one = parts().node("hub-1");
        List<HubNode> nodes = List.of(one, parts().node("hub-2"), parts().node("hub-3"));
        Waiting.until(() -> "the pair is in step " + parts().backup.log(), () -> parts().primary
                .said("AMQ221025"));
        Pushing pushing = new Pushing(nodes, "B1", 240, REVISIONS).start();
        Waiting.until("some are delivered", () -> delivered(one) > owed + 200);
        parts().primary.kill();
        long before = parts().province.report().steps();
        long backup = Waiting.until("the backup answers", parts().backup::answers);
        long on = Waiting.until(
                "delivery goes on, or is through",
                () -> parts().province.report().steps() > before + 40 || delivered(one) == owed + pushing.total());
        System.out.println("the backup answers after " + backup + " ms, delivery goes on " + on + " ms later");
        parts().primary.startAgain();
        long returned = Waiting.until("the primary is back", parts().primary::answers);
        pushing.finish();
        owed += pushing.total();
        long all = Waiting.until("all of it is delivered", () -> delivered(one) == owed);
        System.out.println("the primary is back after " + returned + " ms, done " + all + " ms later; " + split(nodes));
        check(pushing, one);
    }

    private static long millisSince(long moment) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - moment);
    }

    /** What the log of the new leader says of the old one's flights. */
    private static String takenOver(List<HubNode> nodes) {
        return nodes.stream()
                .flatMap(node -> node.output().lines())
                .filter(line -> line.contains("in flight at a node that has fallen silent"))
                .map(line -> "; " + line)
                .collect(Collectors.joining());
    }

    private static long delivered(HubNode node) {
        return sum(node, PROVINCE, "delivered");
    }

    private static long sum(HubNode node, String destination, String column) {
        for (JsonNode row : node.ask("/v1/balance").path("sums")) {
            if (row.path("destination").asText().equals(destination)) {
                return row.path(column).asLong();
            }
        }
        return 0;
    }

    private static String split(List<HubNode> nodes) {
        StringBuilder text = new StringBuilder("delivered by");
        nodes.forEach(node -> text.append(' ').append(node.name).append(": ").append(node.delivered(PROVINCE)));
        return text.toString();
    }

    /** Nothing lost, nothing repeated, nothing out of order, and the balance closes. */
    private void check(Pushing pushed, HubNode node) {
        ProvinceReport report = parts().province.report();
        assertThat(report.orderBreaks()).as("%s", report).isZero();
        assertThat(report.repeatedSteps()).as("%s", report).isZero();
        for (String code : pushed.codes()) {
            assertThat(parts().province.holding(code).map(Holding::steps))
                    .as(code)
                    .contains(REVISIONS);
        }
        JsonNode balance = node.ask("/v1/balance");
        assertThat(balance.path("closes").asBoolean()).as("%s", balance).isTrue();
        assertThat(sum(node, PROVINCE, "accepted")).isEqualTo(owed);
        assertThat(sum(node, PROVINCE, "delivered")).isEqualTo(owed);
    }
}
