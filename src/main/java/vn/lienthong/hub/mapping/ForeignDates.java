package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import vn.lienthong.hub.reference.ForeignTime;
import vn.lienthong.hub.reference.WallClock;

/** Dates as other systems write them, for mappings of the way back: any form of the wire in, one out, and a bad date never becomes another. */
final class ForeignDates {
    private ForeignDates() {}

    /** ISO 8601 with the offset of Viet Nam; null when there is no date. Less than a day is no point in time. */
    static JsonNode time(JsonNode written) {
        ForeignTime read = ForeignTime.read(text(written));
        if (read instanceof ForeignTime.At at) {
            return TextNode.valueOf(iso(at.instant()));
        }
        if (read instanceof ForeignTime.None) {
            return NullNode.instance;
        }
        throw unreadable("a point in time", written);
    }

    /** A day, a month or a year, as {@code 1989-06-03}, {@code 1989-06} or {@code 1989}; null when there is no date. */
    static JsonNode date(JsonNode written) {
        ForeignTime read = ForeignTime.read(text(written));
        if (read instanceof ForeignTime.At at) {
            return TextNode.valueOf(WallClock.dayOf(at.instant()).toString());
        }
        if (read instanceof ForeignTime.Partial partial) {
            return TextNode.valueOf(partial.date());
        }
        if (read instanceof ForeignTime.None) {
            return NullNode.instance;
        }
        throw unreadable("a date", written);
    }

    private static String text(JsonNode written) {
        return written.isNull() || written.isContainerNode() ? "" : written.asText();
    }

    private static String iso(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(WallClock.ZONE));
    }

    private static Refusal unreadable(String what, JsonNode written) {
        return LentFunctions.refusal(
                "unreadable-date",
                "What stands where " + what + " belongs cannot be read as one.",
                LentFunctions.article(written),
                "Ask the source for the form; a form that is used belongs into reference.ForeignTime, with a case.");
    }
}
