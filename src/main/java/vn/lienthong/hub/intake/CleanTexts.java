package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.OffsetDateTime;
import vn.lienthong.hub.intake.FieldNames.Kind;
import vn.lienthong.hub.reference.ForeignTime;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.reference.WallClock;

/** The texts of one record on their way into the tree: each made clean as its kind allows, or found wrong. */
final class CleanTexts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Findings findings;
    private final Path path;

    CleanTexts(Findings findings, Path path) {
        this.findings = findings;
        this.path = path;
    }

    /** The text as a node; MissingNode when it says nothing. */
    JsonNode clean(String raw, Kind kind) {
        String clean = Text.nfc(sound(raw));
        if (kind == Kind.VERBATIM) {
            return NODES.textNode(clean);
        }
        if (kind != Kind.TEXT) {
            clean = Text.trimmed(clean);
        }
        if (Text.isBlank(clean)) {
            return NODES.missingNode();
        }
        return isDate(kind) && standsForNoDate(clean, kind) ? noDate() : NODES.textNode(clean);
    }

    static boolean isDate(Kind kind) {
        return kind == Kind.MOMENT || kind == Kind.DAY;
    }

    JsonNode noDate() {
        findings.note(
                "no-date",
                path.pointer(),
                "A date stands for no date.",
                "0, 99991231, year 0, 1 or 9999",
                "It was taken as absent; leave the field out.");
        return NODES.missingNode();
    }

    /** Whether a text where a date belongs means none; says what is wrong with it when it means something else. */
    private boolean standsForNoDate(String text, Kind kind) {
        if (ForeignTime.isNone(text)) {
            return true;
        }
        if (kind == Kind.MOMENT ? Moments.parse(text) != null : Moments.isDay(text)) {
            return false;
        }
        ForeignTime foreign = ForeignTime.read(text);
        if (foreign instanceof ForeignTime.None) {
            return true;
        }
        if (kind == Kind.MOMENT) {
            findings.wrong(
                    "bad-date",
                    path.pointer(),
                    "A time is not ISO 8601 with offset, or no such time exists.",
                    Shapes.date(text),
                    cure(foreign));
        } else {
            findings.wrong(
                    "bad-date",
                    path.pointer(),
                    "A day is not ISO 8601, or no such day exists.",
                    Shapes.of(text),
                    "Write it as 1989-06-15, or 1989-06, or 1989.");
        }
        return false;
    }

    /** The form of another system is shown as the hub would read it, but never taken: only the source knows what it meant. */
    private static String cure(ForeignTime foreign) {
        if (!(foreign instanceof ForeignTime.At at)) {
            return "Write it as 2019-12-16T08:05:00+07:00.";
        }
        OffsetDateTime local = at.instant().atZone(WallClock.ZONE).toOffsetDateTime();
        return at.dayOnly()
                ? "Write day and time with offset, such as " + local + " if it is the first moment of that day."
                : "Write it with offset, as " + local + " if it is local time of Viet Nam.";
    }

    private String sound(String raw) {
        switch (Text.flaw(raw)) {
            case PAGE_MARK:
                findings.note(
                        "page-mark",
                        path.pointer(),
                        "A text holds a vertical tab or a form feed.",
                        "U+000B or U+000C",
                        "It was replaced by a line feed; clean the text at its source.");
                return Texts.withoutPageMarks(raw);
            case CONTROL:
                findings.wrong(
                        "control-character",
                        path.pointer(),
                        "A text holds a character that no document may carry.",
                        "a control character or U+FFFE/U+FFFF",
                        "Take it out, then send again.");
                return raw;
            case SURROGATE:
                halfACharacter("a lone surrogate escape");
                // A harmless stand-in: the record is refused, but must not break who reads the tree.
                return "?";
            default:
                return raw;
        }
    }

    void halfACharacter(String found) {
        findings.wrong(
                "lone-surrogate",
                path.pointer(),
                "A text holds half a character.",
                found,
                "Send the whole character, or cut texts by whole characters.");
    }

    /** A key, in NFC. */
    String name(String raw) {
        if (Text.flaw(raw) != Text.Flaw.NONE) {
            findings.wrong(
                    "control-character",
                    path.parent(),
                    "A key holds a character that no document may carry.",
                    "a key of " + raw.length() + " characters",
                    "Correct the key.");
            return "?";
        }
        return Text.nfc(raw);
    }
}
