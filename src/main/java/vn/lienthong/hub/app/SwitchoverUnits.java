package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Supplier;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Units that can be taken a step. A misspelt one would be taken without anybody noticing.
 *
 * @param known codes that the tables know, or that were owed something
 * @param tables which unit a code means on a day
 */
record SwitchoverUnits(Supplier<? extends Collection<String>> known, Supplier<Units> tables) {

    /** What a unit was called last, before another one had its code. */
    String name(UnitLives lives, Life life) {
        Units units = tables.get();
        return lives.of(life.code()).stream()
                .map(Life::begins)
                .filter(begins -> begins.compareTo(life.begins()) > 0)
                .findFirst()
                .map(next -> units.unitOn(life.code(), LocalDate.parse(next).minusDays(1)))
                .orElseGet(() -> units.lastOf(life.code()))
                .map(Unit::name)
                .orElse("-");
    }

    void require(String code) {
        if (known.get().contains(code)) {
            return;
        }
        String nearest = Nearest.to(code, known.get());
        throw new ApiFailure(
                404,
                new Problem(
                        "unknown-unit",
                        "There is no such unit.",
                        ApiFailure.shown(code),
                        nearest == null
                                ? "Give one that balance lists."
                                : "Did you mean '" + nearest + "'? balance lists those that were owed something."),
                "never");
    }
}
