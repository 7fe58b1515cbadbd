package vn.lienthong.hub.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with what was sent by it, for a look back.
 *
 * @param content the record's canonical JSON; null when it cannot be read any more
 * @param before the record of the same dossier that the destination had confirmed last before this one was accepted; null: none, or it cannot
 *     be read any more
 * @param remembered what the destination is known to have given the dossier, as of today; null: nothing
 * @param exchanges all that was said by it, in order
 * @param resent whether a person had it sent again, so that it sent what an ordinary attempt would not
 * @param readable whether all there was could be read
 */
public record Carried(
        TransferView transfer,
        byte @Nullable [] content,
        byte @Nullable [] before,
        @Nullable String remembered,
        List<Landing.KeptExchange> exchanges,
        boolean resent,
        boolean readable) {}
