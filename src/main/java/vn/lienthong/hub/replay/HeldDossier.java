package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the fake province keeps of one dossier: numbers and hashes, not contents, so that 300,000 dossiers fit into well
 * under 200 MB. Thread-safe by its own lock.
 */
final class HeldDossier {
    private static final long[] NONE = {};

    private boolean exists;
    private byte status;
    private short supplements;
    private short results;
    private boolean finished;
    private boolean returned;
    private int revision;
    private int contents;
    private int visits;
    private int steps;
    private long contentHash;
    /** One bit for each revision up to 63 that was taken. */
    private long revisionsTaken;

    private int contentsAgain;
    private int orderBreaks;
    private long lastStepAt;
    private long[] stepHashes = NONE;

    /** How many messages named this dossier before this one. */
    synchronized int visit() {
        return visits++;
    }

    synchronized boolean exists() {
        return exists;
    }

    synchronized int status() {
        return status;
    }

    synchronized int steps() {
        return steps;
    }

    synchronized int revision() {
        return revision;
    }

    synchronized int contents() {
        return contents;
    }

    /** How many different revisions were taken, of the first 63. */
    synchronized int revisions() {
        return Long.bitCount(revisionsTaken);
    }

    /** One bit for each revision that was taken, of the first 63. */
    synchronized long revisionsTaken() {
        return revisionsTaken;
    }

    /** How many contents and steps came after newer ones. */
    synchronized int orderBreaks() {
        return orderBreaks;
    }

    /** How often a content came that was held already, byte for byte. */
    synchronized int contentsAgain() {
        return contentsAgain;
    }

    synchronized long contentHash() {
        return contentHash;
    }

    synchronized long lastStepAt() {
        return lastStepAt;
    }

    /** Takes the first content; false when the dossier is held already. */
    synchronized boolean create(JsonNode dossier) {
        if (exists) {
            return false;
        }
        exists = true;
        take(dossier);
        return true;
    }

    /** Takes a later content, as a real receiver would, and tells in words when it is older than the one it overwrites. */
    synchronized Optional<String> update(JsonNode dossier) {
        Optional<String> broken = olderThanHeld(dossier);
        orderBreaks += broken.isPresent() ? 1 : 0;
        take(dossier);
        return broken;
    }

    /** All of it, under the code that it is held by. */
    synchronized FakeProvince.Holding holding(String code) {
        return new FakeProvince.Holding(
                code,
                status,
                steps,
                contents,
                contentsAgain,
                revisions(),
                revision,
                lastStepAt,
                Long.toHexString(contentHash),
                revisionsTaken,
                orderBreaks);
    }

    private Optional<String> olderThanHeld(JsonNode dossier) {
        int revisionNow = ProvinceRules.revisionMarker(dossier);
        if (revisionNow > 0 && revisionNow < revision) {
            return Optional.of("revision " + revisionNow + " after revision " + revision);
        }
        int statusNow = ProvinceRules.statusOf(dossier);
        if (statusNow <= 2 && status > 2 || statusNow < 9 && status >= 9 && statusNow != 8) {
            return Optional.of("status " + statusNow + " after status " + status);
        }
        int supplementsNow = dossier.path("DanhSachHoSoBoSung").size();
        if (supplementsNow < supplements) {
            return Optional.of(supplementsNow + " supplements after " + supplements);
        }
        int resultsNow = dossier.path("DanhSachGiayToKetQua").size();
        if (resultsNow < results) {
            return Optional.of(resultsNow + " results after " + results);
        }
        if (returned && !ProvinceRules.has(dossier, "NgayTra")) {
            return Optional.of("no NgayTra after one was given");
        }
        if (finished && !ProvinceRules.has(dossier, "NgayKetThucXuLy")) {
            return Optional.of("no NgayKetThucXuLy after one was given");
        }
        return Optional.empty();
    }

    private void take(JsonNode dossier) {
        status = (byte) ProvinceRules.statusOf(dossier);
        supplements = (short) dossier.path("DanhSachHoSoBoSung").size();
        results = (short) dossier.path("DanhSachGiayToKetQua").size();
        finished = ProvinceRules.has(dossier, "NgayKetThucXuLy");
        returned = ProvinceRules.has(dossier, "NgayTra");
        revision = ProvinceRules.revisionMarker(dossier);
        revisionsTaken |= revision < 1 ? 0 : 1L << Math.min(revision, Long.SIZE - 1);
        long hash = Chance.hash(dossier.toString());
        contentsAgain += contents > 0 && hash == contentHash ? 1 : 0;
        contentHash = hash;
        contents++;
    }

    /** What became of a progress step. */
    enum StepFate {
        TAKEN,
        REPEATED,
        OUT_OF_ORDER
    }

    /** Takes one progress step; one that is held already is not held twice. */
    synchronized StepFate step(long hash, long at) {
        for (int i = 0; i < steps; i++) {
            if (stepHashes[i] == hash) {
                return StepFate.REPEATED;
            }
        }
        if (steps == stepHashes.length) {
            stepHashes = Arrays.copyOf(stepHashes, steps == 0 ? 2 : steps + Math.max(2, steps / 2));
        }
        stepHashes[steps++] = hash;
        boolean late = at < lastStepAt;
        orderBreaks += late ? 1 : 0;
        lastStepAt = Math.max(at, lastStepAt);
        return late ? StepFate.OUT_OF_ORDER : StepFate.TAKEN;
    }
}
