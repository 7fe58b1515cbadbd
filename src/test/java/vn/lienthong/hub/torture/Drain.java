package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Waits until nothing waits at the hub any more; lets go what is parked, as a person would. */
final class Drain {
    private final HubFace hub;
    private final Diary diary;
    private final Set<String> parkedFor = new TreeSet<>();
    private int released;
    private int looks;

    Drain(HubFace hub, Diary diary) {
        this.hub = hub;
        this.diary = diary;
    }

    /** Tells whether it came to that in time. */
    boolean within(Duration patience) {
        boolean drained = Machine.within(patience.toMillis(), () -> {
            Optional<JsonNode> balance = hub.get("/v1/balance");
            if (balance.isEmpty()) {
                return false;
            }
            JsonNode total = balance.get().path("total");
            looks++;
            if (looks % 200 == 0) {
                diary.note("still " + total);
            }
            if (total.path("parked").asLong() > 0) {
                release();
            }
            return total.path("waiting").asLong() + total.path("parked").asLong() == 0;
        });
        diary.note(drained ? "nothing waits any more" : "something still waits: " + hub.get("/v1/balance"));
        return drained;
    }

    /** Lets go what is parked now. */
    synchronized void release() {
        hub.get("/v1/transfers?state=PARKED&limit=100")
                .ifPresent(page -> page.path("transfers").forEach(this::remember));
        for (String destination : List.of("province-rest", "echo")) {
            hub.post(
                            "/v1/transfers/release",
                            "{\"by\":\"torture\",\"why\":\"the faults are over\",\"filter\":{\"destination\":\""
                                    + destination + "\"}}")
                    .ifPresent(done -> released += done.path("count").asInt());
        }
    }

    synchronized int released() {
        return released;
    }

    /** Why, of the first of them. */
    synchronized Set<String> parkedFor() {
        return new TreeSet<>(parkedFor);
    }

    private void remember(JsonNode transfer) {
        if (parkedFor.size() < 20) {
            parkedFor.add(transfer.path("destination").asText() + ": "
                    + transfer.path("problem").asText());
        }
    }
}
