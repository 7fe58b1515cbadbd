package vn.lienthong.hub.app;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a destination says about an exchange, as far as it cannot be anything about a person: words that are known stay, all else shows its
 * length. Vietnamese names are made of ordinary syllables, so only turns of several that nobody is called are known.
 */
final class KnownWords {
    /** Said alone these tell everything; within a longer text they may be part of a name. */
    private static final Set<String> SENTENCES = Set.of("thành công", "thanh cong", "success", "ok", "thất bại");

    /** A longer turn stands before the shorter one in it. */
    private static final List<String> TURNS = List.of(
            "hồ sơ đã tồn tại",
            "hồ sơ chưa tồn tại",
            "hồ sơ không tồn tại",
            "cập nhật không thành công",
            "cập nhật thành công",
            "không tìm thấy hồ sơ",
            "không tìm thấy thủ tục",
            "không được để trống",
            "không tìm thấy",
            "không tồn tại",
            "chưa tồn tại",
            "đã tồn tại",
            "không hợp lệ",
            "không đúng định dạng",
            "không thành công",
            "không xác định",
            "phiên làm việc đã hết hạn",
            "đã hết hạn",
            "sai tên đăng nhập hoặc mật khẩu",
            "hệ thống đang bận",
            "vui lòng thử lại sau",
            "đã ghi nhận",
            "already exists",
            "not found",
            "cannot parse json");

    private static final Pattern TURN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(" + TURNS.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                    + ")(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private KnownWords() {}

    /** All of them, in lower case. */
    static List<String> turns() {
        return Stream.concat(TURNS.stream(), SENTENCES.stream()).toList();
    }

    static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (SENTENCES.contains(composed.toLowerCase(Locale.ROOT))) {
            return composed;
        }
        StringBuilder shown = new StringBuilder();
        Matcher turns = TURN.matcher(composed);
        int from = 0;
        while (turns.find()) {
            hide(composed.substring(from, turns.start()), shown);
            join(shown, turns.group());
            from = turns.end();
        }
        hide(composed.substring(from), shown);
        return shown.toString();
    }

    static String length(String text) {
        return "(" + text.codePointCount(0, text.length()) + " characters)";
    }

    private static void hide(String text, StringBuilder shown) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            join(shown, length(text));
        }
    }

    private static void join(StringBuilder shown, String piece) {
        shown.append(shown.isEmpty() ? "" : " ").append(piece);
    }
}
