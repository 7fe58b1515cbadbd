package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;

/** What a destination gives a dossier, as the journal keeps it and as a mapping gets it back; with a destination: {@link RememberedIT}. */
class RememberedTest {
    @ParameterizedTest
    @ValueSource(strings = {"A-1", "", "{", "{not json}", "[1]", "Số 5 \"mẫu\""})
    void aNumberAloneStaysAsItIs(String number) {
        Remembered remembered = Remembered.of(number);

        assertThat(remembered.reference()).isEqualTo(number);
        assertThat(remembered.values()).isEmpty();
        assertThat(remembered.text()).isEqualTo(number);
    }

    @Test
    void whatIsNamedComesBackByItsName() {
        Remembered one = Remembered.of(null).with(null, Map.of("code", "G09.20-1"));
        Remembered two = Remembered.of(one.text()).with("A-1", Map.of("id", "{\"7\"}"));

        assertThat(Remembered.of(two.text())).isEqualTo(two);
        assertThat(two.values()).containsEntry("code", "G09.20-1").containsEntry("id", "{\"7\"}");
        assertThat(two.reference()).isEqualTo("A-1");
        assertThat(two.tellsMoreThan(one)).isTrue();
    }

    @Test
    void aNewerValueOfAKnownNameIsKeptAndTellsNothingNew() {
        Remembered one = Remembered.of(null).with("A-1", Map.of("code", "1"));
        Remembered two = one.with(null, Map.of("code", "2"));

        assertThat(two.values()).containsEntry("code", "2");
        assertThat(two.reference()).isEqualTo("A-1");
        assertThat(two.tellsMoreThan(one)).as("or it would go round for ever").isFalse();
    }

    @Test
    void aMappingGetsBackWhatIsNamedAndNothingWhereNothingIs() throws Exception {
        assertThat(inputOf("{\"\":\"A-1\",\"code\":\"G09\"}").at("/held/remembered"))
                .isEqualTo(new ObjectMapper().readTree("{\"code\":\"G09\"}"));
        assertThat(inputOf("A-1").path("held").has("remembered")).isFalse();
        assertThat(inputOf(null).path("held").has("remembered")).isFalse();
    }

    private static JsonNode inputOf(@Nullable String reference) {
        Held held = new Held(true, HeldSteps.NONE, reference);
        return MappingInput.of(JsonNodeFactory.instance.objectNode(), held, false, Map.of());
    }
}
