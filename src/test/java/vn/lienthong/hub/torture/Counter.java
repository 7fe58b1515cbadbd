package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What an operator asks of the hub about switchovers: the same until it answers, for it may be dead just now. */
final class Counter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final int PAGE = 1_000;
    static final long MOMENT_MILLIS = 200;

    private final HubFace hub;
    private final Journeys journeys;

    Counter(HubFace hub, Journeys journeys) {
        this.hub = hub;
        this.journeys = journeys;
    }

    /** Takes a wave into a state, unless a gate refuses; tells how each unit fared. */
    JsonNode advance(String wave, SwitchoverState to) {
        return post("/v1/switchover-waves/" + wave + "/advance", act().put("to", to.name()));
    }

    /** Takes a unit into a state, with a window and a reason of its own. */
    JsonNode advanceUnit(String unit, SwitchoverState to, String within, String why) {
        return post(
                "/v1/switchovers/" + unit + "/advance",
                act().put("to", to.name()).put("within", within).put("why", why));
    }

    void backWave(String wave) {
        post("/v1/switchover-waves/" + wave + "/back", act());
    }

    JsonNode back(String unit) {
        return post("/v1/switchovers/" + unit + "/back", act());
    }

    /** Pushes one record; tells whether it was accepted. */
    boolean push(byte[] record) {
        return answered("/v1/dossiers", () -> hub.post("/v1/dossiers", new String(record, StandardCharsets.UTF_8)))
                .path("state")
                .asText()
                .equals("accepted");
    }

    JsonNode balance() {
        return get("/v1/balance");
    }

    JsonNode unit(String unit) {
        return get("/v1/switchovers/" + unit);
    }

    SwitchoverState state(String unit) {
        return SwitchoverState.valueOf(unit(unit).path("state").asText());
    }

    /** Whether the unit stands there, and all that this means for its transfers is done. */
    boolean isWhollyIn(String unit, SwitchoverState state) {
        JsonNode now = unit(unit);
        return now.path("state").asText().equals(state.name())
                && !now.path("underWay").asBoolean();
    }

    /** How many records of each dossier the province has, as the hub says. */
    Map<String, Long> delivered(String unit) {
        Map<String, Long> delivered = new HashMap<>();
        @Nullable String after = null;
        boolean more = true;
        while (more) {
            String from = after == null ? "" : "&afterDossier=" + after + "&afterDestination=province-rest";
            JsonNode page = get("/v1/switchovers/" + unit + "/held?limit=" + PAGE + from);
            for (JsonNode dossier : page.path("dossiers")) {
                after = dossier.path("dossierCode").asText();
                delivered.put(after, dossier.path("delivered").asLong());
            }
            more = page.path("more").asBoolean();
        }
        return delivered;
    }

    /** All steps that the hub has written down of a unit. */
    StepBook steps(String unit) {
        List<JsonNode> steps = new ArrayList<>();
        String before = "";
        int size = PAGE;
        while (size == PAGE) {
            JsonNode page = get("/v1/switchover-steps?unit=" + unit + "&limit=" + PAGE + before)
                    .path("steps");
            size = page.size();
            page.forEach(steps::add);
            before = steps.isEmpty()
                    ? ""
                    : "&before=" + steps.get(steps.size() - 1).path("id").asText();
        }
        Collections.reverse(steps);
        return new StepBook(unit, steps);
    }

    /** Rehearses all that is kept of a unit, to its end. */
    void rehearse(String unit) {
        String path = "/v1/rehearsals/" + unit;
        boolean done = false;
        while (!done) {
            hub.post("/v1/rehearsals", act().put("unit", unit).toString());
            until(() -> !get(path).has("running"));
            // A hub that was killed meanwhile forgot it.
            done = get(path).has("failures");
        }
    }

    /** Waits until it holds. */
    void until(Supplier<Boolean> holds) {
        long end = System.nanoTime() + PATIENCE;
        while (!holds.get()) {
            inTime(end, "what was waited for");
            Machine.pause(MOMENT_MILLIS);
        }
    }

    private JsonNode get(String path) {
        return answered(path, () -> hub.get(path));
    }

    private JsonNode post(String path, ObjectNode body) {
        return answered(path, () -> hub.post(path, body.toString()));
    }

    private JsonNode answered(String path, Supplier<Optional<JsonNode>> question) {
        long end = System.nanoTime() + PATIENCE;
        Optional<JsonNode> answer = question.get();
        while (answer.isEmpty()) {
            journeys.again();
            inTime(end, path);
            Machine.pause(MOMENT_MILLIS);
            answer = question.get();
        }
        return answer.get();
    }

    private static void inTime(long end, String what) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException("not within " + TimeUnit.NANOSECONDS.toMinutes(PATIENCE) + " min: " + what);
        }
    }

    private static ObjectNode act() {
        return JSON.createObjectNode().put("by", "Mai (made up)").put("why", "torture");
    }
}
