package vn.lienthong.hub.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Something that a person does to transfers.
 *
 * @param dryRun only tell what would happen
 * @param from for a resend: what goes again beside the dossier itself; null: only what the destination is not known to hold
 */
public record Act(Kind kind, TransferFilter filter, Journal.By by, boolean dryRun, @Nullable Rewind from) {

    /** What is done. */
    public enum Kind {
        /** Lets go. */
        RELEASE(Set.of(TransferState.PARKED)),
        /** Gives up. */
        CANCEL(Set.of(TransferState.PARKED)),
        /** Sends the record once more. */
        RESEND(Set.of(TransferState.DELIVERED));

        private final Set<TransferState> meant;

        Kind(Set<TransferState> meant) {
            this.meant = meant;
        }

        /** The states that are meant where a filter names none. */
        public Set<TransferState> meant() {
            return meant;
        }

        /** The word for it, as in {@code release}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Act release(TransferFilter filter, Journal.By by, boolean dryRun) {
        return new Act(Kind.RELEASE, filter, by, dryRun, null);
    }

    public static Act cancel(TransferFilter filter, Journal.By by, boolean dryRun) {
        return new Act(Kind.CANCEL, filter, by, dryRun, null);
    }

    /** Sends again; see {@link #from}. */
    public static Act resend(TransferFilter filter, Journal.By by, boolean dryRun, @Nullable Rewind from) {
        return new Act(Kind.RESEND, filter, by, dryRun, from);
    }

    /** A resend's own name: the same reason and the same step is the same resend, however often it is asked for. */
    String name() {
        String text = by.why() + '\n' + (from == null ? "" : from.text());
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
