package vn.lienthong.hub.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * One recorded message with its answer, and what is known of it.
 *
 * @param exchange name of the folder
 * @param order among all of its destination
 * @param dossier of which it speaks; empty when that is not known
 * @param at method and path at which it was said; empty where its head was made, which has no address
 * @param apart what stands where a message says what makes another request of it
 * @param says what the message says, by place
 * @param held whether the destination held the dossier when it answered so; null: that makes no difference
 * @param holds whether it holds it afterwards, and did not for sure before
 * @param taken whether the answer says that all is well
 */
record RecordedTurn(
        String exchange,
        int order,
        Leg leg,
        String dossier,
        String at,
        List<String> apart,
        Map<String, String> says,
        @Nullable Boolean held,
        boolean holds,
        boolean taken) {

    /** Whether it is at this address that the message came. */
    boolean isAt(String method, String path) {
        return at.isEmpty() || at.startsWith(method + " ") && (path.equals("/") || at.endsWith(path));
    }

    boolean fits(boolean isHeld) {
        return held == null || held == isHeld;
    }

    /** How much of it another message says too, from 0 to 1; a dossier stands for a dossier, and what was dropped for anything. */
    double likeness(Map<String, String> other, String otherDossier) {
        int same = 0;
        int compared = 0;
        for (Map.Entry<String, String> one : says.entrySet()) {
            if (one.getValue().equals(RecordedExchange.DROPPED)) {
                continue;
            }
            compared++;
            String mine = dossier.isEmpty() ? one.getValue() : one.getValue().replace(dossier, otherDossier);
            same += mine.equals(other.get(one.getKey())) ? 1 : 0;
        }
        int most = Math.max(compared, other.size() - (says.size() - compared));
        return most <= 0 ? 1 : (double) same / most;
    }

    /** The dossier that another message of this form speaks of; null where it says none in that place. */
    @Nullable
    String dossierIn(Map<String, String> other) {
        return says.entrySet().stream()
                .filter(one -> !dossier.isEmpty() && one.getValue().equals(dossier))
                .map(one -> other.get(one.getKey()))
                .filter(code -> code != null && !code.isBlank())
                .findFirst()
                .orElse(null);
    }
}
