package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.List;

/** Made-up names of people: each has the word Thử, Mẫu or Giả in it, so that everybody sees what it is. Not thread-safe. */
final class People {
    private static final int MOST_WORDS = 6;
    private static final List<String> FAMILY = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Trịnh",
            "Đoàn");
    private static final List<String> MADE_UP = List.of("Thử", "Mẫu", "Giả");
    private static final List<String> MIDDLE = List.of(
            "Ngọc", "Minh", "Thanh", "Quốc", "Mỹ", "Đức", "Hữu", "Xuân", "Thu", "Kim", "Bảo", "Gia", "Khánh", "Như",
            "Phúc", "Hồng");
    private static final List<String> GIVEN = List.of(
            "Biển", "Cát", "Dừa", "Ghềnh", "Khơi", "Lưới", "Muối", "Nẫu", "Ổi", "Ruộng", "Sóng", "Tháp", "Ước", "Võng",
            "Xoài", "Đượm", "Buồm", "Cồn", "Đồi", "Gió", "Hạc", "Kèn", "Lúa", "Măng", "Nón", "Ốc", "Quạt", "Rạm", "Sấu",
            "Trầu", "Vải", "Xuồng", "Chum", "Đèn", "Gạch", "Hến", "Khế", "Lụa", "Mít", "Nắng", "Phố", "Rơm", "Sim",
            "Tràm", "Vịnh", "Chiếu", "Đụn", "Giếng", "Hàu", "Khoai", "Lạch", "Mực", "Nồm", "Quế", "Rừng", "Suối",
            "Thuyền", "Vườn", "Cừ", "Đước");

    private final Keyed keyed;

    People(Keyed keyed) {
        this.keyed = keyed;
    }

    static boolean isName(List<String> words) {
        return !words.isEmpty() && words.size() <= MOST_WORDS;
    }

    /** As many words as the original has. */
    List<String> like(List<String> words) {
        String whole = String.join(" ", words);
        List<String> made = new ArrayList<>();
        if (words.size() > 2) {
            made.add(keyed.pick("family", whole, FAMILY));
        }
        for (int i = 3; i < words.size(); i++) {
            made.add(keyed.pick("middle" + i, whole, MIDDLE));
        }
        if (words.size() > 1) {
            made.add(keyed.pick("made-up", whole, MADE_UP));
        }
        made.add(keyed.pick("given", whole, GIVEN));
        return made;
    }
}
