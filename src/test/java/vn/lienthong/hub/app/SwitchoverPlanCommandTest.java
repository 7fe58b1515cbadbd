package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchoverPlanCommandTest {
    private static final String SAMPLE = "test-fixtures/switchover/switchover.yaml";

    @Test
    void printsTheCalendar() throws IOException {
        Ran ran = Ran.command("switchover", "plan", SAMPLE);

        assertThat(ran.err()).isEmpty();
        Approved.assertApproved("switchover-plan.approved.txt", ran.out());
        assertThat(ran.code()).isZero();
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        Ran ran = Ran.command("switchover", "plan", SAMPLE, "--json");

        JsonNode plan = Json.MAPPER.readTree(ran.out());
        assertThat(ran.code()).isZero();
        assertThat(plan.path("waves")).hasSize(6);
        assertThat(plan.at("/waves/5/units/0/software").asBoolean(true)).isFalse();
        assertThat(plan.path("days")).hasSize(30);
        assertThat(plan.at("/days/2/gates/rehearsal-failures").asInt(-1)).isZero();
        assertThat(plan.path("collisions")).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAndEndsWithOne(@TempDir Path folder) throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(Path.of(SAMPLE))
                        .replace("window: PT4H", "windows: 4")
                        .replace("REHEARSAL: -10", "REHEARSAL: ten"));

        Ran ran = Ran.command("switchover", "plan", plan.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith(plan + ":6: The plan knows no 'windows'."))
                .anySatisfy(line -> assertThat(line).startsWith(plan + ":13: steps.REHEARSAL cannot be read."))
                .contains("Faults: 2.");
    }

    @Test
    void endsWithOneWhenSomethingCollides(@TempDir Path folder) throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, Files.readString(Path.of(SAMPLE)).replace("2019-12-10", "2020-01-24"));

        Ran ran = Ran.command("switchover", "plan", plan.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("a day off (Giao thừa Tết Nguyên Đán)")
                .endsWith("21 units in 6 waves, collisions 1.\n");
    }

    @Test
    void theSendingHoursOfTheDestinationCount() {
        Ran ran = Ran.command(
                "switchover", "plan", SAMPLE, "--set", "hub.destinations.province-rest.send-when=office-hours");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("collisions 6.")
                .contains("province-rest is closed at 17:30 until 2019-12-04T07:30");
    }

    @Test
    void saysWhichFileItCannotRead() {
        Ran ran = Ran.command("switchover", "plan", "nowhere.yaml");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("nowhere.yaml (NoSuchFileException)");
    }
}
