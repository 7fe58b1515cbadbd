package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Journal.BalanceRow;

class BalanceTest {
    private static final BalanceRow QUY_NHON = new BalanceRow("province-rest", "21583", 120, 100, 11, 5, 3, 1);
    private static final BalanceRow NHON_CHAU = new BalanceRow("province-rest", "21598", 7, 7, 0, 0, 0, 0);

    @Test
    void sumsUnitsPerDestinationAndInAll() {
        BalanceRow echo = new BalanceRow("echo", "21583", 2, 1, 1, 0, 0, 0);
        JsonNode json = Balance.of(List.of(NHON_CHAU, echo, QUY_NHON)).json();

        assertThat(json.path("closes").asBoolean()).isTrue();
        assertThat(json.at("/total/accepted").asLong()).isEqualTo(129);
        assertThat(json.at("/sums/1/destination").asText()).isEqualTo("province-rest");
        assertThat(json.at("/sums/1/delivered").asLong()).isEqualTo(107);
        assertThat(json.at("/rows/0/destination").asText()).isEqualTo("echo");
    }

    @Test
    void doesNotCloseWhenTwoDifferencesMakeUpForEachOther() {
        BalanceRow one = new BalanceRow("province-rest", "a", 2, 1, 0, 0, 0, 0);
        BalanceRow other = new BalanceRow("province-rest", "b", 1, 2, 0, 0, 0, 0);
        JsonNode json = Balance.of(List.of(one, other)).json();

        assertThat(json.path("closes").asBoolean()).isFalse();
        assertThat(json.at("/total/difference").asLong()).isZero();
        assertThat(json.at("/rows/0/difference").asLong()).isEqualTo(1);
    }

    @Test
    void readsAsATable() throws IOException {
        String text = BalanceText.of(Balance.of(List.of(QUY_NHON, NHON_CHAU)).json());

        Approved.assertApproved("balance.approved.txt", text);
    }
}
