package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.reference.Deadlines;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

/**
 * What a record says of the legal deadlines of its dossier. A fact whose time the record does not name is taken to have happened when the
 * record came.
 */
final class Duties {
    private static final Set<Status> DONE = EnumSet.of(Status.FINISHED, Status.RETURNED);
    private static final Set<Status> ENDS =
            EnumSet.of(Status.FINISHED, Status.RETURNED, Status.REFUSED, Status.STOPPED, Status.WITHDRAWN);

    private final ObjectNode tree;
    private final DossierRecord record;
    private final Instant now;

    private Duties(ObjectNode tree, DossierRecord record, Instant now) {
        this.tree = tree;
        this.record = record;
        this.now = now;
    }

    static List<Duty> of(ObjectNode tree, DossierRecord record, Deadlines deadlines, Instant now) {
        Duties read = new Duties(tree, record, now);
        List<Duty> duties = new ArrayList<>();
        deadlines.answerBy(record).ifPresent(by -> duties.add(new Duty(Duty.Kind.ANSWER, by, read.answeredAt())));
        deadlines
                .dueAt(record)
                .ifPresent(due -> duties.add(new Duty(Duty.Kind.RESULT, read.newDue(due), read.endedAt())));
        return List.copyOf(duties);
    }

    /** The time that a citizen takes for a supplement is the citizen's: the deadline moves with it. */
    private Instant newDue(Instant due) {
        Instant latest = due;
        for (JsonNode supplement : tree.path("supplements")) {
            Instant moved = moment(supplement, "newDueAt");
            latest = moved != null && moved.isAfter(latest) ? moved : latest;
        }
        return latest;
    }

    private @Nullable Instant answeredAt() {
        return record.status() == Status.NEW ? null : known(first(status -> status != Status.NEW));
    }

    /** The end as the national score takes it: finished before returned, refused or stopped. */
    private @Nullable Instant endedAt() {
        Status status = record.status();
        if (!ENDS.contains(status)) {
            return null;
        }
        if (!DONE.contains(status)) {
            return known(first(status::equals));
        }
        return known(Optional.ofNullable(moment(tree, "finishedAt"))
                .or(() -> Optional.ofNullable(first(Status.FINISHED::equals)))
                .or(() -> Optional.ofNullable(moment(tree, "returnedAt")))
                .orElseGet(() -> first(Status.RETURNED::equals)));
    }

    /** When the first step of such a status was taken; null when the record names none. */
    private @Nullable Instant first(Predicate<Status> wanted) {
        Instant first = null;
        for (JsonNode step : tree.path("steps")) {
            String status = step.path("status").textValue();
            Instant at = moment(step, "at");
            if (at != null
                    && status != null
                    && wanted.test(Status.valueOf(status))
                    && (first == null || at.isBefore(first))) {
                first = at;
            }
        }
        return first;
    }

    /** A clock of the city's that is ahead tells of nothing that is still to come. */
    private Instant known(@Nullable Instant at) {
        Instant told = Objects.requireNonNullElse(at, now);
        return told.isAfter(now) ? now : told;
    }

    private static @Nullable Instant moment(JsonNode node, String field) {
        String text = node.path(field).textValue();
        return text == null ? null : Moments.parse(text);
    }
}
