package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.List;

/** The 21 wards and 14 departments that push, of very different size; the island commune pushes least of all. */
final class Units {
    private static final List<String> WARDS = List.of(
            "21556", "21553", "21589", "21550", "21595", "21559", "21562", "21577", "21565", "21568", "21592", "21580",
            "21571", "21586", "21583", "21574", "21598", "21604", "21991", "21601", "21607");
    private static final List<String> DEPARTMENTS = List.of(
            "city:DKDD",
            "city:TCKH",
            "city:QLDT",
            "city:TP",
            "city:LDTBXH",
            "city:TNMT",
            "city:MC",
            "city:GDDT",
            "city:KT",
            "city:VHTT",
            "city:NV",
            "city:YT",
            "city:VP",
            "city:TTR");
    private static final double ISLAND = 0.03;

    private Units() {}

    /** @param rate records a second of all together */
    static List<Sender.Unit> all(int rate) {
        List<String> codes = new ArrayList<>(WARDS);
        codes.addAll(DEPARTMENTS);
        double sum = codes.stream().mapToDouble(Units::weight).sum();
        List<Sender.Unit> units = new ArrayList<>();
        for (String code : codes) {
            units.add(new Sender.Unit(code, units.size() + 1, rate * weight(code) / sum));
        }
        return units;
    }

    private static double weight(String code) {
        int ward = WARDS.indexOf(code);
        if (ward == WARDS.size() - 1) {
            return ISLAND;
        }
        return ward >= 0 ? 1 / Math.pow(ward + 1.0, 0.6) : 0.55 / Math.pow(DEPARTMENTS.indexOf(code) + 1.0, 0.8);
    }
}
