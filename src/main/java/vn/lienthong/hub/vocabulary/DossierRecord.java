package vn.lienthong.hub.vocabulary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we understood of a submission: one revision of one dossier. The named fields are those the hub itself decides
 * by; everything else stays in the content, for the mappings.
 *
 * @param dossierCode code of the dossier, trimmed
 * @param revision 1, 2, … per dossier and source
 * @param procedureCode as the source wrote it, trimmed
 * @param unit code of the unit at {@code receivedAt}; means nothing without that date
 * @param channel how it was handed in, if known
 * @param receivedAt when the office received the dossier
 * @param dueAt when it is due, if known
 * @param content the whole record as canonical JSON: UTF-8, NFC, keys sorted, no insignificant white space. Not copied: treat as immutable
 */
public record DossierRecord(
        String dossierCode,
        int revision,
        String procedureCode,
        String unit,
        Status status,
        @Nullable Channel channel,
        Instant receivedAt,
        @Nullable Instant dueAt,
        byte[] content) {}
