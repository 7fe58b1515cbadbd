package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * People and businesses who cannot exist. Every name carries the syllable "Thử" (trial); identity numbers speak of a
 * birth after the year 2100; card numbers and tax codes begin with 99, which no province has; telephone numbers lie in
 * 0900 000 xxx; mail goes to the reserved domain {@code .example}.
 */
final class SamplePeople {
    private static final List<String> FAMILY =
            List.of("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô");
    private static final List<String> MIDDLE = List.of("Thị", "Văn", "Ngọc", "Minh", "Thanh", "Quốc", "Mỹ", "Đức");
    private static final List<String> GIVEN = List.of(
            "Ắng", "Biển", "Cát", "Dừa", "Ghềnh", "Hải", "Khơi", "Lưới", "Muối", "Nẫu", "Ổi", "Phượng", "Ruộng", "Sóng",
            "Tháp", "Ước", "Võng", "Xoài", "Yến", "Đượm");
    private static final List<String> STREET =
            List.of("đường Giả Lập", "hẻm Thử Nghiệm", "tổ dân phố Mẫu", "thôn Ví Dụ", "đường Số Không");
    private static final int[] TAX_WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

    private SamplePeople() {}

    static String name(Dice dice) {
        return dice.pick(FAMILY) + " " + dice.pick(MIDDLE) + " Thử " + dice.pick(GIVEN);
    }

    static String official(Dice dice) {
        return "Cán bộ Thử " + dice.pick(GIVEN) + " " + dice.between(1, 99);
    }

    /** Fills a party: kind, name, identity, contact and address, as a source would send them. */
    static void fill(ObjectNode party, Dice dice, String ward) {
        boolean business = dice.chance(0.12);
        if (business) {
            party.put("kind", "BUSINESS");
            party.put("name", "Hộ kinh doanh Thử " + dice.pick(GIVEN) + " " + dice.between(1, 999));
            party.putObject("identity").put("type", "TAX_CODE").put("number", taxCode(dice));
        } else {
            boolean female = dice.chance(0.5);
            int year = dice.between(1940, 2001);
            party.put("kind", "CITIZEN");
            party.put("name", name(dice));
            party.put("bornOn", bornOn(dice, year));
            party.put("sex", female ? "FEMALE" : "MALE");
            identity(party.putObject("identity"), dice, year, female);
        }
        party.put("phone", "0900000" + dice.digits(3));
        if (dice.chance(0.3)) {
            party.put("email", "nguoi.thu." + dice.between(1, 99_999) + "@gialap.example");
        }
        ObjectNode address = party.putObject("address");
        address.put("line", dice.between(1, 300) + " " + dice.pick(STREET));
        address.put("ward", ward);
        address.put("district", "540");
        address.put("province", "52");
    }

    private static String bornOn(Dice dice, int year) {
        int form = dice.below(10);
        if (form == 0) {
            return Integer.toString(year);
        }
        String month = year + "-" + two(dice.between(1, 12));
        return form == 1 ? month : month + "-" + two(dice.between(1, 28));
    }

    private static void identity(ObjectNode identity, Dice dice, int year, boolean female) {
        int form = dice.below(20);
        if (form < 14) {
            // Digit 4 is century and sex: 4 and 5 stand for births from 2100 to 2199.
            identity.put("type", "CCCD");
            identity.put("number", "052" + (female ? 5 : 4) + two(year % 100) + dice.digits(6));
            identity.put("issuedBy", "Cục Cảnh sát Thử nghiệm");
        } else if (form < 19) {
            identity.put("type", "CMND");
            identity.put("number", "99" + dice.digits(7));
            identity.put("issuedOn", "2010-0" + dice.between(1, 9));
        } else {
            identity.put("type", "PASSPORT");
            identity.put("number", "THU" + dice.digits(6));
        }
    }

    private static String taxCode(Dice dice) {
        String nine = "99" + dice.digits(7);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * TAX_WEIGHTS[i];
        }
        int check = 10 - sum % 11;
        return check == 10 ? taxCode(dice) : nine + check;
    }

    static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
