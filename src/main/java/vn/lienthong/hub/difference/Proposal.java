package vn.lienthong.hub.difference;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of what might be ignored, from two replays of the same. A file for a person to finish: each row lacks its reason, and does not count without.
 */
public final class Proposal {
    private static final int SHOWN = 60;
    private static final Map<String, Pattern> LOOKS = Map.of(
            "a time", Pattern.compile("\\d{4}-?\\d\\d-?\\d\\d.*|\\d\\d?[/:-]\\d\\d(?:[/:-].*)?|\\d{10}|\\d{13}"),
            "a UUID", Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"));

    private Proposal() {}

    /** In the form of {@link IgnoreFile}, with what was seen as comments; an empty list where nothing differs. */
    public static String text(Tally tally) {
        StringBuilder out = new StringBuilder("# What differs between two replays of the same " + tally.exchanges()
                + " exchanges. A row counts only when a person has written behind\n"
                + "# 'why:' what it is and why it means nothing; take away what should not differ.\n");
        out.append("ignore:").append(tally.open() == tally.alone() ? " []\n" : "\n");
        for (Tally.Group group : tally.causes()) {
            if (group.cause().side() != Difference.Side.EXCHANGE) {
                row(out, group, tally.exchanges());
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Tally.Group group, int exchanges) {
        Difference example = group.example();
        out.append("  # in ")
                .append(group.exchanges())
                .append(" of ")
                .append(exchanges)
                .append(" exchanges, ");
        out.append(example.kind().word()).append(": ").append(quoted(example.left()));
        out.append(" and ")
                .append(quoted(example.right()))
                .append(look(example))
                .append('\n');
        if (example.path().startsWith("/(status)") || example.side() == Difference.Side.OUTCOME) {
            out.append("  # a result and no time or number: look into it before you ignore it\n");
        }
        out.append("  - where: ").append(yaml(where(example))).append('\n');
        if (!group.connector().isEmpty()) {
            out.append("    connector: ").append(yaml(group.connector())).append('\n');
        }
        if (!example.operation().isEmpty()) {
            out.append("    operation: ").append(yaml(example.operation())).append('\n');
        }
        out.append("    why: \"\"\n");
    }

    static String where(Difference difference) {
        String more =
                switch (difference.kind()) {
                    case VALUE, UNICODE, FILE -> "";
                    case ORDER -> "#order";
                    case TYPE, FORMAT, NAMESPACE, MISSING, EXTRA -> "#any";
                };
        return difference.side().word() + ":" + difference.place() + more;
    }

    private static String look(Difference example) {
        String left = example.left();
        String right = example.right();
        if (left == null || right == null) {
            return "";
        }
        return LOOKS.entrySet().stream()
                .filter(one -> one.getValue().matcher(left).matches()
                        && one.getValue().matcher(right).matches())
                .map(one -> " (both look like " + one.getKey() + ")")
                .findFirst()
                .orElse("");
    }

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        String line = value.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
        return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + " …" : line) + "'";
    }

    private static String yaml(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
