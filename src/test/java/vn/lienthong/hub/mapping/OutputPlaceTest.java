package vn.lienthong.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a field that may be absent stands, and what shows it there. */
class OutputPlaceTest {
    private static final String LIST =
            "{'properties': {'a': {'items': {'properties': {'b': {'$comment': 'may be absent'}}}}, 'b': {'type': 'string'}}}";

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static List<String> places(String schema) throws JsonProcessingException {
        Set<OutputPlace> places = ClosedRule.mayBeAbsent(json(schema));
        return places.stream().map(OutputPlace::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{'a': [{}, {'b': ''}]} ~ true",
                "{'a': [{'b': {}}]} ~ true",
                "{'a': [{'b': null}]} ~ false",
                "{'a': [{}], 'b': 'x'} ~ false",
                "{'a': {'b': 1}} ~ false",
                "null ~ false",
            })
    void onlyAValueAtItsPlaceShowsAField(String made, boolean shown) throws JsonProcessingException {
        assertThat(ClosedRule.mayBeAbsent(json(LIST))).singleElement().satisfies(place -> {
            assertThat(place.toString()).isEqualTo("/a/*/b");
            assertThat(place.isShownBy(json(made))).isEqualTo(shown);
        });
    }

    @Test
    void aDefinitionCountsAtEachPlaceThatRefersToItEvenIfItHoldsItself() throws JsonProcessingException {
        assertThat(
                        places(
                                """
                        {'properties': {'x': {'$ref': '#/$defs/d'}, 'y': {'oneOf': [{'type': 'null'}, {'$ref': '#/$defs/d'}]}},
                         '$defs': {'d': {'properties': {'b': {'$comment': 'may be absent: why not'}, 'again': {'$ref': '#/$defs/d'}}},
                                   'unused': {'properties': {'c': {'$comment': 'may be absent'}}}}}
                        """))
                .containsExactly("/x/b", "/y/b");
    }
}
