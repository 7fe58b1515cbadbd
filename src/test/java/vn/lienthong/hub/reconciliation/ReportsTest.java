package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Status;

class ReportsTest {
    @TempDir
    Path folder;

    /** A province whose list holds what would run in a browser or a spreadsheet. */
    private ThreeSides.Result hostile() throws IOException {
        ThreeSides sides = ThreeSides.same(30, new Random(1));
        sides.province.set(4, sides.province.get(4).with(Status.NEW));
        ThreeSides.Said said = ThreeSides.said(77, new Random(2));
        sides.province.add(new ThreeSides.Said(
                "=HYPERLINK(\"\"http://x\"\")",
                "<script>",
                said.status(),
                said.received(),
                said.due(),
                said.finished(),
                said.files()));
        Path province = sides.provinceFile(folder);
        Files.writeString(
                province,
                Files.readString(province).replace("=HYPERLINK(\"\"http://x\"\")", "\"=HYPERLINK(\"\"http://x\"\")\""));
        return sides.compare(
                folder,
                new Reconciliation.Lists(
                        new ListFile(sides.cityFile(folder), Map.of(), ThreeSides.NOW),
                        new ListFile(province, Map.of(), ThreeSides.NOW)),
                new Reconciliation.Scope(null, null, null));
    }

    @Test
    void nothingThatAListSaysRunsInABrowserOrASpreadsheet() throws IOException {
        ThreeSides.Result result = hostile();
        Reports reports = new Reports(result.found(), result.spool());

        reports.html(folder.resolve("r.html"));
        reports.csv(folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("&lt;script&gt;", "=HYPERLINK(&quot;http://x&quot;)")
                .doesNotContain("<script>");
        assertThat(Files.readAllLines(folder.resolve("r.csv")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("\"'=HYPERLINK(\"\"http://x\"\")\","));
    }

    @Test
    void theSumsOfAllReportsAgree() throws IOException {
        ThreeSides.Result result = hostile();
        Reports reports = new Reports(result.found(), result.spool());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        reports.json(bytes);
        ObjectNode json = (ObjectNode) Spool.JSON.readTree(bytes.toByteArray());

        assertThat(json.path("differences").asLong()).isEqualTo(2);
        assertThat(json.path("dossiers")).hasSize(2);
        assertThat(json.at("/kinds/status").asLong()).isEqualTo(1);
        long days = 0;
        long city = 0;
        for (var day : json.path("days")) {
            days += day.path("differences").asLong();
            city += day.path("city").asLong();
        }
        assertThat(days).isEqualTo(2);
        assertThat(city).isEqualTo(30).isEqualTo(json.at("/rows/city").asLong());
        assertThat(reports.text())
                .contains("2 dossiers differ, 0 differ only", "  1 different status\n", "  1 not in the city's list\n");
    }

    @Test
    void aPlanIsReadAsItWasWrittenAndNotWhenItWasChanged() throws IOException {
        ThreeSides.Result result = hostile();
        Path file = folder.resolve("plan.json");
        RepairPlan plan = RepairPlan.of(result.found(), result.spool());
        plan.write(file);

        assertThat(RepairPlan.read(file)).isEqualTo(plan);
        assertThat(plan.lines()).singleElement().satisfies(line -> {
            assertThat(line.id()).matches("[0-9a-f]{12}");
            assertThat(line.repair().act()).isEqualTo("resend");
        });
        assertThat(RepairPlan.of(hostile().found(), result.spool())
                        .lines()
                        .get(0)
                        .id())
                .as("the same difference, the same line")
                .isEqualTo(plan.lines().get(0).id());
        for (String[] change :
                new String[][] {{"\"fromCreate\" : false", "\"fromCreate\" : true"}, {"province-rest", "elsewhere"}}) {
            Path changed = Files.writeString(
                    folder.resolve("changed.json"), Files.readString(file).replace(change[0], change[1]));
            assertThatThrownBy(() -> RepairPlan.read(changed))
                    .hasMessageStartingWith("The plan is not as it was made.");
        }
        Path other = Files.writeString(folder.resolve("other.json"), "{}");
        assertThatThrownBy(() -> RepairPlan.read(other)).hasMessageStartingWith("The file is no plan.");
    }

    @Test
    void theNewestWholeComparisonIsWhatAGateIsTold() throws IOException {
        KeptReports kept = KeptReports.in(folder.resolve("kept"));
        assertThat(kept.differences("21554", "province-rest")).isEmpty();
        ThreeSides.Result result = hostile();
        ObjectNode summary = new Reports(result.found(), result.spool()).summary();
        kept.keep(summary);
        ObjectNode later = summary.deepCopy().put("id", "rec-1").put("at", "2026-03-03T09:00:00.000+07:00");
        later.putObject("scope").put("from", "2026-01-01");
        kept.keep(later);

        assertThat(kept.all()).hasSize(2);
        assertThat(kept.differences("21554", "province-rest")).hasValueSatisfying(found -> {
            assertThat(found.id()).isEqualTo(summary.path("id").asText());
            assertThat(found.differences()).isEqualTo(1);
            assertThat(found.first()).singleElement().asString().contains("H08-191206-0004");
        });
        assertThat(kept.differences("99999", "province-rest").orElseThrow().dossiers())
                .isZero();
        assertThat(kept.differences("21554", "elsewhere")).isEmpty();
        later.put("id", "../x");
        assertThatThrownBy(() -> kept.keep(later)).hasMessageContaining("nothing usable at /id");
    }
}
