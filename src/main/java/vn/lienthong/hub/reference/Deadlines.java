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
 * its own due time or, where the record names none, when the limit of its procedure ends. Immutable.
 */
public final class Deadlines {
    private static final int HOURS_A_DAY = 24;
    private static final Duration ANSWER_ONLINE = Duration.ofHours(8);

    private final WorkingCalendar calendar;
    private final Procedures procedures;

    Deadlines(WorkingCalendar calendar, Procedures procedures) {
        this.calendar = calendar;
        this.procedures = procedures;
    }

    /**
     * The nearest legal deadline that the transfer of a record serves. Cheap enough to ask for each record.
     *
     * @return empty when the record has none, or when it lies in years that the calendar does not know
     */
    public Optional<Instant> deadline(DossierRecord record) {
        Optional<Instant> due = dueAt(record);
        if (!tellsTheFirstAnswer(record.status())) {
            return due;
        }
        Optional<Instant> answer = answerBy(record);
        if (answer.isEmpty() || due.isEmpty()) {
            return answer.or(() -> due);
        }
        return answer.get().isBefore(due.get()) ? answer : due;
    }

    /** By when an online filing must be answered; empty for what was handed in otherwise. */
    public Optional<Instant> answerBy(DossierRecord record) {
        return record.channel() == Channel.ONLINE
                ? calendar.addWorkingHours(record.receivedAt(), ANSWER_ONLINE)
                : Optional.empty();
    }

    /** When the dossier is due: as its record says, else by the limit of its procedure. */
    public Optional<Instant> dueAt(DossierRecord record) {
        return record.dueAt() == null
                ? procedures.find(record.procedureCode()).flatMap(known -> dueAt(known, record.receivedAt()))
                : Optional.of(record.dueAt());
    }

    /**
     * When a dossier of a procedure is due: working hours on the clock; working days and calendar days at the close of the office, the
     * day of reception not counted; a calendar day on which nobody works passes to the next working day. A same-day matter is due at the
     * close of the day of its reception; received after the hour of its limit (15:00 for most), or when nobody works any more, at the
     * close of the next working day.
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
            case SAME_DAY ->
                calendar.addWorkingDays(received, isForToday(receivedAt, limit.value()) ? 0 : 1)
                        .map(calendar::closeOf);
            case WORKING_DAY -> calendar.addWorkingDays(received, limit.value()).map(calendar::closeOf);
            case DAY ->
                calendar.addWorkingDays(received.plusDays(limit.value()), 0).map(calendar::closeOf);
        };
    }

    /** Whether a same-day matter can still be due on the day of its reception, if that is a working day. */
    private boolean isForToday(Instant receivedAt, int hour) {
        LocalDate day = WallClock.dayOf(receivedAt);
        boolean works = calendar.covers(day) && calendar.isWorkingDay(day);
        Instant latest =
                hour < HOURS_A_DAY ? day.atTime(hour, 0).atZone(WallClock.ZONE).toInstant() : calendar.closeOf(day);
        return !works || !receivedAt.isAfter(latest);
    }

    /** A refusal at reception is an answer too, and the clock runs until the province has it. */
    private static boolean tellsTheFirstAnswer(Status status) {
        return status == Status.NEW || status == Status.RECEIVED || status == Status.REFUSED;
    }
}
