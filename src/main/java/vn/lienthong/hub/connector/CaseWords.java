package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.CasePlay.Deviation;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** What is said of a case that does not hold. */
final class CaseWords {
    /** Under which {@link #keys} tells what the answer was. */
    static final String FOUND = "found";

    private static final int LONGEST = 160;

    private CaseWords() {}

    /** How an answer reads, as the keys of expected.yaml. */
    static Map<String, String> keys(Reading reading) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("row", reading.row());
        keys.put("outcome", reading.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        keys.put("next", reading.next() == null ? "none" : Words.kebab(reading.next()));
        keys.put("exists", String.valueOf(reading.exists()));
        keys.put("steps", String.valueOf(reading.steps()));
        keys.put("trouble", String.valueOf(reading.outcome().isTrouble()));
        keys.put("remembered", new TreeMap<>(reading.remembered()).toString());
        Problem problem = null;
        if (reading.outcome() instanceof Outcome.Delivered delivered) {
            keys.put("reference", String.valueOf(delivered.reference()));
        } else if (reading.outcome() instanceof Outcome.Deferred deferred) {
            keys.put("after", String.valueOf(deferred.after()));
            problem = deferred.problem();
        } else if (reading.outcome() instanceof Outcome.Rejected rejected) {
            problem = rejected.problem();
        } else if (reading.outcome() instanceof Outcome.Unclear unclear) {
            problem = unclear.problem();
        }
        if (problem != null) {
            keys.put(FOUND, problem.found());
        }
        return keys;
    }

    /**
     * How the answer to a message reads otherwise than the case says; empty when it does not.
     *
     * @param found with the keys that the case names, and {@link #FOUND}
     */
    static List<Deviation> reading(
            ConnectorCase situation, int number, Map<String, String> expected, Map<String, String> found) {
        Map<String, String> wanted = new TreeMap<>(expected);
        Map<String, String> got = new TreeMap<>(found);
        got.keySet().retainAll(wanted.keySet());
        if (got.equals(wanted)) {
            return List.of();
        }
        String differs = wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(got.get(entry.getKey())))
                .map(entry -> entry.getKey() + ": " + got.getOrDefault(entry.getKey(), "nothing") + " instead of "
                        + entry.getValue())
                .collect(Collectors.joining("; "));
        String answer = found.get(FOUND);
        return List.of(new Deviation(
                new Violation(
                        situation.shown("expected.yaml"),
                        "The answer to message " + number + " reads otherwise than the case says.",
                        differs + (answer == null ? "" : " (" + answer + ")"),
                        "Put outcomes.yaml right, the row before the one that took it; or expected.yaml, if the case is wrong."),
                lines(wanted),
                lines(got)));
    }

    /**
     * Where something else was sent than the case says; empty where not.
     *
     * @param sent the requests that came, as sent.http writes them
     */
    static List<Deviation> sent(ConnectorCase situation, List<String> sent) {
        String wanted = situation.sent().startsWith("#") ? "" : situation.sent();
        String came = String.join("\n###\n", sent);
        String expected = XmlShape.inside(wanted);
        String found = XmlShape.inside(came);
        if (found.equals(expected)) {
            return List.of();
        }
        List<String> expectedLines = expected.lines().toList();
        List<String> foundLines = found.lines().toList();
        int at = 0;
        while (at < Math.min(expectedLines.size(), foundLines.size())
                && expectedLines.get(at).equals(foundLines.get(at))) {
            at++;
        }
        // The shape of XML has other lines than the file.
        String line = expected.equals(wanted) ? ":" + (at + 1) : "";
        return List.of(new Deviation(
                new Violation(
                        situation.shown("sent.http" + line),
                        "Something else is sent than the case says.",
                        differing(foundLines, expectedLines, at) + " instead of "
                                + differing(expectedLines, foundLines, at),
                        "Put the Kamelet or record.json right; or sent.http, if what is sent now is what they want."),
                wanted,
                came));
    }

    /** The part of a line that differs, with a little before it: what is long is mostly the same. */
    private static String differing(List<String> lines, List<String> others, int at) {
        String line = at(lines, at);
        String other = at(others, at);
        if (line == null) {
            return "nothing";
        }
        int same = 0;
        while (other != null
                && same < Math.min(line.length(), other.length())
                && line.charAt(same) == other.charAt(same)) {
            same++;
        }
        int from = line.length() <= LONGEST ? 0 : Math.max(0, same - 40);
        int to = Math.min(line.length(), from + LONGEST);
        return "'" + (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "") + "'";
    }

    private static @Nullable String at(List<String> lines, int at) {
        return at < lines.size() ? lines.get(at) : null;
    }

    private static String lines(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
