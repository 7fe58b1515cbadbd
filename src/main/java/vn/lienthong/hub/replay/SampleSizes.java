package vn.lienthong.hub.replay;

import java.util.List;

/** How large the units of a sample are beside each other: what they push, roughly. */
public final class SampleSizes {
    /** Largest first, by people; the island commune Nhơn Châu last. Other units follow. */
    public static final List<String> WARDS = List.of(
            "21556", "21553", "21589", "21550", "21595", "21559", "21562", "21577", "21565", "21568", "21592", "21580",
            "21571", "21586", "21583", "21574", "21598", "21604", "21991", "21601", "21607");

    /** Busiest first: land, household businesses, building, then the rest. */
    public static final List<String> DEPARTMENTS = List.of(
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

    private static final String ISLAND = "21607";
    private static final double ISLANDS_WEIGHT = 0.03;

    private SampleSizes() {}

    /** A unit's part in all that is pushed, beside the weights of the others. */
    public static double weight(String code, boolean ward) {
        if (code.equals(ISLAND)) {
            return ISLANDS_WEIGHT;
        }
        List<String> bySize = ward ? WARDS : DEPARTMENTS;
        int known = bySize.indexOf(code);
        double rank = (known < 0 ? bySize.size() : known) + 1.0;
        return ward ? 1 / Math.pow(rank, 0.6) : 0.55 / Math.pow(rank, 0.8);
    }
}
