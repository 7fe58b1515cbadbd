package vn.lienthong.hub.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.lienthong.hub.vocabulary.Channel;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

/**
 * When a dossier is late by law. An online filing that is not answered (received or refused) within 8 working hours counts as
 * late against the ward (decree 45/2020; decree 118/2025 says one working day, which is the same 8 hours); everything else is due at
 * its own due time. Immutable.
 */
public final class Deadlines {
    private static final Duration ANSWER_ONLINE = Duration.ofHours(8);

    private final WorkingCalendar calendar;

    Deadlines(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * The nearest legal deadline that the transfer of a record serves. Cheap enough to ask for each record.
     *
     * @return empty when the record has none, or when it lies in years that the calendar does not know
     */
    public Optional<Instant> deadline(DossierRecord record) {
        Optional<Instant> due = Optional.ofNullable(record.dueAt());
        if (record.channel() != Channel.ONLINE || !tellsTheFirstAnswer(record.status())) {
            return due;
        }
        Optional<Instant> answer = calendar.addWorkingHours(record.receivedAt(), ANSWER_ONLINE);
        if (answer.isEmpty() || due.isEmpty()) {
            return answer.or(() -> due);
        }
        return answer.get().isBefore(due.get()) ? answer : due;
    }

    /**
     * When a dossier of a procedure is due: working hours on the clock; working days and calendar days at the close of the office, the
     * day of reception not counted; a calendar day on which nobody works passes to the next working day.
     *
     * @return empty when the procedure has no known limit, or when that leaves the years of the calendar
     */
    public Optional<Instant> dueAt(Procedure procedure, Instant receivedAt) {
        Procedure.Limit limit = procedure.limit();
        if (limit == null) {
            return Optional.empty();
        }
        LocalDate received = WallClock.dayOf(receivedAt);
        return switch (limit.unit()) {
            case HOUR -> calendar.addWorkingHours(receivedAt, Duration.ofHours(limit.value()));
            case WORKING_DAY -> calendar.addWorkingDays(received, limit.value()).map(calendar::closeOf);
            case DAY ->
                calendar.addWorkingDays(received.plusDays(limit.value()), 0).map(calendar::closeOf);
        };
    }

    /** A refusal at reception is an answer too, and the clock runs until the province has it. */
    private static boolean tellsTheFirstAnswer(Status status) {
        return status == Status.NEW || status == Status.RECEIVED || status == Status.REFUSED;
    }
}
