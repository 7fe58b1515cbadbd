package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.TransferState;

class ParametersTest {

    @Test
    void readsAFilter() {
        TransferFilter filter = Parameters.of(Map.of(
                        "dossier", " H08-1 ", "unit", "21556", "state", "parked,in-flight", "since", "2026-11-23"))
                .filter();

        assertThat(filter.dossierCode()).isEqualTo("H08-1");
        assertThat(filter.unit()).isEqualTo("21556");
        assertThat(filter.destination()).isNull();
        assertThat(filter.states()).containsExactlyInAnyOrder(TransferState.PARKED, TransferState.IN_FLIGHT);
        assertThat(filter.since()).isEqualTo(Instant.parse("2026-11-22T17:00:00Z"));
    }

    @Test
    void forgivesAPlusSignThatWasNotEncoded() {
        assertThat(Parameters.of(Map.of("since", "2026-11-23T08:00:00 07:00"))
                        .filter()
                        .since())
                .isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
    }

    @Test
    void refusesAParameterThatStandsTwiceWithoutChoosingOne() {
        MultiValueMap<String, String> twice = new LinkedMultiValueMap<>();
        twice.add("limit", "1");
        twice.add("unit", "21556");
        twice.add("unit", "21583");

        assertThatThrownBy(() -> Parameters.once(twice)).isInstanceOfSatisfying(ApiFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(422);
            assertThat(failure.json().path("type").asText()).endsWith("repeated-parameter");
            assertThat(failure.json().path("found").asText()).isEqualTo("'unit', 2 times");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "state,PRAKED",
        "since,yesterday",
        "limit,0",
        "limit,1001",
        "limit,x",
        "cursor,12",
        "after,-1",
        "colour,red"
    })
    void namesTheParameterThatCannotBeRead(String name, String value) {
        assertThatThrownBy(() -> {
                    Parameters parameters = Parameters.of(Map.of(name, value), "limit", "cursor", "after");
                    parameters.filter();
                    parameters.limit();
                    parameters.cursor();
                    parameters.after();
                })
                .isInstanceOfSatisfying(ApiFailure.class, failure -> {
                    assertThat(failure.status()).isEqualTo(400);
                    assertThat(failure.json().path("detail").asText()).contains(name);
                    assertThat(failure.json().path("found").asText()).contains(value);
                    assertThat(failure.json().path("retry").asText()).isEqualTo("never");
                });
    }
}
