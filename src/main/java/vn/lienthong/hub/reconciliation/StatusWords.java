package vn.lienthong.hub.reconciliation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Statuses;
import vn.lienthong.hub.vocabulary.Status;

/** The words of lists for a status: the hub's name, the national code, the Vietnamese name in any spelling of marks, and what was given. Immutable. */
public final class StatusWords {
    private final Map<String, Status> known = new HashMap<>();

    /**
     * @param given further words, each with the name of the status that it means
     * @throws IllegalArgumentException in three parts
     */
    public StatusWords(Statuses statuses, Map<String, String> given) {
        for (Status status : Status.values()) {
            known.put(Column.folded(status.name()), status);
            known.put(Integer.toString(status.nationalCode()), status);
            known.put("0" + status.nationalCode(), status);
            known.put(Column.folded(statuses.of(status).name()), status);
        }
        given.forEach((word, name) -> known.put(Column.folded(word), named(name)));
    }

    @Nullable
    Status of(String word) {
        return known.get(Column.folded(word));
    }

    private Status named(String name) {
        Status status = known.get(Column.folded(name));
        if (status == null) {
            throw new IllegalArgumentException("There is no such status. Found: " + name
                    + ". Write the hub's name, as in --status 'Da tra=RETURNED'.");
        }
        return status;
    }
}
