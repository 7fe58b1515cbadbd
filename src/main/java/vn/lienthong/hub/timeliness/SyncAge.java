package vn.lienthong.hub.timeliness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Timings.Unreported;
import vn.lienthong.hub.vocabulary.Times;

/**
 * How old the oldest fact of a unit is that a destination has not confirmed. Immutable.
 *
 * @param unreported what is not confirmed
 * @param name what the unit's code meant when the oldest one's dossier was received; null for a code that meant nothing
 * @param successor the unit that stands for it now, when that is another one
 * @param workingTime age of the oldest in working time; null when the calendar does not know its year
 * @param wallTime age of the oldest by the clock
 */
public record SyncAge(
        Unreported unreported,
        @Nullable String name,
        @Nullable String successor,
        @Nullable Duration workingTime,
        Duration wallTime,
        Level level) {
    private static final double HOUR = 3600;

    /** How bad an age is. */
    public enum Level {
        GOOD,
        ALARM,
        BREACH
    }

    /** Hours of working time with two decimals; by the clock where the calendar does not know them. */
    public double workingHours() {
        return hours(workingTime == null ? wallTime : workingTime);
    }

    /** One line for people, without a person's name. */
    public String words() {
        return level + ": the oldest of " + unreported.count() + " unreported is " + workingHours()
                + " working hours old ("
                + hours(wallTime) + " by the clock), since " + Times.text(unreported.since()) + ", dossier "
                + unreported.dossierCode() + "; " + unreported.pastDeadline() + " past their legal deadline";
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("destination", unreported.destination()).put("unit", unreported.unit());
        put(node, "name", name);
        put(node, "successor", successor);
        node.put("level", level.name())
                .put("unreported", unreported.count())
                .put("since", Times.text(unreported.since()))
                .put("workingHours", workingHours())
                .put("hours", hours(wallTime))
                .put("dossierCode", unreported.dossierCode())
                .put("pastDeadline", unreported.pastDeadline());
        Instant nearest = unreported.nearestDeadline();
        put(node, "nearestDeadline", nearest == null ? null : Times.text(nearest));
        return node;
    }

    static double hours(Duration time) {
        return Math.round(time.toSeconds() / HOUR * 100) / 100d;
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
