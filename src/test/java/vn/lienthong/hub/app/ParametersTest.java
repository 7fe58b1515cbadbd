package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
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

    @Test
    void anExampleNamesItsParameterOnce() {
        assertThatThrownBy(() ->
                        Parameters.only(Map.of("from", "soon"), Set.of("from")).time("from", false))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> assertThat(
                                failure.json().path("cure").asText())
                        .isEqualTo("Example: from=2026-11-23 or from=2026-11-23T08:00:00%2B07:00."));
        assertThatThrownBy(() -> Parameters.only(Map.of(), Set.of()).needed("from", false))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> {
                    assertThat(failure.json().path("title").asText()).isEqualTo("Parameter from must be given.");
                    assertThat(failure.json().path("found").asText()).isEqualTo("nothing");
                    assertThat(failure.json().path("cure").asText()).isEqualTo("Example: from=2026-11-23.");
                });
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        Instant day = Instant.parse("2026-11-23T00:00:00Z");
        assertThatThrownBy(() -> Parameters.inOrder(day, day, "2026-11-24", "2026-11-23"))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> {
                    assertThat(failure.status()).isEqualTo(422);
                    assertThat(failure.json().path("found").asText()).isEqualTo("from 2026-11-24 to 2026-11-23");
                });
        Parameters.inOrder(day, day.plusSeconds(1), "2026-11-23", "2026-11-23");
        Parameters.inOrder(null, day, "", "2026-11-23");
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
