package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.reconciliation.Cause;
import vn.lienthong.hub.reconciliation.Difference;
import vn.lienthong.hub.reconciliation.Spool;

/** Has the hub ask the destination itself about what its list misses. */
final class AskingRound {
    private static final int STEP = 50;
    /** Somebody else's software answers these one after the other. */
    private static final int MOST = 2_000;

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final HubClient hub;
    private final String destination;
    private final PrintWriter out;
    private final Map<String, Boolean> answers = new HashMap<>();
    private long unknown;
    private long notAsked;

    AskingRound(HubClient hub, String destination, PrintWriter out) {
        this.hub = hub;
        this.destination = destination;
        this.out = out;
    }

    /** The same differences, with what was learnt. */
    Spool over(Spool differences, Path work) throws IOException {
        List<String> wanted = new ArrayList<>();
        differences.each(one -> {
            if (one.cause() == Cause.LOST_AFTER_DELIVERY) {
                notAsked += wanted.size() < MOST ? 0 : 1;
                if (wanted.size() < MOST) {
                    wanted.add(one.dossierCode());
                }
            }
        });
        for (int at = 0; at < wanted.size(); at += STEP) {
            ask(wanted.subList(at, Math.min(wanted.size(), at + STEP)));
        }
        long there = answers.values().stream().filter(exists -> exists).count();
        out.println("Asked " + destination + " about " + wanted.size() + ": " + there + " are there, "
                + (answers.size() - there) + " are not, " + unknown + " without an answer"
                + (notAsked > 0 ? ", " + notAsked + " more were not asked" : "") + ".");
        Spool learnt = new Spool(work.resolve("asked"));
        List<IOException> failed = new ArrayList<>();
        differences.each(one -> add(learnt, one, failed));
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
        return learnt;
    }

    private void add(Spool learnt, Difference one, List<IOException> failed) {
        try {
            boolean there =
                    one.cause() == Cause.LOST_AFTER_DELIVERY && Boolean.TRUE.equals(answers.get(one.dossierCode()));
            learnt.add(there ? one.because(Cause.LIST_LEFT_IT_OUT) : one);
        } catch (IOException e) {
            failed.add(e);
        }
    }

    private void ask(List<String> codes) {
        ObjectNode body = Json.object().put("destination", destination);
        codes.forEach(body.putArray("dossiers")::add);
        for (JsonNode answer :
                hub.post("/v1/reconciliations/ask", body, LONGEST).path("answers")) {
            if (answer.path("exists").isBoolean()) {
                answers.put(
                        answer.path("dossierCode").asText(),
                        answer.path("exists").asBoolean());
            } else {
                unknown++;
            }
        }
    }
}
