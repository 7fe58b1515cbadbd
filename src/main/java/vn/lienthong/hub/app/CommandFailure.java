package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.vocabulary.Problem;

/** An expected failure of a command: three parts for the person, an exit code for the script, no stack trace. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Found something wrong: a difference, a violation, a refused act. */
    static final int WRONG = 1;
    /** Wrong usage or wrong configuration. */
    static final int USAGE = 2;
    /** Something needed is out of reach. */
    static final int OUT_OF_REACH = 3;

    private static final Pattern THREE_PARTS = Pattern.compile("(.+?) Found: (.+?)\\. (\\p{Lu}.*)", Pattern.DOTALL);

    private final int exitCode;
    private final transient Problem problem;

    CommandFailure(int exitCode, Problem problem) {
        super(problem.message());
        this.exitCode = exitCode;
        this.problem = problem;
    }

    static CommandFailure wrong(String what, String found, String cure) {
        return new CommandFailure(WRONG, new Problem("found-wrong", what, found, cure));
    }

    static CommandFailure usage(String what, String found, String cure) {
        return new CommandFailure(USAGE, new Problem("wrong-usage", what, found, cure));
    }

    static CommandFailure outOfReach(String what, String found, String cure) {
        return new CommandFailure(OUT_OF_REACH, new Problem("out-of-reach", what, found, cure));
    }

    /**
     * The failure that another room has told in its sentence {@code What. Found: this. Do that.}: a wrong argument or setting is
     * wrong usage, an unavailable journal is out of reach. Empty for what nobody foresaw.
     */
    static Optional<CommandFailure> of(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            return Optional.of(known);
        }
        boolean journal = failure instanceof JournalUnavailable;
        boolean told = journal
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
        Matcher parts = THREE_PARTS.matcher(String.valueOf(failure.getMessage()));
        if (!told || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new CommandFailure(
                journal ? OUT_OF_REACH : USAGE, new Problem("told", parts.group(1), parts.group(2), parts.group(3))));
    }

    int exitCode() {
        return exitCode;
    }

    /** The three parts. */
    Problem problem() {
        return problem;
    }

    /** The three parts, each on a line of its own; what has more lines goes on further to the right. */
    String text() {
        return inner(problem.what(), "  ") + System.lineSeparator()
                + "  Found: " + inner(problem.found(), "    ") + System.lineSeparator()
                + "  To do: " + inner(problem.cure(), "    ");
    }

    private static String inner(String part, String indent) {
        return part.strip().replaceAll("\\R\\s*", System.lineSeparator() + indent);
    }
}
