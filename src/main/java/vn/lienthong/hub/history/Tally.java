package vn.lienthong.hub.history;

import java.util.TreeMap;

/** What became of the rows so far. Its fields are kept as they are; the load that owns it guards it. */
final class Tally {
    long read;
    long otherUnit;
    long openDossiers;
    long closedDossiers;
    long closedEarlier;
    long taken;
    long repeated;
    long older;
    long refused;
    TreeMap<String, Long> causes = new TreeMap<>();

    void count(Door.Fate fate) {
        switch (fate.kind()) {
            case TAKEN -> taken++;
            case REPEATED -> repeated++;
            case OLDER -> older++;
            default -> {
                refused++;
                causes.merge(
                        fate.errors().isEmpty()
                                ? "unknown"
                                : fate.errors().get(0).code(),
                        1L,
                        Long::sum);
            }
        }
    }

    void add(Tally more) {
        read += more.read;
        otherUnit += more.otherUnit;
        openDossiers += more.openDossiers;
        closedDossiers += more.closedDossiers;
        closedEarlier += more.closedEarlier;
        taken += more.taken;
        repeated += more.repeated;
        older += more.older;
        refused += more.refused;
        more.causes.forEach((cause, count) -> causes.merge(cause, count, Long::sum));
    }

    /** Rows of which it is known what becomes of them. */
    long done() {
        return otherUnit + closedEarlier + taken + repeated + older + refused;
    }
}
