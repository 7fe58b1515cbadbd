package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.hub.intake.FieldNames.Kind;

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
        String clean = Texts.nfc(sound(raw));
        if (kind == Kind.VERBATIM) {
            return NODES.textNode(clean);
        }
        if (kind != Kind.TEXT) {
            clean = Texts.trimmed(clean);
        }
        if (Texts.isBlank(clean)) {
            return NODES.missingNode();
        }
        if (isDate(kind)) {
            if (Moments.isSentinel(clean)) {
                return noDate();
            }
            checkDate(clean, kind);
        }
        return NODES.textNode(clean);
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

    private void checkDate(String text, Kind kind) {
        if (kind == Kind.MOMENT && Moments.parse(text) == null) {
            findings.wrong(
                    "bad-date",
                    path.pointer(),
                    "A time is not ISO 8601 with offset, or no such time exists.",
                    Shapes.date(text),
                    "Write it as 2019-12-16T08:05:00+07:00.");
        } else if (kind == Kind.DAY && !Moments.isDay(text)) {
            findings.wrong(
                    "bad-date",
                    path.pointer(),
                    "A day is not ISO 8601, or no such day exists.",
                    Shapes.of(text),
                    "Write it as 1989-06-15, or 1989-06, or 1989.");
        }
    }

    private String sound(String raw) {
        switch (Texts.flaw(raw)) {
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
                findings.wrong(
                        "lone-surrogate",
                        path.pointer(),
                        "A text holds half a character.",
                        "a lone surrogate escape",
                        "Send the whole character, or cut texts by whole characters.");
                // A harmless stand-in: the record is refused, but must not break who reads the tree.
                return "?";
            default:
                return raw;
        }
    }

    /** A key, in NFC. */
    String name(String raw) {
        if (Texts.flaw(raw) != Texts.Flaw.NONE) {
            findings.wrong(
                    "control-character",
                    path.parent(),
                    "A key holds a character that no document may carry.",
                    "a key of " + raw.length() + " characters",
                    "Correct the key.");
            return "?";
        }
        return Texts.nfc(raw);
    }
}
