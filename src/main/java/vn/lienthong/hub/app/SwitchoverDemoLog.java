package vn.lienthong.hub.app;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What the demo of a switchover notes for its report. */
final class SwitchoverDemoLog {
    /** Something that happened. */
    record Happened(LocalDateTime at, String words) {}

    /** The gates before a step of a ward as they were judged. */
    record Judgement(LocalDateTime at, String unit, SwitchoverState to, boolean taken, List<String> gates) {}

    private final List<DemoRehearsal.Readiness> rehearsed = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();

    void happened(LocalDateTime at, String words) {
        happened.add(new Happened(at, words));
    }

    void gates(LocalDateTime at, SwitchoverWaves.Unit unit) {
        if (!unit.gates().isEmpty()) {
            judgements.add(new Judgement(
                    at,
                    unit.unit(),
                    unit.to(),
                    unit.taken(),
                    unit.gates().stream()
                            .map(gate -> (gate.passes() ? "" : "FAILS ") + gate.words())
                            .toList()));
        }
    }

    /** What a ward's gates counted before a step that it took by itself, as the history keeps it. */
    void byItself(LocalDateTime at, String unit, SwitchoverState to, String figures) {
        judgements.add(new Judgement(at, unit, to, true, List.of(figures + " (by itself)")));
    }

    void rehearsed(List<DemoRehearsal.Readiness> found) {
        rehearsed.addAll(found);
    }

    List<DemoRehearsal.Readiness> rehearsed() {
        return List.copyOf(rehearsed);
    }

    List<Happened> happened() {
        return List.copyOf(happened);
    }

    List<Judgement> judgements() {
        return List.copyOf(judgements);
    }
}
