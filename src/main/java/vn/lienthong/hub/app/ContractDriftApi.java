package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Tells what has changed in the contracts that other systems publish, as {@code probe --contract} does, with what the running hub knows of the units. Only the
 * places that the folders name are asked: nobody can have the hub fetch something else.
 */
@HubApi
final class ContractDriftApi {
    private final Supplier<Hub> hub;
    private final HubSettings settings;
    private final Journal journal;
    private final Access access;
    private final Clock clock;
    /** Each check waits for others: one at a time keeps threads free for those who work. */
    private final Semaphore turn = new Semaphore(1);

    ContractDriftApi(Supplier<Hub> hub, HubSettings settings, Journal journal, Access access, Clock clock) {
        this.hub = hub;
        this.settings = settings;
        this.journal = journal;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/contract-drift")
    ObjectNode drift(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        String wanted =
                Parameters.only(Parameters.once(query), Set.of("connector")).text("connector");
        Hub now = hub.get();
        ContractWards wards = ContractWards.configured(now, settings, WallClock.dayOf(clock.instant()))
                .with(journal.switchovers());
        ContractCheck check = new ContractCheck(now, settings, wards);
        SortedSet<String> configured = check.configured();
        if (wanted != null && !configured.contains(wanted)) {
            throw ApiFailure.unknown("connector", wanted);
        }
        if (!turn.tryAcquire()) {
            throw new ApiFailure(
                    429,
                    new Problem(
                            "contract-check-under-way",
                            "Contracts are being compared already.",
                            "one call under way",
                            "Ask again when it has answered."),
                    "later");
        }
        try {
            ArrayNode told = Json.array();
            (wanted == null ? List.copyOf(configured) : List.of(wanted)).forEach(name -> told.add(check.of(name, "")));
            ObjectNode answer = Json.object();
            answer.set("connectors", told);
            return answer;
        } finally {
            turn.release();
        }
    }
}
