package vn.lienthong.hub.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts people into a case who look like real ones, in the place of those that are plainly made up, and remembers all it put in. These are made up as well, of
 * names that nobody bears together. The same seed makes the same people.
 */
final class CaseCast {
    private static final Pattern NAME = Pattern.compile(
            "(?:Nguyễn|Trần|Lê|Phạm)(?: \\p{Lu}\\p{Ll}+){0,2} (?:Mẫu|Thử|Giả)|(?:NGUYỄN|TRẦN|LÊ)(?: \\p{Lu}+){0,2} (?:MẪU|THỬ|GIẢ)");
    private static final Pattern IDENTITY = Pattern.compile("(?<![\\d-])000[01]\\d{8}(?!\\d)");
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)0900000\\d{3}(?!\\d)");
    private static final Pattern STREET = Pattern.compile("\\d+ [đĐ]ường (?:Thử|Mẫu)");
    private static final String[] FAMILY = {
        "Lương", "Đoàn", "Tạ", "Quách", "Kiều", "Giang", "Nghiêm", "Âu", "Mạc", "Triệu"
    };
    private static final String[] MIDDLE = {
        "Thị Ngọc", "Văn Quốc", "Hữu Phước", "Mỹ Diệu", "Khắc Hoài", "Thúy Uyên", "Đức Tường"
    };
    private static final String[] GIVEN = {
        "Điểm", "Khương", "Thoại", "Nhuận", "Vỵ", "Oanh", "Quyền", "Yến", "Hoằng", "Sướng", "Trọng", "Liễu"
    };

    private final Random random;
    private final Map<String, String> put = new LinkedHashMap<>();

    CaseCast(long seed) {
        this.random = new Random(seed);
    }

    /** The same text with other people. */
    String in(String text) {
        String named = replaced(NAME, text, found -> like(found, name()));
        String numbered = replaced(
                IDENTITY,
                named,
                found -> "0" + (31 + random.nextInt(6)) + found.charAt(3) + found.substring(4, 6) + digits(6));
        String called = replaced(PHONE, numbered, found -> "09" + (14 + random.nextInt(40)) + digits(6));
        return replaced(
                STREET,
                called,
                found -> (10 + random.nextInt(80)) + "/" + (1 + random.nextInt(9)) + " đường " + name());
    }

    /** All that was put in. */
    List<String> originals() {
        return new ArrayList<>(put.values());
    }

    private interface Made {
        String of(String found);
    }

    private String replaced(Pattern pattern, String text, Made made) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(put.computeIfAbsent(found.group(), made::of)));
    }

    private static String like(String found, String name) {
        return found.equals(found.toUpperCase(java.util.Locale.ROOT)) ? name.toUpperCase(java.util.Locale.ROOT) : name;
    }

    private String name() {
        return FAMILY[random.nextInt(FAMILY.length)] + " " + MIDDLE[random.nextInt(MIDDLE.length)] + " "
                + GIVEN[random.nextInt(GIVEN.length)];
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }
}
