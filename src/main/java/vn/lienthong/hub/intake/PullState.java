package vn.lienthong.hub.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Where the pull from a source stands at this node. Counts are since its start.
 *
 * @param leads whether this node is the one that pulls
 * @param lastGood when a round last went without trouble; null: never
 * @param next when the next round begins; null while one is under way
 * @param trouble why the last round did not go to its end, or why the source was not told; null when it did
 * @param needsPerson whether that passes only when a person acts
 * @param counts what came
 */
public record PullState(
        String name,
        boolean leads,
        @Nullable Instant lastGood,
        @Nullable Instant next,
        @Nullable Problem trouble,
        boolean needsPerson,
        Counts counts) {

    /**
     * Messages, by what became of them.
     *
     * @param accepted became a record
     * @param repeated had been accepted before
     * @param refused could not become a record; their bytes are kept
     * @param nothing say nothing that is for us
     * @param putOff could not be fetched yet
     * @param acknowledged the source knows
     * @param unacknowledged the source could not be told, or did not take it; they come again
     */
    public record Counts(
            long accepted,
            long repeated,
            long refused,
            long nothing,
            long putOff,
            long acknowledged,
            long unacknowledged) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    accepted + more.accepted,
                    repeated + more.repeated,
                    refused + more.refused,
                    nothing + more.nothing,
                    putOff + more.putOff,
                    acknowledged + more.acknowledged,
                    unacknowledged + more.unacknowledged);
        }
    }
}
