package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * Moves the wards of one wave as an operator does, over the API and through its gates: forwards, back, forwards again, and so on until it is
 * told to end; the last journey goes to its end, in PROVINCE. What a state forbids is watched at the province's book.
 */
final class WaveOperator implements Runnable {
    private static final List<SwitchoverState> WAY = List.of(
            SwitchoverState.REHEARSAL, SwitchoverState.HOLDING, SwitchoverState.BACKFILL, SwitchoverState.PROVINCE);

    private final WardPlan.Wave wave;
    private final Ward ward;
    private final Counter counter;
    private final Draws draws;
    private final int dwell;
    private final Map<String, Long> quiet = new HashMap<>();
    private final Map<String, Map<Dossier, Kept>> known = new HashMap<>();
    private SwitchoverState state = SwitchoverState.CITY;
    private long accepted;
    private int missed;
    private volatile boolean ending;

    /**
     * What all operators have in common.
     *
     * @param books of one ward, as they are now
     * @param dwell milliseconds between two steps, at most
     */
    record Ward(
            Function<String, Books> books, Counter counter, Drain drain, Journeys journeys, Diary diary, int dwell) {}

    WaveOperator(WardPlan.Wave wave, Ward ward, long seed) {
        this.wave = wave;
        this.ward = ward;
        this.counter = ward.counter();
        this.draws = new Draws(seed ^ wave.name().hashCode());
        this.dwell = ward.dwell();
    }

    /** Begins no other journey. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            watchProvince();
            forwards(SwitchoverState.PROVINCE, false);
            do {
                back();
                if (draws.below(2) == 0) {
                    // Not far, and back while much is on its way.
                    forwards(draws.below(2) == 0 ? SwitchoverState.BACKFILL : SwitchoverState.HOLDING, false);
                    back();
                }
                forwards(SwitchoverState.PROVINCE, draws.below(2) == 0);
            } while (!ending);
        } catch (IllegalStateException e) {
            ward.journeys().broken(wave.name() + " stands in " + state + ": " + e.getMessage());
        }
    }

    private void forwards(SwitchoverState target, boolean missesWindow) {
        for (SwitchoverState to : WAY.subList(0, WAY.indexOf(target) + 1)) {
            stay();
            if (to == SwitchoverState.HOLDING && missesWindow) {
                missWindow();
            }
            if (to == SwitchoverState.BACKFILL) {
                provinceIsQuiet();
            }
            counter.until(() -> steps(to));
            is(to);
        }
        if (target == SwitchoverState.PROVINCE) {
            wave.units().forEach(ward.journeys()::arrived);
            known.forEach((unit, then) ->
                    Halfway.sentAgain(then, ward.books().apply(unit)).forEach(ward.journeys()::broken));
            ward.diary().note(wave.name() + " is in PROVINCE: " + wave.units());
        }
        stay();
    }

    /** One attempt; what a gate finds missing is seen to. */
    private boolean steps(SwitchoverState to) {
        JsonNode result = counter.advance(wave.name(), to);
        if (result.path("complete").asBoolean()) {
            return true;
        }
        for (JsonNode unit : result.path("units")) {
            String refused = unit.path("refusedBecause").asText("");
            if (refused.startsWith("Gates that fail")) {
                ward.journeys().gate();
                if (refused.contains("rehearsal-failures")) {
                    counter.rehearse(unit.path("unit").asText());
                } else if (refused.contains("parked")) {
                    ward.drain().release();
                }
            }
        }
        return false;
    }

    /** Steps into HOLDING with a window that nobody keeps. */
    private void missWindow() {
        missed++;
        for (String unit : wave.units()) {
            counter.until(() -> counter.advanceUnit(unit, SwitchoverState.HOLDING, "1s", "torture, window " + missed)
                            .path("refused")
                            .asInt()
                    == 0);
        }
        is(SwitchoverState.HOLDING);
        for (String unit : wave.units()) {
            counter.until(() -> counter.isWhollyIn(unit, SwitchoverState.REHEARSAL));
            ward.journeys().window(unit);
        }
        is(SwitchoverState.REHEARSAL);
    }

    private void back() {
        if (draws.below(2) == 0) {
            counter.backWave(wave.name());
        } else {
            wave.units().forEach(counter::back);
        }
        for (String unit : wave.units()) {
            counter.until(() -> counter.isWhollyIn(unit, SwitchoverState.CITY));
            ward.journeys().returned(unit);
        }
        is(SwitchoverState.CITY);
        watchProvince();
        for (String unit : wave.units()) {
            halfway(unit);
        }
    }

    private void halfway(String unit) {
        Books before = ward.books().apply(unit);
        Map<String, Long> delivered = counter.delivered(unit);
        long later = counter.unit(unit).path("owedLater").asLong();
        Halfway halfway =
                new Halfway(unit, delivered, later, before, ward.books().apply(unit));
        halfway.broken().forEach(ward.journeys()::broken);
        known.put(unit, halfway.known());
        ward.journeys().mayHaveArrived(halfway.mayHaveArrived());
        ward.diary().note(halfway.words());
    }

    /** From here on nothing of these wards may arrive at the province, until the backfill begins. */
    private void watchProvince() {
        wave.units().forEach(unit -> quiet.put(unit, ward.books().apply(unit).atProvince()));
    }

    private void provinceIsQuiet() {
        quiet.forEach((unit, before) -> {
            long now = ward.books().apply(unit).atProvince();
            if (now != before) {
                ward.journeys()
                        .broken("the province took " + (now - before) + " records of " + unit
                                + " before its backfill began");
            }
        });
    }

    private void stay() {
        Machine.pause(draws.between(dwell / 4, dwell));
    }

    private void is(SwitchoverState now) {
        long sum = wave.units().stream()
                .mapToLong(unit -> ward.books().apply(unit).accepted())
                .sum();
        ward.journeys().accepted(state, sum - accepted);
        accepted = sum;
        state = now;
    }
}
