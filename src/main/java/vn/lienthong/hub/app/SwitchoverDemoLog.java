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

    List<Happened> happened() {
        return List.copyOf(happened);
    }

    List<Judgement> judgements() {
        return List.copyOf(judgements);
    }
}
