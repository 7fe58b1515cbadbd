package vn.lienthong.hub.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;

/** What a sample day takes from the reference tables: the units of a day, their agency codes, and the procedures. */
final class SampleTables {
    /** What people come for most. */
    private static final List<String> EVERYDAY =
            List.of("2.000635", "1.004873", "1.001193", "2.000815", "1.000894", "1.000656", "1.001612", "1.001653");

    /** One unit of the day. */
    record SampleUnit(String code, String name, String agency, boolean ward) {}

    private final List<SampleUnit> units;
    private final double[] unitWeights;
    private final List<Procedure> procedures;
    private final Map<String, List<Procedure>> ofUnit = new HashMap<>();
    private final Map<String, double[]> ofUnitWeights = new HashMap<>();

    private SampleTables(List<SampleUnit> units, List<Procedure> procedures) {
        this.units = units;
        this.procedures = procedures;
        this.unitWeights = unitWeights(units);
        for (SampleUnit unit : units) {
            List<Procedure> own = ownProcedures(unit);
            ofUnit.put(unit.code(), own);
            ofUnitWeights.put(unit.code(), procedureWeights(own));
        }
    }

    /** @throws IllegalArgumentException when the tables have no unit or no procedure for that day */
    static SampleTables of(Reference reference, LocalDate day) {
        List<SampleUnit> units = new ArrayList<>();
        for (Unit unit : reference.units().allOn(day)) {
            if (unit.kind() != Unit.Kind.CITY) {
                reference
                        .agencies()
                        .codeOn(unit.code(), day)
                        .ifPresent(agency -> units.add(new SampleUnit(
                                unit.code(), unit.name(), agency, !unit.kind().isCity())));
            }
        }
        List<Procedure> procedures = List.copyOf(reference.procedures().all());
        if (units.isEmpty() || procedures.isEmpty()) {
            throw new IllegalArgumentException("A sample day needs units and procedures. Found: " + units.size()
                    + " units and " + procedures.size() + " procedures on " + day
                    + ". Choose a day that the tables cover.");
        }
        return new SampleTables(units, procedures);
    }

    List<SampleUnit> units() {
        return units;
    }

    List<Procedure> procedures() {
        return procedures;
    }

    int drawUnit(Dice dice) {
        return dice.weighted(unitWeights);
    }

    /** A unit that deals with the procedure. */
    int drawUnitFor(Procedure procedure, Dice dice) {
        if (procedure.level() != Procedure.Level.WARD) {
            for (int i = 0; i < units.size(); i++) {
                if (units.get(i).code().equals(procedure.department())) {
                    return i;
                }
            }
        }
        int unit = drawUnit(dice);
        for (int tries = 0; tries < 200 && !units.get(unit).ward(); tries++) {
            unit = drawUnit(dice);
        }
        return unit;
    }

    Procedure drawProcedure(SampleUnit unit, Dice dice) {
        List<Procedure> own = ofUnit.getOrDefault(unit.code(), procedures);
        double[] weights = ofUnitWeights.get(unit.code());
        return weights == null ? dice.pick(own) : own.get(dice.weighted(weights));
    }

    private List<Procedure> ownProcedures(SampleUnit unit) {
        List<Procedure> own = procedures.stream()
                .filter(p -> unit.ward()
                        ? p.level() != Procedure.Level.CITY
                        : p.level() != Procedure.Level.WARD && p.department().equals(unit.code()))
                .toList();
        return own.isEmpty() ? procedures : own;
    }

    private static double[] unitWeights(List<SampleUnit> units) {
        return cumulated(units.stream()
                .mapToDouble(unit -> SampleSizes.weight(unit.code(), unit.ward()))
                .toArray());
    }

    private static double[] procedureWeights(List<Procedure> own) {
        double[] weights = new double[own.size()];
        for (int i = 0; i < weights.length; i++) {
            int everyday = EVERYDAY.indexOf(own.get(i).code());
            weights[i] = everyday >= 0 ? 4.0 / (everyday + 1) : 1 / Math.pow(i + 3.0, 0.8);
        }
        return cumulated(weights);
    }

    private static double[] cumulated(double[] weights) {
        for (int i = 1; i < weights.length; i++) {
            weights[i] += weights[i - 1];
        }
        return weights;
    }
}
