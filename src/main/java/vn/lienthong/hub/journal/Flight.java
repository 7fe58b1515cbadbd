package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;

/**
 * A transfer taken into flight, with all that an attempt needs.
 *
 * @param content the record's canonical JSON
 * @param attempts attempts that counted so far
 * @param troubles attempts that failed for the destination's own reasons, in a row
 * @param unclear whether the last attempt ended unclear: enquire first
 * @param held what the destination is known to hold of the dossier
 * @param again how often a person had it sent again by this transfer; 0 for one that was accepted. What the destination counts then says
 *     nothing of what arrived since
 * @param firstTriedAt when the first attempt began, if there was one
 */
public record Flight(
        long transferId,
        long submissionId,
        String source,
        String destination,
        String unit,
        String dossierCode,
        int revision,
        byte[] content,
        int attempts,
        int troubles,
        boolean unclear,
        Held held,
        Instant acceptedAt,
        @Nullable Instant firstTriedAt,
        int again) {}
