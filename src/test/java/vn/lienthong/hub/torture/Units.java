package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.replay.SampleSizes;

/** The 21 wards and 14 departments that push, of very different size; the island commune pushes least of all. */
final class Units {
    private Units() {}

    /** @param rate records a second of all together */
    static List<Sender.Unit> all(int rate) {
        List<String> codes = new ArrayList<>(SampleSizes.WARDS);
        codes.addAll(SampleSizes.DEPARTMENTS);
        return of(codes, rate);
    }

    /** Only these. */
    static List<Sender.Unit> of(List<String> codes, int rate) {
        double sum = codes.stream().mapToDouble(Units::weight).sum();
        List<Sender.Unit> units = new ArrayList<>();
        for (String code : codes) {
            units.add(new Sender.Unit(code, units.size() + 1, rate * weight(code) / sum));
        }
        return units;
    }

    private static double weight(String code) {
        return SampleSizes.weight(code, SampleSizes.WARDS.contains(code));
    }
}
