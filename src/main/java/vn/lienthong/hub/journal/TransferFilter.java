package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/** Which transfers are meant; null and empty mean any. */
public record TransferFilter(
        @Nullable Long id,
        @Nullable String dossierCode,
        @Nullable String unit,
        @Nullable String destination,
        Set<TransferState> states,
        @Nullable Instant since) {

    public static TransferFilter only(long id) {
        return new TransferFilter(id, null, null, null, Set.of(), null);
    }
}
