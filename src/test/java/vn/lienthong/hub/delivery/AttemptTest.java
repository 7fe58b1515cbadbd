package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** What an attempt does without a destination; with one: {@link AttemptIT}. */
class AttemptTest {
    private static final Problem PROBLEM = new Problem("park", "Put aside.", "by the flow", "Look.");

    private final Attempt attempt = new Attempt(Flights.first(), Map.of(), () -> true, SettableClock.onTheSampleDay());

    @Test
    void aFlowThatDeliversNothingEndsRejected() {
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(
                        rejected.problem().code())
                .isEqualTo("flow-without-delivery"));
        assertThat(attempt.runsAgain()).isFalse();
    }

    @Test
    void whatHasEndedStaysAsItEnded() {
        attempt.end("accepted", new Outcome.Delivered("A-1"));
        attempt.reject(PROBLEM);

        assertThat(attempt.outcome()).isEqualTo(new Outcome.Delivered("A-1"));
        assertThat(attempt.row()).isEqualTo("accepted");
    }

    @Test
    void aFlowThatParksEndsRejected() {
        attempt.reject(PROBLEM);

        assertThat(attempt.outcome()).isEqualTo(new Outcome.Rejected(PROBLEM));
        assertThat(attempt.row()).isEqualTo("parked-by-flow");
    }

    @Test
    void aFlowThatFailsIsUnclearAndQuotesNothing() {
        attempt.fail(new IllegalStateException("ChuHoSo: Nguyễn Thị Mẫu"));

        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> {
            assertThat(unclear.trouble()).isFalse();
            assertThat(unclear.problem().message()).doesNotContain("Mẫu").contains("IllegalStateException");
        });
    }

    @Test
    void aRecordThatCannotBeMappedWaitsUnderItsCode() {
        attempt.map(new vn.lienthong.hub.mapping.Mapping() {
            @Override
            public String name() {
                return "refusing";
            }

            @Override
            public MappingResult apply(com.fasterxml.jackson.databind.JsonNode input) {
                assertThat(input.path("record").path("dossierCode").asText()).isEqualTo(Flights.CODE);
                assertThat(input.path("held").path("exists").asBoolean(true)).isFalse();
                return new MappingResult.Refused(PROBLEM, "procedure:TS_lop1");
            }
        });

        assertThat(attempt.outcome()).isEqualTo(new Outcome.Rejected(PROBLEM));
        assertThat(attempt.unmappedCode()).isEqualTo("procedure:TS_lop1");
        assertThat(attempt.exchanges()).isEqualTo(List.of());
    }
}
