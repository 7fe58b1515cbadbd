package vn.lienthong.hub.difference;

import java.io.PrintWriter;
import java.util.List;

/** For a person at a terminal: each exchange that differs, side by side; then causes and counts. */
final class TextReport implements Report {
    private static final int MOST_PLACES = 30;

    private final PrintWriter out;
    private final SideBySide sides;
    private final int most;
    private int shown;
    private int more;

    TextReport(PrintWriter out, SideBySide sides, int most) {
        this.out = out;
        this.sides = sides;
        this.most = most;
    }

    @Override
    public void take(Comparison comparison) {
        List<Difference> open = comparison.open();
        if (open.isEmpty()) {
            return;
        }
        if (shown >= most) {
            more++;
            return;
        }
        shown++;
        int ignored = comparison.ignored().size();
        line(comparison.name() + ": " + count(open.size(), "difference")
                + (ignored > 0 ? ", " + ignored + " ignored" : ""));
        open.stream().limit(MOST_PLACES).forEach(one -> {
            line("  " + one.text());
            out.print(sides.of(one.left(), one.right()));
        });
        if (open.size() > MOST_PLACES) {
            out.println("  … " + (open.size() - MOST_PLACES) + " more");
        }
        out.println();
    }

    @Override
    public void end(Tally tally) {
        if (more > 0) {
            out.println("… " + count(more, "more exchange") + " with differences: --show " + (shown + more)
                    + " shows them here, --html FILE as a page");
            out.println();
        }
        if (tally.open() > 0) {
            out.println("Causes, by exchanges:");
            tally.causes()
                    .forEach(group -> line("%8d  %s%s"
                            .formatted(
                                    group.exchanges(),
                                    group.connector().isEmpty() ? "" : group.connector() + " ",
                                    group.cause().text())));
        }
        tally.ignored()
                .forEach(one -> line(
                        "Ignored: " + one.where() + ": " + count(one.differences(), "difference") + ", " + one.why()));
        tally.unused().forEach(row -> line("Ignores nothing, take it away: " + row));
        tally.notes().forEach((note, times) -> line("In " + count(times, "exchange") + ": " + note));
        int differ = tally.exchanges() - tally.same() - tally.alone();
        out.println(count(tally.exchanges(), "exchange") + ": " + tally.same() + " the same, " + differ + " with "
                + "differences, " + tally.alone() + " on one side only");
        out.flush();
    }

    /** Names and places are words of others too. */
    private void line(String text) {
        out.println(Visible.line(text));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
