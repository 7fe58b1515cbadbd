package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Which transfers are meant; null and empty mean any.
 *
 * @param since accepted, or made by a resend, at or after this time
 * @param until before this time
 * @param row the row of outcomes.yaml that decided last, or a name of the hub's own such as {@code mapping/unmapped-procedure}
 * @param problem code of the last problem, such as {@code unmapped-procedure}
 * @param unmapped code without counterpart under which it waits, such as {@code procedure:TS_lop1}
 */
public record TransferFilter(
        @Nullable Long id,
        @Nullable String dossierCode,
        @Nullable String unit,
        @Nullable String destination,
        Set<TransferState> states,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String procedure,
        @Nullable String row,
        @Nullable String problem,
        @Nullable String unmapped) {

    /** Any transfer. */
    public static final TransferFilter ANY = new TransferFilter(null, null, null, null, Set.of(), null);

    public TransferFilter {
        states = Set.copyOf(states);
    }

    /** Without what is asked for seldom. */
    public TransferFilter(
            @Nullable Long id,
            @Nullable String dossierCode,
            @Nullable String unit,
            @Nullable String destination,
            Set<TransferState> states,
            @Nullable Instant since) {
        this(id, dossierCode, unit, destination, states, since, null, null, null, null, null);
    }

    public static TransferFilter only(long id) {
        return new TransferFilter(id, null, null, null, Set.of(), null);
    }

    /** The same in these states. */
    public TransferFilter in(Set<TransferState> others) {
        return new TransferFilter(
                id, dossierCode, unit, destination, others, since, until, procedure, row, problem, unmapped);
    }
}
