package vn.lienthong.hub.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What people and machines are shown. */
class ReportsTest {
    private static final Ignore TIME = new Ignore("answer:/luc", "the time of the call", "", "", "ignore.yaml, row 1");
    private static final Ignore NEVER = new Ignore("/nowhere", "left over", "", "", "ignore.yaml, row 2");

    @TempDir
    private Path place;

    /** Three exchanges: the same but for the time, a person's name that differs, one that is on the left only. */
    private static Tally shown(Report report) {
        Comparer comparer = new Comparer(List.of(TIME, NEVER));
        Tally tally = new Tally(List.of(TIME, NEVER));
        List<Comparison> all = List.of(
                comparer.compare(
                        "a",
                        Exchanges.answered("{\"luc\":\"08:00\",\"ds\":[{\"so\":1}]}"),
                        Exchanges.answered("{\"luc\":\"09:00\",\"ds\":[{\"so\":1}]}")),
                comparer.compare(
                        "b",
                        Exchanges.answered("{\"luc\":\"08:00\",\"ds\":[{\"so\":\"Trần Thị Mẫu </script>\"}]}"),
                        Exchanges.answered("{\"luc\":\"09:00\",\"ds\":[{\"so\":\"Trần Văn Mẫu\\u0007\"}]}")),
                comparer.alone("c", Exchanges.answered("{}"), null));
        all.forEach(one -> {
            tally.add(one);
            report.take(one);
        });
        report.end(tally);
        return tally;
    }

    private static String text(boolean colour, int most) {
        StringWriter out = new StringWriter();
        shown(Report.text(new PrintWriter(out), 70, colour, most));
        return out.toString();
    }

    @Test
    void aTerminalShowsBothSidesThenCausesAndCounts() {
        assertThat(text(false, 20).replace(System.lineSeparator(), "\n"))
                .isEqualTo(
                        """
                b: 1 difference, 1 ignored
                  1 DongBoHoSoMC answer value /ds/0/so
                    Trần Thị Mẫu </script>          │ Trần Văn Mẫu\\u0007

                c: 1 difference
                  exchange missing /(exchange)
                    000.00.01.H08-191216-0042, 1 me │ (nothing)
                    ssages                          │

                Causes, by exchanges:
                       1  province-rest DongBoHoSoMC answer value /ds/*/so
                       1  province-rest exchange missing /(exchange)
                Ignored: answer:/luc: 2 differences, the time of the call
                Ignores nothing, take it away: /nowhere: left over (ignore.yaml, row 2)
                3 exchanges: 1 the same, 1 with differences, 1 on one side only
                """);
        assertThat(text(false, 1)).contains("… 1 more exchange with differences: --show 2 shows them here");
        assertThat(text(false, 1)).doesNotContain("\u001b");
        assertThat(text(true, 1)).contains("Trần \u001b[31;1mThị\u001b[0m Mẫu", "\u001b[32;1mVăn\u001b[0m");
    }

    @Test
    void aPlaceOfOthersDoesNotMoveTheCursor() {
        StringWriter out = new StringWriter();
        Report report = Report.text(new PrintWriter(out), 70, false, 20);
        Tally tally = new Tally(List.of());
        Comparison one = new Comparer(List.of())
                .compare("a", Exchanges.answered("{\"\\u001b[2J\\n\":1}"), Exchanges.answered("{\"\\u001b[2J\\n\":2}"));
        tally.add(one);
        report.take(one);
        report.end(tally);
        assertThat(out.toString())
                .doesNotContain("\u001b")
                .contains(
                        "  1 DongBoHoSoMC answer value /\\u001b[2J\\u000a",
                        "province-rest DongBoHoSoMC answer value /\\u001b[2J");
    }

    @Test
    void longTextsAreShownWhereTheyDiffer() {
        String left = "line 1\nline 2\n" + "x".repeat(40) + "\nline 4\n";
        String shown = new SideBySide(60, false).of(left, left.replace("x", "y"));
        assertThat(shown)
                .isEqualTo(
                        """
                    … 2 lines the same
                    xxxxxxxxxxxxxxxxxxxxxxxxxx │ yyyyyyyyyyyyyyyyyyyyyyyyyy
                    xxxxxxxxxxxxxx             │ yyyyyyyyyyyyyy
                    … 1 line the same
                """);
    }

    @Test
    void halfASignDoesNotBreakTheFiles() throws Exception {
        Comparison half = new Comparer(List.of())
                .compare(
                        "a",
                        Exchanges.answered("{\"t\":\"x\"}"),
                        Exchanges.answered("{\"t\":\"\\ud83d \\ud83d\\ude00\"}"));
        assertThat(half.open().get(0).right()).isEqualTo("\ud83d \ud83d\ude00");
        for (String name : List.of("differences.html", "TEST-differences.xml")) {
            Path file = place.resolve(name);
            Report report = name.endsWith("html") ? Report.html(file) : Report.junit(file);
            Tally tally = new Tally(List.of());
            tally.add(half);
            report.take(half);
            report.end(tally);
            assertThat(file).content().contains("\uFFFD \ud83d\ude00");
        }
    }

    @Test
    void machinesReadJsonAndJunit() throws Exception {
        StringWriter out = new StringWriter();
        shown(Report.json(new PrintWriter(out)));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/counts").toString())
                .isEqualTo("{\"exchanges\":3,\"same\":1,\"oneSideOnly\":1,\"differences\":2}");
        assertThat(json.at("/exchanges/0/differences/0/ignored").asText()).isEqualTo("the time of the call");
        assertThat(json.at("/exchanges/1/differences/1/right").asText()).isEqualTo("Trần Văn Mẫu\u0007");

        Path file = place.resolve("TEST-differences.xml");
        shown(Report.junit(file));
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
        Element suite = document.getDocumentElement();
        assertThat(List.of(suite.getAttribute("tests"), suite.getAttribute("failures")))
                .containsExactly("3", "2");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("1 DongBoHoSoMC answer value /ds/0/so", "left:  Trần Thị Mẫu </script>");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("(ignored: the time of the call)");
        try (var files = Files.list(place)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void junitCountsWhatFailedAndWhatWasSkipped() throws Exception {
        Path file = place.resolve("TEST-replay.xml");
        Report report = Report.junit(file);
        report.failed("d", "the hub refused the record: HTTP 422 <x>");
        report.skipped("e", "its flow asks a register");
        shown(report);
        Element suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(List.of(
                        suite.getAttribute("tests"),
                        suite.getAttribute("failures"),
                        suite.getAttribute("errors"),
                        suite.getAttribute("skipped")))
                .containsExactly("5", "2", "1", "1");
        Element error = (Element) suite.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("message")).isEqualTo("the hub refused the record: HTTP 422 <x>");
        assertThat(((Element) error.getParentNode()).getAttribute("name")).isEqualTo("d");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    }

    @Test
    void aProposalIsRefusedUntilAPersonGivesReasons() throws IOException {
        Tally tally = shown(Report.text(new PrintWriter(new StringWriter()), 70, false, 0));
        String text = Proposal.text(tally);
        assertThat(text)
                .contains(
                        "where: \"answer:/ds/*/so\"",
                        "operation: \"DongBoHoSoMC\"",
                        "in 1 of 3 exchanges, value: 'Trần Thị Mẫu")
                .doesNotContain("(exchange)\"");
        Path file = Files.writeString(place.resolve("ignore.yaml"), text);
        assertThatThrownBy(() -> IgnoreFile.read(file))
                .isInstanceOf(BadIgnore.class)
                .hasMessageContaining(
                        "not ignored without a reason. Found: no why for answer:/ds/*/so in " + file + ", row 1");
        Files.writeString(file, text.replace("why: \"\"", "why: a name that is drawn anew"));
        assertThat(IgnoreFile.read(file))
                .containsExactly(new Ignore(
                        "answer:/ds/*/so",
                        "a name that is drawn anew",
                        "province-rest",
                        "DongBoHoSoMC",
                        file + ", row 1"));
    }

    @Test
    void aProposalMayGoWhereItWillBeRead() throws IOException {
        Path file = Files.writeString(place.resolve("ignore.yaml"), "");
        assertThat(IgnoreFile.read(file)).isEmpty();
        Files.writeString(file, "ignored: []");
        assertThatThrownBy(() -> IgnoreFile.read(file)).hasMessageContaining("does not say what to ignore");
    }
}
