package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ward that went back, while its software goes on pushing: what the hub says of each record's home, held against the books outside. A
 * record is at the province or owed later; one that may have arrived when its answer was lost counts as owed later, and is asked about.
 *
 * @param unit the ward
 * @param delivered of each dossier, how many records the hub says that the province has
 * @param later how many records the hub says are owed later
 * @param before what there were receipts for before the hub was asked
 * @param after the same, afterwards
 */
record Halfway(String unit, Map<String, Long> delivered, long later, Books before, Books after) {
    /** The one record that the ward's software may have pushed without a receipt yet. */
    private static final int ON_ITS_WAY = 1;

    /** How many records the province has of which the hub does not know. */
    long mayHaveArrived() {
        return after.atProvince() - says();
    }

    /** Promises that are broken, in words. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Dossier dossier : after.sent().keySet()) {
            long there = Long.bitCount(after.province().apply(dossier).revisions());
            long said = delivered.getOrDefault(dossier.code(), 0L);
            // One of a dossier is on its way at a time.
            if (said > there || there > said + 1) {
                broken.add(unit + " is back, and the hub says that the province has " + said + " records of "
                        + dossier.code() + ", which has " + there);
            }
        }
        long least = due(before) - says();
        long most = due(after) - says() + ON_ITS_WAY;
        if (later < least || later > most) {
            broken.add(unit + " is back, and the hub owes " + later + " records later, of " + least + " to " + most
                    + " that are not at the province");
        }
        return broken;
    }

    /** Dossiers of which the hub knows all that the province has. */
    Map<Dossier, Kept> known() {
        Map<Dossier, Kept> known = new HashMap<>();
        for (Dossier dossier : after.sent().keySet()) {
            Kept kept = after.province().apply(dossier);
            if (Long.bitCount(kept.revisions()) == delivered.getOrDefault(dossier.code(), 0L)) {
                known.put(dossier, kept);
            }
        }
        return known;
    }

    /**
     * Whether going forwards again sent what had gone already: of a dossier without anything new, nothing may come again.
     *
     * @param known what the hub knew when the ward was back
     */
    static List<String> sentAgain(Map<Dossier, Kept> known, Books now) {
        List<String> broken = new ArrayList<>();
        known.forEach((dossier, then) -> {
            Kept kept = now.province().apply(dossier);
            if (kept.revisions() == then.revisions() && kept.again() > then.again()) {
                broken.add(dossier.unit() + " went forwards, and " + dossier.code()
                        + " went again, of which the hub knew that the province has it");
            }
        });
        return broken;
    }

    String words() {
        return unit + " is back in the city: " + due(before) + " records accepted, " + says() + " at the province, "
                + later + " owed later";
    }

    private long says() {
        return delivered.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long due(Books books) {
        return books.sent().values().stream()
                .mapToLong(sent -> Long.bitCount(sent.due()))
                .sum();
    }
}
