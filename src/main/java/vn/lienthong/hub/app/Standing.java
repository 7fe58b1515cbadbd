package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Where something stands, in words: why it is so, what comes next and when, who can act, and what happens if nobody does.
 *
 * @param at when the next thing happens by itself, if that is known
 * @param late whether its legal deadline has passed, or had when it was delivered; null when it has none, or nothing is owed
 */
record Standing(
        Cause cause,
        Actor actor,
        Words why,
        Words next,
        @Nullable Instant at,
        Words act,
        Words ifNobodyActs,
        @Nullable Boolean late) {

    /** Where a transfer stands. */
    static Standing of(TransferView transfer, Scene scene) {
        Found found = Causes.of(transfer, scene);
        StandingWords words = new StandingWords(transfer, scene, found);
        return new Standing(
                found.cause(),
                found.actor(),
                words.why(),
                words.next(),
                found.at(),
                words.act(),
                words.ifNobodyActs(),
                late(transfer, scene.now()));
    }

    /** Where a submission stands of which no transfer came; empty words are never shown, so it may be asked of those only. */
    static Standing of(SubmissionView submission) {
        if (submission.state().equals("refused")) {
            return refused(submission);
        }
        if (!submission.later().isEmpty()) {
            return later(submission);
        }
        if (!submission.spared().isEmpty()) {
            return sentOn(submission);
        }
        return submission.state().equals("superseded")
                ? plain(Cause.SUPERSEDED, StandingWords.NOTHING_NEXT)
                : plain(
                        Cause.OWED_TO_NOBODY,
                        new Words(
                                "Nothing happens by itself; it is kept.",
                                "Không có gì tự xảy ra; bản ghi được lưu giữ."));
    }

    private static Standing later(SubmissionView submission) {
        Standing plain = plain(Cause.OWED_LATER, StandingWords.GOES_OVER);
        return new Standing(
                plain.cause(),
                plain.actor(),
                plain.why().and(StandingWords.later(submission.later())),
                plain.next(),
                null,
                plain.act(),
                plain.ifNobodyActs(),
                null);
    }

    private static Standing sentOn(SubmissionView submission) {
        Standing plain = plain(Cause.CAME_FROM_THERE, StandingWords.NOTHING_NEXT);
        return new Standing(
                plain.cause(),
                plain.actor(),
                plain.why().and(StandingWords.spared(submission.spared())),
                plain.next(),
                null,
                plain.act(),
                plain.ifNobodyActs(),
                null);
    }

    /** Of a dossier that nobody knows here. */
    static Standing neverReceived() {
        return plain(
                Cause.NEVER_RECEIVED,
                new Words(
                        "Nothing happens before its source sends it.",
                        "Không có gì xảy ra trước khi nơi gửi gửi hồ sơ lên."));
    }

    private static Standing refused(SubmissionView submission) {
        Cause cause = Cause.REFUSED_AT_INTAKE;
        for (Cause known : new Cause[] {
            Cause.REVISION_WITH_OTHER_CONTENT, Cause.DOSSIER_UNDER_ANOTHER_UNIT, Cause.NO_RECORD_IN_MESSAGE
        }) {
            cause = submission.problemCodes().contains(known.code()) ? known : cause;
        }
        Standing plain = cause == Cause.NO_RECORD_IN_MESSAGE
                ? plain(cause, StandingWords.NOTHING_NEXT)
                : plain(
                        cause,
                        new Words(
                                "Nothing happens by itself; the same sent again is refused again (retry: never).",
                                "Không có gì tự xảy ra; gửi lại y nguyên sẽ lại bị từ chối (retry: never)."));
        return new Standing(
                cause,
                plain.actor(),
                StandingWords.with(plain.why(), String.join(" ", submission.problems())),
                plain.next(),
                null,
                plain.act(),
                plain.ifNobodyActs(),
                null);
    }

    private static Standing plain(Cause cause, Words next) {
        return new Standing(
                cause,
                cause.actor(),
                cause.means(),
                next,
                null,
                cause.actor().words(),
                cause.fate().words(),
                null);
    }

    private static @Nullable Boolean late(TransferView transfer, Instant now) {
        Instant deadline = transfer.deadline();
        if (deadline == null
                || transfer.state() == TransferState.CANCELLED
                || transfer.state() == TransferState.SUPERSEDED) {
            return null;
        }
        Instant ended = transfer.endedAt();
        return (ended == null ? now : ended).isAfter(deadline);
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("cause", cause.code());
        node.put("actor", actor.code());
        node.set("why", why.json());
        ObjectNode nextNode = next.json();
        Json.put(nextNode, "at", at);
        node.set("next", nextNode);
        node.set("whoCanAct", act.json());
        node.set("ifNobodyActs", ifNobodyActs.json());
        if (late != null) {
            node.put("late", late);
        }
        return node;
    }
}
