package vn.lienthong.hub.replay;

import java.time.Instant;
import java.util.Locale;

/**
 * One record of a sample day as the city would push it, and what a hub must make of it.
 *
 * @param at when the city pushes it
 * @param dossierCode code of the dossier, even where the record spells it oddly
 * @param revision number of the snapshot
 * @param unit that sends it
 * @param expected what must become of it
 * @param oddity in what way the dossier's records are odd, in kebab case; {@code none} for most
 * @param json the bytes, one line, without line feed. Not copied: treat as immutable
 */
public record SampleRecord(
        Instant at, String dossierCode, int revision, String unit, Expected expected, String oddity, byte[] json) {

    /** What must become of a record when every unit's records flow to the province and the province is well. */
    public enum Expected {
        /** 202, and delivered. */
        DELIVERED(202),
        /** 200: held already, nothing new is owed. */
        REPEATED(200),
        /** 202, kept, not sent: a newer revision was accepted before. */
        SUPERSEDED(202),
        /** 202, then parked for a person: the province's form cannot carry it. */
        PARKED(202),
        /** 202, waits behind a parked record of its dossier. */
        BEHIND_PARKED(202),
        /** 409: the revision was accepted with another content. */
        CONFLICT(409),
        /** 400 or 422. */
        REFUSED(422);

        private final int httpStatus;

        Expected(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /** The status of the answer to a single push; a line that is not even JSON gets 400 instead of 422. */
        public int httpStatus() {
            return httpStatus;
        }

        /** As written in files: lower case with hyphens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
