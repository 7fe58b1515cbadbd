package vn.lienthong.hub.app;

import java.util.Locale;

/** Who can act on a cause. */
enum Actor {
    NOBODY("Nobody needs to act.", "Không ai cần làm gì."),
    WARD_OFFICE(
            "The ward's one-stop office: it corrects the dossier, and the city's software sends it as a new revision.",
            "Bộ phận Một cửa của phường, xã: sửa hồ sơ, rồi phần mềm của thành phố gửi bản đã sửa như một bản mới."),
    CITY_SOURCE(
            "The people of the software that sends: they correct the record and send it as a new revision.",
            "Đơn vị quản lý phần mềm gửi: sửa bản ghi và gửi lại như một bản mới."),
    PROVINCE(
            "The people who run the destination; the hub goes on by itself when they have mended it.",
            "Đơn vị vận hành phần mềm bên nhận; khi họ khắc phục xong, hệ thống tự tiếp tục."),
    OPERATOR("The operator of the hub.", "Người vận hành hệ thống liên thông."),
    INTEGRATION_ENGINEER(
            "The integration engineer, who mends the table, the mapping or the connector.",
            "Kỹ sư tích hợp, người sửa bảng mã, ánh xạ hoặc đầu nối.");

    private final Words words;

    Actor(String en, String vi) {
        this.words = new Words(en, vi);
    }

    Words words() {
        return words;
    }

    /** As machines read it: {@code ward-office}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
