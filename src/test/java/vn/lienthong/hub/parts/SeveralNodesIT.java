package vn.lienthong.hub.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * Two and three nodes on one PostgreSQL and a pair of brokers, all of them processes, set by the samples of docs/operating.md. What is killed is
 * killed with SIGKILL and under load. The tests go on from each other's nodes, because starting those takes longest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesIT {
    private static final String PROVINCE = "province-rest";
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
        Pushing pushing = new Pushing(List.of(one, two, three), "K1", 180, REVISIONS).start();
        Waiting.until("a third is delivered", () -> delivered(two) > 300);
        System.out.println("before the kill " + split(List.of(one, two, three)));
        one.kill();
        long before = parts().province.report().steps();
        long first = Waiting.until("the others go on", () -> parts().province.report().steps() > before + 20);
        pushing.finish();
        owed += pushing.total();
        long all = first + Waiting.until("all of it is delivered", () -> delivered(two) == owed);
        System.out.println("goes on after " + first + " ms, done after " + all + " ms; " + split(List.of(two, three)));
        check(pushing, two);
    }

    private static long delivered(HubNode node) {
        return node.ask("/v1/balance").at("/total/delivered").asLong();
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
            assertThat(parts().province.holding(code).map(Holding::steps)).as(code).contains(REVISIONS);
        }
        JsonNode balance = node.ask("/v1/balance");
        assertThat(balance.path("closes").asBoolean()).as("%s", balance).isTrue();
        assertThat(balance.at("/total/accepted").asLong()).isEqualTo(owed);
        assertThat(balance.at("/total/delivered").asLong()).isEqualTo(owed);
    }
}
