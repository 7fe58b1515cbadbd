package vn.lienthong.hub.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Draws cells such as a ward's tables hold: names, addresses, reasons, in three kinds of case, with digits and short forms. Made up. */
public final class LegacyCells {
    private static final List<String> FAMILIES = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
            "Dương", "Lý", "Đoàn", "Đinh", "Trương", "Thái", "Lương", "Mạc", "Tạ", "Quách", "Ông");
    private static final List<String> MIDDLES =
            List.of("Văn", "Thị", "Thị Mỹ", "Quốc", "Đình", "Hữu", "Thị Thanh", "Minh", "Xuân", "Công", "Thử");
    private static final List<String> GIVEN = List.of(
            "Thử Nghiệm",
            "Giả Định",
            "Ví Dụ",
            "Hư Cấu",
            "Sách",
            "Bút Chì",
            "Đèn Dầu",
            "Ghế Gỗ",
            "Cửa Sổ",
            "Mực Tím",
            "Lọ Hoa",
            "Thước Kẻ",
            "Ấm Trà",
            "Nón Lá",
            "Vở Kẻ",
            "Quạt Giấy",
            "Chuỗi",
            "Ốc Biển",
            "Ánh Đèn",
            "Ướm Thử",
            "Ễnh Ương",
            "Yếm Đỏ");
    private static final List<String> STREETS = List.of(
            "Nguyễn Huệ",
            "Trần Hưng Đạo",
            "Lê Lợi",
            "Tây Sơn",
            "Hoàng Văn Thụ",
            "Ngô Mây",
            "Diên Hồng",
            "Bạch Đằng",
            "Xuân Diệu",
            "An Dương Vương",
            "Nguyễn Thái Học",
            "Đống Đa",
            "Phan Bội Châu",
            "Võ Lai",
            "Hàn Mặc Tử",
            "Chương Dương");
    private static final List<String> WARDS = List.of(
            "Nhơn Bình",
            "Nhơn Phú",
            "Đống Đa",
            "Trần Quang Diệu",
            "Hải Cảng",
            "Quang Trung",
            "Thị Nại",
            "Lê Hồng Phong",
            "Trần Hưng Đạo",
            "Ngô Mây",
            "Lý Thường Kiệt",
            "Lê Lợi",
            "Trần Phú",
            "Bùi Thị Xuân",
            "Nguyễn Văn Cừ",
            "Ghềnh Ráng",
            "Nhơn Lý",
            "Nhơn Hội",
            "Nhơn Hải",
            "Phước Mỹ",
            "Nhơn Châu",
            "Đắk Pơ",
            "Chư Păh",
            "Ia Grai",
            "Krông Pa");
    private static final List<String> REASONS = List.of(
            "Thiếu bản sao giấy chứng nhận quyền sử dụng đất",
            "Đề nghị bổ sung hợp đồng chuyển nhượng có công chứng",
            "Hồ sơ trễ hạn do chờ kết quả xác minh của cơ quan thuế",
            "Công dân xin rút hồ sơ để làm lại từ đầu",
            "Chưa nộp lệ phí hộ tịch theo quy định",
            "Cấp lại bản chính giấy khai sinh bị mất",
            "Đăng ký kết hôn có yếu tố nước ngoài",
            "Xác nhận tình trạng hôn nhân để mua bán nhà ở",
            "Thửa đất đang có tranh chấp, tạm dừng giải quyết",
            "Chuyển mục đích sử dụng từ đất vườn sang đất ở",
            "Người nộp không có mặt khi trả kết quả",
            "Sai ngày tháng năm sinh so với sổ hộ khẩu",
            "Khai tử quá hạn, phải có người làm chứng",
            "Cải chính chữ đệm trong giấy khai sinh",
            "Trả lại vì không thuộc thẩm quyền của phường");
    private static final List<String> TAILS = List.of(
            " - 0905000111",
            " (SN 1980)",
            ", CMND 990000000",
            " tel 0256 3000111",
            " - UBND",
            ", TK 12/2019",
            " MS Word",
            " (2)");

    private final Random chance;

    public LegacyCells(long seed) {
        this.chance = new Random(seed);
    }

    /** The next cell of a length in UTF-16 units, both inclusive. It holds at least one letter beyond ASCII. */
    public String next(int shortest, int longest) {
        while (true) {
            String cell = cased(content());
            if (cell.length() >= shortest
                    && cell.length() <= longest
                    && cell.chars().anyMatch(c -> c >= 0x80)) {
                return cell;
            }
        }
    }

    private String content() {
        int kind = chance.nextInt(10);
        String text = kind < 3 ? name() : kind < 6 ? address() : kind < 9 ? one(REASONS) : piece(one(REASONS));
        return chance.nextInt(4) == 0 ? text + one(TAILS) : text;
    }

    private String name() {
        return one(FAMILIES) + " " + one(MIDDLES) + " " + one(GIVEN);
    }

    private String address() {
        String house =
                (chance.nextBoolean() ? "Số " : "") + (1 + chance.nextInt(400)) + one(List.of("", "A", "/12", "/3B"));
        String road = one(List.of(" đường ", " hẻm ", " ", " Đường "));
        String ward = one(List.of(", phường ", ", P. ", ", xã ", " - Phường "));
        return house
                + road
                + one(STREETS)
                + ward
                + one(WARDS)
                + one(List.of("", ", Quy Nhơn", ", TP. Quy Nhơn, Bình Định"));
    }

    private String piece(String text) {
        String[] words = text.split(" ");
        int from = chance.nextInt(words.length - 1);
        int to = from + 1 + chance.nextInt(words.length - from);
        return String.join(" ", List.of(words).subList(from, Math.min(to, words.length)));
    }

    private String cased(String text) {
        int kind = chance.nextInt(6);
        return kind == 0 ? text.toUpperCase(Locale.ROOT) : kind == 1 ? titled(text) : text;
    }

    private static String titled(String text) {
        StringBuilder titled = new StringBuilder();
        for (String word : text.split(" ")) {
            titled.append(titled.length() == 0 ? "" : " ");
            titled.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return titled.toString();
    }

    private <T> T one(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
