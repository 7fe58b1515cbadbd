package vn.lienthong.hub.rehearsal;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.Trial.Stage;

/** What sort of cause it is, by who can act on it. */
enum Kind {
    UNKNOWN_PROCEDURE(
            "Unknown procedure",
            "Thủ tục chưa có mã của tỉnh",
            "whoever keeps the table of procedures (the city's one-stop office)"),
    UNASSIGNED_CODE(
            "Code not assigned",
            "Chưa được cấp mã",
            "the province assigns the code; the integration engineer adds the row"),
    ATTACHMENT_MISSING(
            "Attachment missing", "Thiếu tệp đính kèm", "the clerk of the ward, or who runs the city's file server"),
    FIELD("Field wrong or missing", "Trường thông tin sai hoặc thiếu", "the clerk of the ward, at the source"),
    CONTRACT("Message off the contract", "Bản tin không đúng hợp đồng dữ liệu", "the integration engineer"),
    REFUSED_BY_TEST(
            "Refused by the address for tests", "Địa chỉ thử từ chối", "the integration engineer, with the province"),
    NO_ANSWER("No usable answer", "Địa chỉ thử không trả lời", "who runs the address for tests"),
    HELD_OTHERWISE(
            "Held otherwise than sent",
            "Bên nhận lưu khác với bản đã gửi",
            "the integration engineer, with the province"),
    UNREADABLE("Record not accepted", "Bản ghi không hợp lệ", "whoever made the file or sent the record");

    private static final String PROCEDURE = "procedure:";

    private final String title;
    private final String vietnamese;
    private final String who;

    Kind(String title, String vietnamese, String who) {
        this.title = title;
        this.vietnamese = vietnamese;
        this.who = who;
    }

    String title() {
        return title;
    }

    String vietnamese() {
        return vietnamese;
    }

    /** Who can act. */
    String who() {
        return who;
    }

    static Kind of(Stage stage, @Nullable String unmappedCode) {
        if (unmappedCode != null) {
            return unmappedCode.startsWith(PROCEDURE) ? UNKNOWN_PROCEDURE : UNASSIGNED_CODE;
        }
        return switch (stage) {
            case READING -> UNREADABLE;
            case FILES -> ATTACHMENT_MISSING;
            case MAPPING -> FIELD;
            case CONTRACT -> CONTRACT;
            case ANSWER -> REFUSED_BY_TEST;
            case TROUBLE -> NO_ANSWER;
            case ENQUIRY -> HELD_OTHERWISE;
        };
    }
}
