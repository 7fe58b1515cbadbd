package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.Outside.Outlook;
import vn.lienthong.hub.vocabulary.Times;

/** How long the backfill of what was rehearsed is expected to take, as the report says it. */
final class Expected {
    private static final double SECONDS = 3600;

    private Expected() {}

    static void into(ObjectNode report, Tally tally, Outlook outlook, double given, Instant now) {
        int open = tally.look((causes, dossiers, notes) -> dossiers.open());
        int all = tally.look((causes, dossiers, notes) -> dossiers.size());
        Tally.Counts counts = tally.counts();
        double each = counts.ready() == 0 || all == 0
                ? 1
                : (double) counts.messages() / counts.ready() * counts.records() / all;
        long messages = Math.round(open * each);
        BackfillTime time = time(counts, outlook, given);
        ObjectNode node = report.putObject("backfill");
        node.put("openDossiers", open).put("messages", messages);
        if (time == null) {
            node.put(
                    "words",
                    open + " open dossiers; no pace is known: say it (--pace), or send to an address for tests.");
            return;
        }
        node.put("perHour", Math.round(time.perHour())).put("paceFrom", time.source());
        Instant end = time.end((double) messages, now, outlook.openings());
        String begin = open + " open dossiers, about " + messages + " messages at " + Math.round(time.perHour())
                + " an hour (" + time.source() + "): ";
        if (end == null) {
            node.put("words", begin + "more than a year.");
            return;
        }
        node.put("seconds", Duration.between(now, end).toSeconds()).put("endsAt", Times.text(end));
        node.put(
                "words",
                begin + "about " + lasting(Duration.between(now, end))
                        + ", within the destination's hours and limits.");
    }

    private static @Nullable BackfillTime time(Tally.Counts counts, Outlook outlook, double given) {
        double limit = outlook.rate() == 0 ? Double.MAX_VALUE : outlook.rate() * SECONDS;
        if (given > 0) {
            return new BackfillTime(given, "as given");
        }
        if (counts.secondsPerMessage() > 0) {
            double perHour = SECONDS * outlook.concurrency() / counts.secondsPerMessage();
            return new BackfillTime(Math.min(limit, perHour), "by the answer times of the address for tests");
        }
        if (outlook.perHour() > 0) {
            return new BackfillTime(Math.min(limit, outlook.perHour()), "as delivered lately");
        }
        return outlook.rate() == 0 ? null : new BackfillTime(limit, "the destination's rate");
    }

    private static String lasting(Duration time) {
        return time.compareTo(Duration.ofDays(2)) >= 0
                ? String.format(Locale.ROOT, "%.1f days", time.toMinutes() / 1440.0)
                : time.compareTo(Duration.ofMinutes(90)) >= 0
                        ? String.format(Locale.ROOT, "%.1f hours", time.toMinutes() / 60.0)
                        : time.toMinutes() < 2 ? "a minute or two" : time.toMinutes() + " minutes";
    }
}
