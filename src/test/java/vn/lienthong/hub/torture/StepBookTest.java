package vn.lienthong.hub.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepBookTest {
    private final List<JsonNode> steps = new ArrayList<>(List.of(
            step("advance", "CITY", "REHEARSAL"),
            step("advance", "REHEARSAL", "HOLDING"),
            step("return", "HOLDING", "REHEARSAL"),
            step("back", "REHEARSAL", "CITY")));

    @Test
    void isWholeWhenEachStepBeginsWhereTheOneBeforeEnded() {
        steps.add(1, step("inherit", "CITY", "PROVINCE"));
        assertThat(broken(0, 1, 1))
                .as("what a later unit of the code inherits is none of its steps")
                .isEmpty();
    }

    @Test
    void tellsOfAStepThatIsMissingOrWasTakenTwice() {
        assertThat(broken(1, 1, 1)).containsExactly("21583: 1 steps into PROVINCE were seen, and 0 are written down");
        steps.add(step("back", "REHEARSAL", "CITY"));
        assertThat(broken(0, 1, 1))
                .containsExactly(
                        "21583: a step begins in REHEARSAL, and the one before ended in CITY",
                        "21583: 1 steps back were seen, and 2 are written down");
    }

    @Test
    void whatWentOnByItselfAndWasWantedBackAtOnceMayBeUnseen() {
        steps.add(step("advance", "CITY", "PROVINCE"));
        assertThat(broken(0, 1, 1)).containsExactly("21583: 0 steps into PROVINCE were seen, and 1 are written down");
        steps.set(4, ((ObjectNode) step("advance", "CITY", "PROVINCE")).put("by", "hub"));
        assertThat(broken(0, 1, 1)).isEmpty();
        assertThat(broken(1, 1, 1)).isEmpty();
        assertThat(broken(2, 1, 1)).isNotEmpty();
    }

    @Test
    void aStepWhoseWindowWasOverBeforeItWasAskedForAgainIsOneByItsReason() {
        steps.addAll(3, List.of(step("advance", "REHEARSAL", "HOLDING"), step("return", "HOLDING", "REHEARSAL")));
        assertThat(broken(0, 1, 1)).isEmpty();
        ((ObjectNode) steps.get(3)).put("why", "another");
        assertThat(broken(0, 1, 1))
                .containsExactly("21583: 1 steps with windows that nobody kept were seen, and 2 are written down");
        assertThat(broken(0, 1, 2)).isEmpty();
    }

    @Test
    void tellsOfAStepWithoutNameOrReason() {
        steps.add(new ObjectMapper()
                .createObjectNode()
                .put("kind", "advance")
                .put("from", "CITY")
                .put("to", "REHEARSAL"));

        assertThat(broken(0, 1, 1)).singleElement().asString().contains("has no name or no reason");
    }

    private List<String> broken(int forwards, int back, int windows) {
        return new StepBook("21583", steps).broken(forwards, back, windows);
    }

    private static JsonNode step(String kind, String from, String to) {
        return new ObjectMapper()
                .createObjectNode()
                .put("kind", kind)
                .put("from", from)
                .put("to", to)
                .put("by", "Mai (made up)")
                .put("why", "torture");
    }
}
