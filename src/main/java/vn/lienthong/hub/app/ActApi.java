package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.ActResult;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

/** What a person does to transfers: let go, give up. Every act carries a name and a reason. */
@RestController
final class ActApi {
    private static final int LONGEST_TEXT = 1000;
    private static final Set<String> ACT = Set.of("by", "why", "dryRun");
    private static final Set<String> BULK_ACT = Set.of("by", "why", "dryRun", "filter");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}]");

    private final Journal journal;
    private final Access access;

    ActApi(Journal journal, Access access) {
        this.journal = journal;
        this.access = access;
    }

    @PostMapping("/v1/transfers/{id}/release")
    ObjectNode release(@PathVariable("id") String id, @RequestBody JsonNode body, HttpServletRequest request) {
        return one(id, body, access.operator(request), journal::release);
    }

    @PostMapping("/v1/transfers/{id}/cancel")
    ObjectNode cancel(@PathVariable("id") String id, @RequestBody JsonNode body, HttpServletRequest request) {
        return one(id, body, access.operator(request), journal::cancel);
    }

    @PostMapping("/v1/transfers/release")
    ObjectNode releaseAll(@RequestBody JsonNode body, HttpServletRequest request) {
        return many(body, access.operator(request), journal::release);
    }

    @PostMapping("/v1/transfers/cancel")
    ObjectNode cancelAll(@RequestBody JsonNode body, HttpServletRequest request) {
        return many(body, access.operator(request), journal::cancel);
    }

    private ObjectNode one(String text, JsonNode body, Caller caller, Act act) {
        long id = QueryApi.id(text, "transfer");
        known(body, "", ACT);
        By by = by(body, caller);
        if (journal.transfer(id).isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        boolean dryRun = dryRun(body);
        List<ActResult> results = done(act.on(TransferFilter.only(id), by, dryRun));
        if (results.isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        ActResult result = results.get(0);
        if (result.refusedBecause() != null) {
            throw new ApiFailure(
                    409,
                    new Problem(
                            "act-refused",
                            result.refusedBecause(),
                            "transfer " + text + " is " + result.before(),
                            "Look at the transfer again; its state may have changed."),
                    "never");
        }
        return JournalJson.act(result).put("dryRun", dryRun);
    }

    private ObjectNode many(JsonNode body, Caller caller, Act act) {
        known(body, "", BULK_ACT);
        By by = by(body, caller);
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : body.path("filter").properties()) {
            String value =
                    field.getValue().isTextual() ? field.getValue().textValue().strip() : "";
            if (value.isEmpty()) {
                throw invalid(
                        "filter/" + field.getKey(),
                        "A filter's value is a text that is not empty.",
                        "Leave the name out, or give a text. Example: \"unit\": \"21556\".");
            }
            values.put(field.getKey(), value);
        }
        Parameters parameters = Parameters.of(values);
        if (!parameters.narrows()) {
            throw invalid(
                    "filter",
                    "An act on many transfers needs a filter that narrows them.",
                    "Give at least one of dossier, unit, destination, state, since.");
        }
        boolean dryRun = dryRun(body);
        return JournalJson.acts(done(act.on(parkedUnlessNamed(parameters.filter()), by, dryRun)), dryRun);
    }

    /** A bulk act that names no state means the parked ones: those that wait for a person. */
    private static TransferFilter parkedUnlessNamed(TransferFilter filter) {
        return filter.states().isEmpty()
                ? new TransferFilter(
                        filter.id(),
                        filter.dossierCode(),
                        filter.unit(),
                        filter.destination(),
                        EnumSet.of(TransferState.PARKED),
                        filter.since())
                : filter;
    }

    /** A misspelt dryRun would act for real. */
    private static void known(JsonNode body, String at, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!names.contains(field.getKey())) {
                throw invalid(
                        at + field.getKey(),
                        "An act does not know this name.",
                        "Known are: " + String.join(", ", new TreeSet<>(names)) + ".");
            }
        }
    }

    private static boolean dryRun(JsonNode body) {
        JsonNode dryRun = body.path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            throw invalid("dryRun", "dryRun must be true or false.", "Example: \"dryRun\": true.");
        }
        return dryRun.asBoolean();
    }

    private static By by(JsonNode body, Caller caller) {
        String who = required(body, "by", "the person who decides");
        String why = required(body, "why", "the reason");
        return new By(caller.named() && !caller.name().equals(who) ? who + " (as " + caller.name() + ")" : who, why);
    }

    private static String required(JsonNode body, String name, String meaning) {
        String text = body.path(name).asText("").strip();
        if (UNSEEN.matcher(text).replaceAll("").isEmpty() || text.length() > LONGEST_TEXT) {
            throw invalid(
                    name,
                    "An act needs '" + name + "': " + meaning + ", at most " + LONGEST_TEXT + " characters.",
                    "Example: {\"by\": \"Nguyen An\", \"why\": \"procedure table corrected\"}.");
        }
        return text;
    }

    private static ApiFailure invalid(String name, String what, String cure) {
        return new ApiFailure(422, new Problem("invalid-act", what, "nothing usable at /" + name, cure), "never");
    }

    private static List<ActResult> done(CompletableFuture<List<ActResult>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Release or cancel. */
    private interface Act {
        CompletableFuture<List<ActResult>> on(TransferFilter filter, By by, boolean dryRun);
    }
}
