package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.reference.IdentityNumbers;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Statuses;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.reference.Verdict;
import vn.lienthong.hub.reference.Visible;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Status;

/**
 * What a schema cannot say: units by date, dates that fit each other, numbers that can be. Refused is what would make the hub
 * or the destination state something false about a deadline, a unit or a person's number; everything else is only noted.
 */
final class RecordChecks {
    /** Clocks of the city's servers differ; a day is far more than they do. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

    private static final Pattern UNIT = Pattern.compile("[0-9]{5}|city:[0-9A-Za-z._-]+");

    private final Units units;
    private final Statuses statuses;
    private final IdentityNumbers numbers;
    private final Clock clock;

    RecordChecks(Reference reference, Clock clock) {
        this.units = reference.units();
        this.statuses = reference.statuses();
        this.numbers = reference.identityNumbers();
        this.clock = clock;
    }

    void check(ObjectNode record, Findings findings) {
        Instant receivedAt = RecordReader.moment(record, "receivedAt");
        code(record, receivedAt, findings);
        if (receivedAt != null) {
            unit(record, receivedAt, findings);
            dates(record, receivedAt, findings);
        }
        status(record, findings);
        identity(record.path("applicant"), "/applicant", findings);
        identity(record.path("submitter"), "/submitter", findings);
        attachments(record, findings);
        names(record, findings);
    }

    /** A code of another form may be a ward's own number from before; only the schema's lenient form refuses one. */
    private static void code(ObjectNode record, @Nullable Instant receivedAt, Findings findings) {
        String code = RecordReader.text(record, "dossierCode");
        if (code == null) {
            return;
        }
        Optional<DossierCode> parts = DossierCode.parse(code);
        if (parts.isEmpty()) {
            DossierCode.check(code).errors().forEach(problem -> note(problem, "/dossierCode", findings));
        } else if (receivedAt != null && !parts.get().isOfDay(receivedAt)) {
            findings.note(
                    "dossier-code-day",
                    "/dossierCode",
                    "The day in the dossier code is not the day of receipt.",
                    parts.get().day() + ", received on " + WallClock.dayOf(receivedAt),
                    "Check receivedAt and its offset; the day counts in Asia/Ho_Chi_Minh.");
        }
    }

    private void unit(ObjectNode record, Instant receivedAt, Findings findings) {
        String unit = RecordReader.text(record, "unit");
        LocalDate day = WallClock.dayOf(receivedAt);
        // What is no code at all the schema has refused already, without quoting what may be anything.
        if (unit != null
                && units.unitOn(unit, day).isEmpty()
                && UNIT.matcher(unit).matches()) {
            Problem unknown = units.unknown(unit, day);
            findings.wrong(unknown.code(), "/unit", unknown.what(), unknown.found(), unknown.cure());
        }
    }

    private void dates(ObjectNode record, Instant receivedAt, Findings findings) {
        if (receivedAt.isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
            findings.wrong(
                    "received-in-future",
                    "/receivedAt",
                    "The dossier is said to be received in the future.",
                    receivedAt.atZone(WallClock.ZONE).toOffsetDateTime().toString(),
                    "Check the date, its offset and the clock of the sending server.");
        }
        for (String name : new String[] {"dueAt", "finishedAt"}) {
            Instant later = RecordReader.moment(record, name);
            if (later != null && later.isBefore(receivedAt)) {
                findings.wrong(
                        "date-order",
                        "/" + name,
                        "A date lies before the receipt of the dossier.",
                        Shapes.shown(record.path(name).asText()) + ", received "
                                + Shapes.shown(record.path("receivedAt").asText()),
                        "Correct " + name + " or receivedAt, or leave " + name + " out.");
            }
        }
    }

    private boolean ends(String status) {
        return Arrays.stream(Status.values())
                .anyMatch(known ->
                        known.name().equals(status) && statuses.of(known).endsDossier());
    }

    private void status(ObjectNode record, Findings findings) {
        if (!record.has("finishedAt") && !record.has("results")) {
            return;
        }
        String status = RecordReader.text(record, "status");
        boolean ended = status == null || "FINISHED".equals(status) || ends(status);
        if (record.has("finishedAt") && !ended) {
            findings.note(
                    "finished-without-status",
                    "/finishedAt",
                    "The dossier has a day of completion but is not finished.",
                    "status " + status,
                    "Send status FINISHED or RETURNED, or leave finishedAt out.");
        }
        if (record.has("results") && !ended) {
            findings.note(
                    "results-without-status",
                    "/results",
                    "The dossier has results but is not finished.",
                    "status " + status,
                    "Send status FINISHED or RETURNED with the results.");
        }
    }

    /** Only of the citizen's number is it certain what cannot be one; old papers of the other kinds are as they are. */
    private void identity(JsonNode person, String pointer, Findings findings) {
        JsonNode identity = person.path("identity");
        String type = identity.path("type").textValue();
        String number = identity.path("number").textValue();
        if (type == null || number == null) {
            return;
        }
        String where = pointer + "/identity/number";
        String bornOn = person.path("bornOn").textValue();
        String sex = person.path("sex").textValue();
        Verdict verdict = numbers.check(new IdentityNumbers.Claim(type, number, bornOn, sex));
        for (Problem error : verdict.errors()) {
            if (type.equals("CCCD")) {
                findings.wrong(error.code(), where, error.what(), error.found(), error.cure());
            } else {
                note(error, where, findings);
            }
        }
        verdict.warnings().forEach(warning -> note(warning, where, findings));
    }

    private static void note(Problem problem, String pointer, Findings findings) {
        findings.note(problem.code(), pointer, problem.what(), problem.found(), problem.cure());
    }

    /** A paper that names an attachment which is not there would lose it silently. */
    private void attachments(ObjectNode record, Findings findings) {
        Set<String> ids = new HashSet<>();
        JsonNode attachments = record.path("attachments");
        for (int i = 0; i < attachments.size(); i++) {
            String id = attachments.path(i).path("id").textValue();
            if (id != null && !ids.add(id)) {
                findings.wrong(
                        "duplicate-attachment",
                        "/attachments/" + i + "/id",
                        "Two attachments have the same id.",
                        Shapes.code(id),
                        "Give each attachment of a record its own id.");
            }
        }
        JsonNode papers = record.path("papers");
        for (int i = 0; i < papers.size(); i++) {
            JsonNode named = papers.path(i).path("attachments");
            for (int j = 0; j < named.size(); j++) {
                reference(named.path(j), ids, "/papers/" + i + "/attachments/" + j, findings);
            }
        }
        JsonNode results = record.path("results");
        for (int i = 0; i < results.size(); i++) {
            reference(results.path(i).path("attachment"), ids, "/results/" + i + "/attachment", findings);
        }
    }

    private static void reference(JsonNode id, Set<String> ids, String pointer, Findings findings) {
        if (id.isTextual() && !ids.contains(id.textValue())) {
            findings.wrong(
                    "unknown-attachment",
                    pointer,
                    "No attachment of this record has this id.",
                    Shapes.code(id.textValue()),
                    "Add it to attachments, or take the id out.");
        }
    }

    /** A name that was read in the wrong encoding, or that nobody can see, would stand on a citizen's papers. */
    private static void names(ObjectNode record, Findings findings) {
        for (String person : new String[] {"applicant", "submitter"}) {
            String name = record.path(person).path("name").textValue();
            String pointer = "/" + person + "/name";
            if (name == null) {
                continue;
            }
            if (Texts.looksBroken(name)) {
                findings.wrong(
                        "broken-text",
                        pointer,
                        "A name was read in the wrong encoding, or has lost letters.",
                        Shapes.of(name),
                        "Read the source as what it is (UTF-8, or a legacy encoding), then send again.");
            }
            if (!Visible.is(name)) {
                findings.wrong(
                        "invisible-name",
                        pointer,
                        "A name has no letter that can be seen.",
                        Shapes.of(name),
                        "Send the name as it stands on the person's papers.");
            }
            direction(name, pointer, findings);
        }
        String summary = record.path("summary").textValue();
        if (summary != null) {
            direction(summary, "/summary", findings);
            if (Texts.looksBroken(summary)) {
                findings.note(
                        "broken-text",
                        "/summary",
                        "A text was read in the wrong encoding, or has lost letters.",
                        Shapes.of(summary),
                        "Read the source as what it is (UTF-8, or a legacy encoding).");
            }
        }
    }

    private static void direction(String text, String pointer, Findings findings) {
        if (Texts.turnsTheWriting(text)) {
            findings.note(
                    "writing-direction",
                    pointer,
                    "A text holds marks that turn the direction of writing.",
                    "one of U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069",
                    "It is carried as it is, and may be shown in another order than it was typed; take the marks out at its source.");
        }
    }
}
