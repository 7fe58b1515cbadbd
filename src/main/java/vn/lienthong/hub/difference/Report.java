package vn.lienthong.hub.difference;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Shows comparisons one after the other, then what they come to; keeps none. Not thread-safe. What cannot be written is an {@link
 * java.io.UncheckedIOException}.
 */
public interface Report {
    /** One more. */
    void take(Comparison comparison);

    /** One that could not be compared and should have been. A report that only shows differences passes over it. */
    default void failed(String name, String why) {}

    /** One that nobody meant to compare. A report that only shows differences passes over it. */
    default void skipped(String name, String why) {}

    /** All were taken; writes what remains, and closes what it opened. */
    void end(Tally tally);

    /**
     * Side by side on a terminal.
     *
     * @param width signs in a line, at least 40
     * @param colour whether the differing words are coloured
     * @param most how many exchanges are shown in full; all are counted
     */
    static Report text(PrintWriter out, int width, boolean colour, int most) {
        return new TextReport(out, new SideBySide(Math.max(width, 40), colour), most);
    }

    /** Text of others as it may be shown in one line of a terminal: what cannot be seen or moves the cursor is written out. */
    static String line(String text) {
        return Visible.line(text);
    }

    /** One JSON object: exchanges that have differences, ignored ones too; causes; counts. */
    static Report json(PrintWriter out) {
        return new JsonReport(out);
    }

    /**
     * One HTML file that needs no other and no network.
     *
     * @throws IOException when it cannot be written
     */
    static Report html(Path file) throws IOException {
        return new HtmlReport(file);
    }

    /**
     * JUnit XML: a case for each exchange, which fails if anything counts; an error for each that failed, and those that were skipped.
     *
     * @throws IOException when it cannot be written
     */
    static Report junit(Path file) throws IOException {
        return new JunitReport(file);
    }
}
