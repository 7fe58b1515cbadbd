package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

class PlanFaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            window: PT4H         | windows: PT4H             | p.yaml:6: The plan knows no 'windows'. Found: windows. Known are: name, destination, allowed-hours, window, history-years, without-software, call, steps, gates, hand-overs, waves.
            window: PT4H         | window: 4 hours           | p.yaml:6: window cannot be read. Found: '4 hours'. How long a cut-over may take, such as PT4H; one that takes longer returns by itself.
            window: PT4H         | window: PT25H             | p.yaml:6: A window is longer than nothing and not longer than a day. Found: PT25H. Example: PT4H.
            working-days 17:30-  | workdays 17:30-           | p.yaml:5: The allowed hours cannot be read. Found: 'workdays 17:30-23:00'. Examples: office-hours; working-days 17:30-23:00; free-days 08:00-17:00.
            destination: prov    | destination: Prov         | p.yaml:4: destination cannot be read. Found: 'Prov
            history-years: 2     | history-years: two        | p.yaml:7: history-years cannot be read. Found: 'two'. Closed dossiers of so many years
            ["21607"]            | ["2160"]                  | p.yaml:8: without-software.0 cannot be read. Found: '2160'. A statistics-office code of five digits
            , phone: "0256 000 0001" | ``                    | p.yaml:10: call.0 lacks 'phone'. Found: nothing. Add phone.
            REHEARSAL: -10       | REHERSAL: -10             | p.yaml:13: steps knows no 'REHERSAL'. Found: REHERSAL. Known are: REHEARSAL, HOLDING, BACKFILL, PROVINCE, SETTLED.
            PROVINCE: 0          | PROVINCE: -3              | p.yaml:16: A step is due before the one it follows. Found: PROVINCE on working day -3, BACKFILL on 0. Let the days grow from REHEARSAL to SETTLED.
            rehearsal-failures: 5 | rehearsal-faults: 5      | p.yaml:20: gates.HOLDING knows no 'rehearsal-faults'. Found: rehearsal-faults. Known are: unmapped-procedures,
            rehearsal-failures: 5 | rehearsal-failures: few  | p.yaml:20: gates.HOLDING.rehearsal-failures cannot be read. Found: 'few'. The largest number with which the gate passes; none takes the gate away.
            to: 2019-12-31       | to: 2019-12-24            | p.yaml:22: A period ends before it begins. Found: 2019-12-25 to 2019-12-24. Swap from and to.
            date: 2019-12-10     | date: 2019-11-31          | p.yaml:32: There is no such day. Found: 2019-11-31. Look at the calendar of that month.
            date: 2019-12-10     | date: 10/12/2019          | p.yaml:32: waves.1.date cannot be read. Found: '10/12/2019'. A day such as 2019-12-17.
            date: 2019-12-10\\n    start: "17:30" | date: 2019-12-10 | p.yaml:31: waves.1 lacks 'start'. Found: nothing. Add start.
            name: wave-2         | name: wave-1              | p.yaml:31: Two waves have the same name. Found: wave-1, also in line 24. Give one another name: advance and back go by it.
            units: ["21556"]     | units: []                 | p.yaml:27: waves.0.units is empty. Found: nothing. Name at least one.
            units: ["21556"]     | units:                    | p.yaml:27: waves.0.units is empty. Found: nothing. Write a list: [one, two], or lines that begin with a hyphen.
            units: ["21556"]     | units: 21556              | p.yaml:27: waves.0.units is of the wrong kind. Found: '21556'. Write a list: [one, two], or lines that begin with a hyphen.
            destination: prov    | name: again\\ndestination: prov | p.yaml:4: A key stands twice. Found: name. Keep one: only one of them could count.
            window: PT4H         | window: [PT4H             | p.yaml:7: The plan is not YAML.
            units: ["21556"]     | units: *ward              | p.yaml:27: The plan refers to another place of itself, and a plan says everything where it holds. Found:
            """)
    void saysWhatIsWrongWhereAndWhatToDo(String instead, String text, String message) {
        String from = instead.replace("\\n", "\n");

        assertThat(SamplePlan.faults(SamplePlan.with(from, text)))
                .as("%s", text)
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @Test
    void saysEverythingAtOnceInTheOrderOfTheFile() {
        String text = SamplePlan.with("window: PT4H", "windows: PT4H")
                .replace("PROVINCE: 0", "PROVINCE: -3")
                .replace("date: 2019-12-10", "date: 2019-11-31")
                .replace("name: wave-3", "name: wave-1");

        assertThat(SamplePlan.faults(text))
                .extracting(fault -> fault.split(":", 3)[1])
                .containsExactly("6", "16", "32", "35");
    }

    @Test
    void aPlanWithoutWavesIsToldWhatItLacks() {
        String head = "name: a\ndestination: province-rest\n";

        assertThat(SamplePlan.faults(head + "waves: []\n"))
                .containsExactly("p.yaml:3: waves is empty. Found: nothing. Name at least one.");
        assertThat(SamplePlan.faults(head + "waves:\n"))
                .containsExactly(
                        "p.yaml:3: waves is empty. Found: nothing. Write a list: [one, two], or lines that begin with a hyphen.");
        assertThat(SamplePlan.faults(head))
                .containsExactly("p.yaml:1: The plan lacks 'waves'. Found: nothing. Add waves.");
        assertThat(SamplePlan.faults(head + "call: []\nwaves: []\n"))
                .contains("p.yaml:3: call is empty. Found: nothing. Name at least one, or leave it out.");
    }

    @Test
    void anEmptyFileIsNoPlan() {
        assertThat(SamplePlan.faults("# nothing\n"))
                .singleElement()
                .asString()
                .contains("p.yaml:1: The plan is empty.");
        assertThat(SamplePlan.faults("just a text")).isNotEmpty();
    }

    @Test
    void aWaveHasWhatThePlanSaysUnlessItSaysOtherwise() {
        SwitchoverPlan plan = SamplePlan.plan(SamplePlan.text());
        Wave first = plan.wave("wave-1").orElseThrow();
        Wave last = plan.wave("wave-6").orElseThrow();

        assertThat(first.window()).isEqualTo(Duration.ofHours(4));
        assertThat(last.window()).isEqualTo(Duration.ofHours(3));
        assertThat(first.historyYears()).isEqualTo(2);
        assertThat(last.historyYears()).isEqualTo(5);
        assertThat(first.limits(SwitchoverState.HOLDING)).containsEntry(Kind.REHEARSAL_FAILURES, 0L);
        assertThat(last.limits(SwitchoverState.HOLDING))
                .containsEntry(Kind.REHEARSAL_FAILURES, 5L)
                .containsEntry(Kind.UNMAPPED_PROCEDURES, 0L);
        assertThat(plan.waveOf("21583")).map(Wave::name).contains("wave-3");
        assertThat(plan.waves().stream().mapToInt(wave -> wave.units().size()).sum())
                .isEqualTo(21);
    }

    @Test
    void aGateIsTakenAwayByNone() {
        SwitchoverPlan plan = SamplePlan.plan(SamplePlan.with("rehearsal-failures: 5", "rehearsal-failures: none"));

        assertThat(plan.wave("wave-2").orElseThrow().limits(SwitchoverState.HOLDING))
                .doesNotContainKey(Kind.REHEARSAL_FAILURES)
                .containsKey(Kind.PROBE_FAILURES);
    }
}
