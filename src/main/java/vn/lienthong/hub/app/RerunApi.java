package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.hub.Rerun;
import vn.lienthong.hub.hub.RerunTotals;
import vn.lienthong.hub.hub.RerunTotals.Example;
import vn.lienthong.hub.hub.RerunTotals.Group;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/** Maps the records of a past period with today's mappings and tables and tells what would differ. Sends and changes nothing. */
@HubApi
final class RerunApi {
    private static final Set<String> NAMES = Set.of("filter", "all");

    private final Past past;
    private final HubSettings settings;
    private final Function<String, BodyMask> masks;
    private final Access access;
    /** One at a time: it takes a processor of its own as long as it runs. */
    private final Semaphore one = new Semaphore(1);

    /** What is looked at, and what today's mappings find. */
    record Past(Supplier<Hub> hub, Journal journal, RecordFiles files) {}

    RerunApi(Past past, HubSettings settings, Function<String, BodyMask> masks, Access access) {
        this.past = past;
        this.settings = settings;
        this.masks = masks;
        this.access = access;
    }

    @PostMapping("/v1/rerun")
    ObjectNode rerun(HttpServletRequest request) {
        access.operator(request);
        Parameters filter = ActBody.of(request, NAMES).filter();
        if (!one.tryAcquire()) {
            throw new ApiFailure(
                    409,
                    new Problem(
                            "rerun-under-way",
                            "A rerun is under way already.",
                            "another call that has not ended",
                            "Wait for its end, then ask again."),
                    "later");
        }
        try {
            return json(new Rerun(past.hub().get(), past.journal(), settings.destinations(), past.files())
                    .run(filter.filter()));
        } finally {
            one.release();
        }
    }

    private ObjectNode json(RerunTotals totals) {
        ObjectNode node = Json.object();
        node.put("differs", totals.differs());
        ObjectNode counts = node.putObject("counts");
        totals.counts().forEach((verdict, count) -> counts.put(camel(verdict.name()), count));
        ArrayNode places = node.putArray("differences");
        totals.places().forEach(group -> places.add(group(group, "kind")));
        ArrayNode hints = node.putArray("mayComeFrom");
        totals.hints().forEach(group -> hints.add(group(group, "because")));
        ArrayNode failures = node.putArray("nowFailing");
        totals.failures().forEach(group -> failures.add(group(group, "problem")));
        ArrayNode again = node.putArray("noLongerFailing");
        totals.mapsAgain().forEach(example -> again.add(example(example)));
        ArrayNode left = node.putArray("notComparable");
        totals.notCompared().forEach(group -> left.add(group(group, "because")));
        return node;
    }

    private ObjectNode group(Group group, String words) {
        ObjectNode node = Json.object().put("destination", group.destination());
        Json.put(node, "place", group.place().isEmpty() ? null : group.place());
        node.put(words, group.words()).put("transfers", group.count());
        ArrayNode examples = node.putArray("examples");
        BodyMask mask = masks.apply(group.destination());
        for (Example example : group.examples()) {
            ObjectNode one = example(example);
            Json.put(one, "then", shown(mask, group.place(), example.then()));
            Json.put(one, "now", shown(mask, group.place(), example.now()));
            examples.add(one);
        }
        return node;
    }

    private static ObjectNode example(Example example) {
        return Json.object()
                .put("dossierCode", example.dossierCode())
                .put("revision", example.revision())
                .put("transfer", Ids.text(example.transferId()));
    }

    /** A value as explain would show it in its body: only what is harmless stands there, else its length. */
    private static @Nullable String shown(BodyMask mask, String place, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        List<String> names = List.of(place.split("/", -1));
        String name = names.stream()
                .filter(part -> !part.equals("*"))
                .reduce((first, second) -> second)
                .orElse(place);
        ObjectNode alone = Json.object();
        alone.set(name.isBlank() || name.indexOf(' ') >= 0 ? "message" : name, value);
        return mask.show(alone.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
