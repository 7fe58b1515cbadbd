package vn.lienthong.hub.app;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.RowMeaning;
import vn.lienthong.hub.connector.Who;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.delivery.Symptom;
import vn.lienthong.hub.delivery.Trouble;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.TransferState;

/** Finds the one cause that decides about a transfer. What closes a whole destination goes before what the transfer met itself. */
final class Causes {
    private static final String OTHERWISE = "otherwise";
    private static final String CUT_OFF = "cut-off";

    /** What a mapping may call its refusals, so that they have a cause of their own. */
    private static final Map<String, Cause> OF_MAPPINGS =
            byCode(EnumSet.range(Cause.UNMAPPED_PROCEDURE, Cause.MAPPING_FAILED));

    /** What the hub itself parks for; for what it gives up on, and what it does not know. */
    private static final Map<String, Cause> OF_THE_HUB =
            byCode(EnumSet.range(Cause.PING_PONG, Cause.FLOW_WITHOUT_DELIVERY));

    private static final Map<String, Cause> ON_ITS_WAY =
            byCode(EnumSet.range(Cause.LOOKUP_UNAVAILABLE, Cause.LANDING_REFUSED));

    private static final Set<Symptom> NO_ANSWER = EnumSet.range(Symptom.UNKNOWN_HOST, Symptom.ANSWER_TOO_LARGE);

    private final TransferView transfer;
    private final Scene scene;

    private Causes(TransferView transfer, Scene scene) {
        this.transfer = transfer;
        this.scene = scene;
    }

    static Found of(TransferView transfer, Scene scene) {
        return new Causes(transfer, scene).found();
    }

    private static Map<String, Cause> byCode(Set<Cause> causes) {
        return causes.stream().collect(Collectors.toMap(Cause::code, cause -> cause));
    }

    private Found found() {
        TransferView.HeldBy hold = transfer.hold();
        if (hold != null) {
            Scene.Keeper keeper = scene.keeper();
            return Found.of(Cause.HELD).at(keeper == null ? hold.until() : keeper.returns());
        }
        return switch (transfer.state()) {
            case DELIVERED -> Found.of(Cause.DELIVERED);
            case CANCELLED -> Found.of(Cause.CANCELLED);
            case SUPERSEDED -> Found.of(Cause.SUPERSEDED);
            case IN_FLIGHT -> Found.of(Cause.BEING_SENT);
            case PARKED -> parked().saying(transfer.problem());
            // Without a time it waits for another one; with one it was put off.
            case WAITING -> transfer.due() == null ? behind() : onItsWay();
            case READY, UNCLEAR -> onItsWay();
        };
    }

    private Found behind() {
        Scene.Front front = scene.front();
        if (front == null) {
            return Found.of(Cause.BEHIND_ANOTHER);
        }
        boolean parked = front.transfer().state() == TransferState.PARKED
                || front.standing().cause() == Cause.BEHIND_PARKED;
        return Found.of(parked ? Cause.BEHIND_PARKED : Cause.BEHIND_ANOTHER)
                .by(front.standing().actor());
    }

    private Found onItsWay() {
        String destination = transfer.destination();
        if (!scene.destinations().isConfigured(destination)) {
            return Found.of(Cause.DESTINATION_NOT_CONFIGURED);
        }
        Optional<DestinationState> door = scene.destinations().closedDoor(destination);
        if (door.isPresent()) {
            return closed(door.get());
        }
        if (isDue() && scene.destinations().isBrokerAway()) {
            return Found.of(Cause.BROKER_AWAY);
        }
        Found own =
                switch (transfer.state()) {
                    case WAITING -> putOff();
                    case UNCLEAR -> unclear();
                    default -> ready();
                };
        return own.at(transfer.due());
    }

    private boolean isDue() {
        return transfer.due() == null || transfer.due().isBefore(scene.now());
    }

    private Found closed(DestinationState door) {
        Instant until = later(door.until(), transfer.due());
        Found found =
                switch (door.standing()) {
                    case OUTSIDE_HOURS -> Found.of(Cause.OUTSIDE_SENDING_HOURS);
                    case QUOTA_USED_UP -> Found.of(Cause.DAILY_QUOTA_USED_UP);
                    case CUT_OFF -> Found.of(Cause.JOURNAL_AWAY);
                    default -> trouble(door.trouble()).saying(door.reason());
                };
        return found.at(until);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private Found trouble(@Nullable Trouble trouble) {
        return trouble == null
                ? Found.of(Cause.DESTINATION_IN_TROUBLE)
                : trouble(trouble.symptom(), meaning(trouble.row()));
    }

    private Found ready() {
        Optional<DestinationState> state = scene.destinations().states().apply(transfer.destination());
        RowMeaning row = meaning(transfer.row());
        // The row outlives a wake, a release and a resend: it says what was, until the destination refuses again.
        boolean refuses = state.map(door -> door.refused() != null).orElse(false);
        if (refuses && row != null && row.needsPerson()) {
            return trouble(scene.symptom(), row).saying(transfer.problem());
        }
        boolean pacing = state.map(DestinationState::pacing).orElse(false);
        return Found.of(pacing ? Cause.RATE_LIMITED : Cause.WAITING_FOR_ITS_TURN);
    }

    private Found putOff() {
        String row = transfer.row();
        RowMeaning meaning = meaning(row);
        if (CUT_OFF.equals(row)) {
            return Found.of(Cause.JOURNAL_AWAY).saying(transfer.problem());
        }
        // It ended before the destination was spoken to, whatever the last answer of theirs was.
        Cause ours = scene.symptom() == Symptom.FILE_NOT_HELD
                ? Cause.FILE_NOT_HELD
                : meaning == null ? ON_ITS_WAY.get(row == null ? "" : row) : null;
        if (ours != null) {
            return Found.of(ours).by(who(meaning)).saying(transfer.problem());
        }
        boolean trouble = meaning == null ? NO_ANSWER.contains(scene.symptom()) : meaning.trouble();
        return (trouble
                        ? trouble(scene.symptom(), meaning)
                        : Found.of(Cause.PUT_OFF_BY_DESTINATION).by(who(meaning)))
                .saying(transfer.problem());
    }

    private Found unclear() {
        if (scene.wasInterrupted()) {
            return Found.of(isDue() ? Cause.INTERRUPTED : Cause.QUIET_AFTER_TAKEOVER);
        }
        return unclearByAnswer().saying(transfer.problem());
    }

    private Found unclearByAnswer() {
        String row = transfer.row();
        RowMeaning meaning = meaning(row);
        if (meaning != null) {
            return meaning.trouble()
                    ? trouble(scene.symptom(), meaning)
                    : Found.of(Cause.ANSWER_UNCLEAR_ENQUIRING).by(who(meaning));
        }
        if (OTHERWISE.equals(row)) {
            return NO_ANSWER.contains(scene.symptom())
                    ? trouble(scene.symptom(), null)
                    : Found.of(Cause.UNKNOWN_ANSWER);
        }
        if (CUT_OFF.equals(row)) {
            return Found.of(Cause.JOURNAL_AWAY);
        }
        return Found.of(ON_ITS_WAY.getOrDefault(row == null ? "" : row, Cause.ANSWER_UNCLEAR_ENQUIRING));
    }

    private Found parked() {
        String row = transfer.row() == null ? "" : transfer.row();
        if (row.startsWith(Landing.BY_MAPPING)) {
            String code = row.substring(Landing.BY_MAPPING.length());
            Cause other = code.startsWith("unmapped-") ? Cause.UNMAPPED_CODE : Cause.REFUSED_BY_MAPPING;
            return Found.of(OF_MAPPINGS.getOrDefault(code, other));
        }
        Cause own = OF_THE_HUB.get(row);
        if (own != null) {
            return Found.of(own);
        }
        RowMeaning meaning = meaning(row);
        if (meaning == null) {
            return gaveUp(row);
        }
        if (scene.symptom() == Symptom.FILE_NOT_HELD) {
            return Found.of(Cause.FILE_NOT_HELD).by(who(meaning));
        }
        if (meaning.kind() == RowMeaning.Kind.REJECTED) {
            return Found.of(Cause.REJECTED_BY_DESTINATION).by(who(meaning));
        }
        // No other row parks by itself: the retry plan came to its end.
        return Found.of(meaning.trouble() ? Cause.GAVE_UP_AFTER_TROUBLES : Cause.GAVE_UP_AFTER_ATTEMPTS)
                .by(who(meaning));
    }

    private Found gaveUp(String row) {
        if (row.equals(OTHERWISE)) {
            boolean trouble = NO_ANSWER.contains(scene.symptom());
            return trouble
                    ? Found.of(Cause.GAVE_UP_AFTER_TROUBLES)
                    : Found.of(Cause.GAVE_UP_AFTER_ATTEMPTS).by(Cause.UNKNOWN_ANSWER.actor());
        }
        Cause met = ON_ITS_WAY.get(row);
        if (met == Cause.FILE_NOT_HELD) {
            return Found.of(met);
        }
        return met == null
                ? Found.of(Cause.PARKED)
                : Found.of(Cause.GAVE_UP_AFTER_ATTEMPTS).by(met.actor());
    }

    private static Found trouble(Symptom symptom, @Nullable RowMeaning row) {
        return Found.of(row != null && row.aboutSession() ? Cause.SESSION_REFUSED : cause(symptom, row))
                .by(who(row));
    }

    private static Cause cause(Symptom symptom, @Nullable RowMeaning row) {
        return switch (symptom) {
            case UNKNOWN_HOST -> Cause.UNKNOWN_HOST;
            case CONNECTION_REFUSED -> Cause.CONNECTION_REFUSED;
            case CONNECT_TIMEOUT -> Cause.CONNECT_TIMEOUT;
            case TLS -> Cause.TLS_FAILED;
            case NOT_SENT -> Cause.NOT_SENT;
            case FILE_NOT_HELD -> Cause.FILE_NOT_HELD;
            case FILE_NOT_TAKEN -> Cause.FILE_NOT_TAKEN;
            case LOGIN_REFUSED -> Cause.LOGIN_REFUSED;
            case LOGIN_UNREACHABLE -> Cause.LOGIN_UNREACHABLE;
            case SESSIONS_USELESS -> Cause.SESSIONS_USELESS;
            case ANSWER_TIMEOUT -> Cause.ANSWER_TIMEOUT;
            case CONNECTION_LOST -> Cause.CONNECTION_LOST;
            case NOT_HTTP -> Cause.NOT_HTTP;
            case ANSWER_TOO_LARGE -> Cause.ANSWER_TOO_LARGE;
            case UNAUTHORIZED, FORBIDDEN -> Cause.ACCESS_REFUSED;
            case WRONG_ADDRESS -> Cause.WRONG_ADDRESS;
            case REDIRECTED -> Cause.REDIRECTED;
            case TOO_MANY -> Cause.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> Cause.OUT_OF_SERVICE;
            case FAILED -> Cause.SERVER_ERROR;
            case EMPTY -> Cause.EMPTY_ANSWER;
            case WEB_PAGE -> Cause.WEB_PAGE_ANSWER;
            case UNREADABLE -> Cause.UNREADABLE_ANSWER;
            case NONE, WORDS -> row != null && row.needsPerson() ? Cause.ACCESS_REFUSED : Cause.DESTINATION_IN_TROUBLE;
        };
    }

    private @Nullable RowMeaning meaning(@Nullable String row) {
        return row == null
                ? null
                : scene.destinations().rows().apply(transfer.destination(), row).orElse(null);
    }

    private static @Nullable Actor who(@Nullable RowMeaning row) {
        Who who = row == null ? null : row.who();
        return who == null
                ? null
                : Arrays.stream(Actor.values())
                        .filter(actor -> actor.name().equals(who.name()))
                        .findFirst()
                        .orElse(null);
    }
}
