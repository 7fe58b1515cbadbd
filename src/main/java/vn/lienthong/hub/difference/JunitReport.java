package vn.lienthong.hub.difference;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** For machines that know JUnit. The head of a suite counts its cases, so they wait in a file beside it. */
final class JunitReport implements Report {
    private static final int MOST_LINES = 200;

    private final Path file;
    private final Path cases;
    private final BufferedWriter out;
    private int different;
    private int failed;
    private int skipped;

    JunitReport(Path file) throws IOException {
        this.file = file;
        Path folder = file.toAbsolutePath().getParent();
        this.cases = Files.createTempFile(folder, ".differences", ".part");
        cases.toFile().deleteOnExit();
        this.out = Files.newBufferedWriter(cases);
    }

    @Override
    public void take(Comparison comparison) {
        try {
            out.write("  <testcase classname=\"" + escaped(comparison.connector()) + "\" name=\""
                    + escaped(comparison.name()) + "\" time=\"0\">\n");
            List<Difference> open = comparison.open();
            if (!open.isEmpty()) {
                different++;
                out.write("    <failure type=\"difference\" message=\"" + open.size() + " differences, the first: "
                        + escaped(open.get(0).text()) + "\">" + escaped(text(open)) + "</failure>\n");
            }
            List<Difference> ignored = comparison.ignored();
            if (!ignored.isEmpty()) {
                out.write("    <system-out>" + escaped(text(ignored)) + "</system-out>\n");
            }
            out.write("  </testcase>\n");
        } catch (IOException e) {
            throw ReportFile.notWritten(file, e);
        }
    }

    @Override
    public void failed(String name, String why) {
        failed++;
        without(name, "<error type=\"failed\" message=\"" + escaped(why) + "\"/>");
    }

    @Override
    public void skipped(String name, String why) {
        skipped++;
        without(name, "<skipped message=\"" + escaped(why) + "\"/>");
    }

    private void without(String name, String why) {
        try {
            out.write("  <testcase classname=\"exchange\" name=\"" + escaped(name) + "\" time=\"0\">\n    " + why
                    + "\n  </testcase>\n");
        } catch (IOException e) {
            throw ReportFile.notWritten(file, e);
        }
    }

    private static String text(List<Difference> all) {
        return all.stream().limit(MOST_LINES).map(JunitReport::text).collect(Collectors.joining("\n"));
    }

    private static String text(Difference one) {
        Ignore row = one.ignored();
        return one.text() + (row == null ? "" : " (ignored: " + row.why() + ")") + "\n  left:  " + one.left()
                + "\n  right: " + one.right();
    }

    @Override
    public void end(Tally tally) {
        try {
            out.close();
            try (BufferedWriter whole = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                whole.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"differences\" tests=\""
                        + (tally.exchanges() + failed + skipped) + "\" failures=\"" + different + "\" errors=\""
                        + failed + "\" skipped=\"" + skipped + "\" time=\"0\">\n");
                try (var lines = Files.newBufferedReader(cases)) {
                    lines.transferTo(whole);
                }
                whole.write("</testsuite>\n");
            }
            Files.delete(cases);
        } catch (IOException e) {
            throw ReportFile.notWritten(file, e);
        }
    }

    /** What XML cannot hold at all becomes a sign that says so. */
    private static String escaped(String text) {
        return escapeXml10(
                text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD"));
    }
}
