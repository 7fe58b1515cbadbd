package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.hub.app.UnmappedTrial.Freed;
import vn.lienthong.hub.journal.Journal.ActResult;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.UnmappedCodes;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.TransferState;

/** Lets go, after reading tables again, what waited under a code that they know now; or only counts it. Keeps who and how many for the answer. */
final class ReloadRelease implements UnmappedTrial.Page {
    private static final int MOST_SHOWN = 1000;

    private final UnmappedCodes codes;
    private final String who;
    private final boolean dryRun;
    private final Map<String, Long> byCode = new TreeMap<>();
    private final ArrayNode shown = Json.array();
    private long count;
    private long underHold;

    ReloadRelease(UnmappedCodes codes, String who, boolean dryRun) {
        this.codes = codes;
        this.who = who;
        this.dryRun = dryRun;
    }

    @Override
    public void take(List<Freed> freed) {
        if (dryRun) {
            freed.forEach(this::note);
            return;
        }
        Map<String, List<Freed>> reasons = freed.stream()
                .collect(Collectors.groupingBy(one -> one.transfer().code(), TreeMap::new, Collectors.toList()));
        reasons.forEach(this::release);
    }

    private void release(String code, List<Freed> freed) {
        Map<Long, Freed> byId =
                freed.stream().collect(Collectors.toMap(one -> one.transfer().transferId(), one -> one));
        By by = new By(who, code + " is in the table now");
        for (ActResult result : codes.release(List.copyOf(new TreeMap<>(byId).keySet()), by)) {
            Freed one = byId.get(result.transferId());
            if (one != null && result.refusedBecause() == null) {
                note(one);
                underHold += result.after() == TransferState.WAITING ? 1 : 0;
            }
        }
    }

    private void note(Freed one) {
        count++;
        byCode.merge(one.transfer().code(), 1L, Long::sum);
        if (shown.size() < MOST_SHOWN) {
            ObjectNode node = shown.addObject();
            node.put("id", Ids.text(one.transfer().transferId()));
            node.put("dossierCode", one.transfer().dossierCode());
            node.put("unit", one.transfer().unit());
            node.put("destination", one.transfer().destination());
            node.put("code", one.transfer().code());
            Json.put(node, "parksAgain", one.parksAgain());
        }
    }

    /** How many, under which codes, and which; the first thousand. */
    ObjectNode json() {
        ObjectNode node = Json.object().put("count", count);
        if (underHold > 0) {
            node.put("underHold", underHold);
        }
        ArrayNode list = node.putArray("codes");
        byCode.forEach((code, n) -> list.addObject().put("code", code).put("count", n));
        node.set("transfers", shown);
        return node;
    }
}
