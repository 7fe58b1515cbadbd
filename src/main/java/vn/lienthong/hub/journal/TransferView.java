package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/** A transfer as lists show it: no personal data. */
public record TransferView(
        long id,
        long submissionId,
        String source,
        String dossierCode,
        int revision,
        String procedureCode,
        String unit,
        String destination,
        TransferState state,
        Instant acceptedAt,
        @Nullable Instant deadline,
        @Nullable Instant due,
        int attempts,
        int troubles,
        @Nullable String row,
        @Nullable String problem,
        @Nullable String unmappedCode,
        @Nullable String reference,
        @Nullable Instant endedAt,
        @Nullable String problemCode) {

    /** One of which only the words of a problem are known. */
    public TransferView(
            long id,
            long submissionId,
            String source,
            String dossierCode,
            int revision,
            String procedureCode,
            String unit,
            String destination,
            TransferState state,
            Instant acceptedAt,
            @Nullable Instant deadline,
            @Nullable Instant due,
            int attempts,
            int troubles,
            @Nullable String row,
            @Nullable String problem,
            @Nullable String unmappedCode,
            @Nullable String reference,
            @Nullable Instant endedAt) {
        this(
                id,
                submissionId,
                source,
                dossierCode,
                revision,
                procedureCode,
                unit,
                destination,
                state,
                acceptedAt,
                deadline,
                due,
                attempts,
                troubles,
                row,
                problem,
                unmappedCode,
                reference,
                endedAt,
                null);
    }
}
