package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.ContractUse;
import vn.lienthong.hub.connector.ContractUse.Called;
import vn.lienthong.hub.connector.PublishedContract.Misfit;

/** Compares two contracts by what a connector uses of them. */
public final class ContractComparison {

    private static final Called NOBODY =
            new Called("", List.of(), new TreeMap<>(), new TreeMap<>(), Set.of(), Set.of(), true);

    private final ContractFacts before;
    private final ContractFacts now;
    private final ContractUse use;

    private ContractComparison(ContractFacts before, ContractFacts now, ContractUse use) {
        this.before = before;
        this.now = now;
        this.use = use;
    }

    /**
     * All changes, the worst first; none where both say the same, however they say it.
     *
     * @param before by which the connector works
     * @param now what the other side publishes
     * @param misfits messages of ours that keep the one and not the other: what the rules did not see is told by them
     */
    public static List<Change> of(ContractFacts before, ContractFacts now, ContractUse use, List<Misfit> misfits) {
        return new ContractComparison(before, now, use).changes(misfits);
    }

    private List<Change> changes(List<Misfit> misfits) {
        Set<String> names = new TreeSet<>(before.endpoints().keySet());
        names.addAll(now.endpoints().keySet());
        List<Change> all = new ArrayList<>();
        for (String name : names) {
            Changes changes = new Changes(name);
            compare(name, changes);
            for (Misfit misfit : misfits) {
                if (misfit.operation().equals(name) && !changes.broken(name)) {
                    changes.about(Set.of(name));
                    changes.breaks("request", "a message of our cases is refused", misfit.why());
                }
            }
            all.addAll(changes.all());
        }
        all.addAll(nowhere(now.endpoints().keySet()));
        all.sort(Changes.ORDER);
        return all;
    }

    /** What we send and the folder's contract does not have: it is no change, and not known to be none. */
    private List<Change> nowhere(Set<String> told) {
        List<Change> all = new ArrayList<>();
        use.operations().forEach((operation, called) -> {
            if (called.endpoint().isEmpty() && !told.contains(operation)) {
                Changes changes = new Changes(operation);
                changes.about(Set.of(operation));
                changes.mayBreak(
                        "",
                        "not compared",
                        "we send it, and the folder's contract does not have it, or nobody can tell where");
                all.addAll(changes.all());
            }
        });
        return all;
    }

    private void compare(String name, Changes changes) {
        SortedMap<String, Called> users = new TreeMap<>();
        use.operations().forEach((operation, called) -> {
            if (called.endpoint().equals(name)) {
                users.put(operation, called);
            }
        });
        changes.about(users.keySet());
        Endpoint was = before.endpoints().get(name);
        Endpoint is = now.endpoints().get(name);
        Called sought = use.operations().get(name);
        if (was == null && sought != null && sought.endpoint().isEmpty()) {
            changes.about(Set.of(name));
            changes.mayBreak(
                    "", "new operation", "we send it, and the folder's contract does not have it: compare by hand");
        } else if (was == null) {
            changes.harmless("", "new operation", "this connector does not use it");
        } else if (is == null && users.isEmpty()) {
            changes.harmless("", "the operation is gone", "this connector does not use it");
        } else if (is == null) {
            changes.breaks("", "the operation is gone", "this connector uses it");
        } else if (users.isEmpty()) {
            unused(changes, was, is);
        } else {
            used(changes, users, was, is);
        }
    }

    private void unused(Changes changes, Endpoint was, Endpoint is) {
        Changes found = new Changes("");
        new TraitRules(found, use).compare(was, is);
        new RequestRules(found, before.soap()).compare(was.request(), is.request(), Schemas.NONE);
        new StatusRules(found, before.soap()).compare(was, is, NOBODY);
        if (found.count() > 0) {
            changes.harmless(
                    "",
                    "changed at " + found.count() + (found.count() == 1 ? " place" : " places"),
                    "this connector does not use it");
        }
    }

    private void used(Changes changes, SortedMap<String, Called> users, Endpoint was, Endpoint is) {
        new TraitRules(changes, use).compare(was, is);
        if (TraitRules.isUnspeakable(is)) {
            return;
        }
        for (Map.Entry<String, Called> user : users.entrySet()) {
            changes.about(Set.of(user.getKey()));
            RequestRules requests = new RequestRules(changes, before.soap());
            List<JsonNode> sends = user.getValue().sends();
            (sends.isEmpty() ? List.of(Schemas.NONE) : sends)
                    .forEach(sent -> requests.compare(was.request(), is.request(), sent));
            new StatusRules(changes, before.soap()).compare(was, is, user.getValue());
        }
    }
}
