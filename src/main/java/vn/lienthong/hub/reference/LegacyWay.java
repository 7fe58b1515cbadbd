package vn.lienthong.hub.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import vn.lienthong.hub.reference.LegacyText.Encoding;

/**
 * One way in which a cell may have come to be what it is: an encoding, and the code page through which its bytes were seen.
 *
 * @param encoding what it is reported as
 * @param prior the logarithm of how usual this way is beside sound Unicode
 * @param carried the code page through which the bytes were seen
 * @param readings what the bytes of a piece of text may say; empty when they are nothing in this way
 */
record LegacyWay(
        Encoding encoding,
        double prior,
        CarriedBytes carried,
        BiFunction<String, CarriedBytes, List<String>> readings) {

    /** The encoding and the code page together, as one word. */
    String kind() {
        return encoding.name() + (carried == CarriedBytes.WESTERN ? "" : " by Windows-1258");
    }

    /**
     * All ways but "as it stands". Western first: nearly every file was seen so. The priors are assumptions: how much a cell must
     * speak for a way before it is believed; measured in LegacyTextMatrixTest.
     */
    static List<LegacyWay> all(Map<Encoding, LetterCodes> given) {
        Map<Encoding, LetterCodes> codes = new EnumMap<>(given);
        LetterCodes abc = letters(codes, Encoding.TCVN3);
        LetterCodes vni = letters(codes, Encoding.VNI);
        LetterCodes viscii = letters(codes, Encoding.VISCII);
        LetterCodes windows = letters(codes, Encoding.CP1258);
        CarriedBytes western = CarriedBytes.WESTERN;
        CarriedBytes vietnamese = CarriedBytes.VIETNAMESE;
        return List.of(
                new LegacyWay(Encoding.TCVN3, -6, western, abc(abc.withoutControls())),
                new LegacyWay(Encoding.TCVN3, -7, western, abc(abc)),
                new LegacyWay(Encoding.VNI, -6, western, one(vni)),
                new LegacyWay(Encoding.VISCII, -6.5, western, one(viscii)),
                new LegacyWay(Encoding.CP1258, -6.5, western, one(windows)),
                new LegacyWay(Encoding.MOJIBAKE, -5, western, (bytes, seen) -> Mojibake.readings(bytes, true)),
                new LegacyWay(Encoding.MOJIBAKE, -6, western, LegacyWay::twice),
                new LegacyWay(Encoding.TCVN3, -7, vietnamese, abc(abc.withoutControls())),
                new LegacyWay(Encoding.VNI, -7, vietnamese, one(vni)),
                new LegacyWay(Encoding.VISCII, -7, vietnamese, one(viscii)),
                new LegacyWay(Encoding.MOJIBAKE, -6, vietnamese, (bytes, seen) -> Mojibake.readings(bytes, true)),
                new LegacyWay(Encoding.MOJIBAKE, -7, vietnamese, LegacyWay::twice));
    }

    private static LetterCodes letters(Map<Encoding, LetterCodes> codes, Encoding encoding) {
        return Objects.requireNonNull(codes.get(encoding), encoding.name());
    }

    private static BiFunction<String, CarriedBytes, List<String>> one(LetterCodes codes) {
        return (bytes, seen) -> List.of(codes.read(bytes, seen));
    }

    /** Tools that write a capital with tone as capital and small letter leave XOONG in doubt: o and o may be two letters. */
    private static BiFunction<String, CarriedBytes, List<String>> abc(LetterCodes codes) {
        LetterCodes apart = codes.withoutPairs();
        return (bytes, seen) -> {
            String read = codes.read(bytes, seen);
            String other = bytes.indexOf('O') < 0 ? read : apart.read(bytes, seen);
            return read.equals(other) ? List.of(read) : List.of(read, other);
        };
    }

    private static List<String> twice(String bytes, CarriedBytes seen) {
        List<String> readings = new ArrayList<>();
        for (String once : Mojibake.readings(bytes, false)) {
            String again = seen.of(once);
            if (again != null) {
                readings.addAll(Mojibake.readings(again, true));
            }
        }
        return readings;
    }
}
