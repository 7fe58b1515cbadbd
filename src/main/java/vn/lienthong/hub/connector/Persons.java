package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a Vietnamese name looks in running text: one of the common family names, then one to four more words with capitals.
 * A heuristic: it errs towards calling something a name.
 */
final class Persons {

    private static final List<String> FAMILIES = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
            "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Trương", "Lâm", "Mai", "Tô", "Châu", "Tạ", "Hà", "Cao", "Lưu",
            "Nguyen", "Tran", "Pham", "Huynh", "Dang", "Bui");

    private static final List<String> NOT_A_GIVEN_NAME =
            List.of("Sơ", "SƠ", "Nội", "NỘI", "Đốc", "Tĩnh", "Giang", "Nam", "Đồng", "Bằng", "Chí Minh", "Thành");

    /** Family name and what follows, in title case or all capitals. */
    static final Pattern NAME = Pattern.compile(initial() + notAPlace() + "(?<![\\p{L}\\d])(?:" + families()
            + ")(?: (?!(?:" + String.join("|", NOT_A_GIVEN_NAME) + ")(?![\\p{L}]))\\p{Lu}[\\p{L}]*){1,4}");

    private Persons() {}

    /** Most letters begin no family name: nothing else is tried there. */
    private static String initial() {
        return FAMILIES.stream()
                .map(name -> name.substring(0, 1))
                .distinct()
                .collect(Collectors.joining("", "(?=[", "])"));
    }

    /** Wards and streets are named after people too. */
    private static String notAPlace() {
        return List.of("phường", "Phường", "PHƯỜNG", "xã", "Xã", "XÃ", "đường", "Đường", "ĐƯỜNG").stream()
                .map(place -> "(?<!" + place + " )")
                .collect(Collectors.joining());
    }

    private static String families() {
        return FAMILIES.stream()
                .flatMap(name -> List.of(name, name.toUpperCase(Locale.ROOT)).stream())
                .collect(Collectors.joining("|"));
    }
}
