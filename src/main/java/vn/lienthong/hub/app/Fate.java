package vn.lienthong.hub.app;

/** What becomes of a dossier if nobody acts. */
enum Fate {
    OVER("Nothing more happens, and nothing has to.", "Không còn việc gì tiếp theo, và không cần làm gì."),
    FLOWS("It goes by itself.", "Hồ sơ tự được gửi đi."),
    RETRIES(
            "The hub tries again by itself; if that comes to nothing too often, it is parked for a person.",
            "Hệ thống tự thử lại; nếu nhiều lần không thành, lượt chuyển bị tạm giữ chờ người xử lý."),
    BACK(
            "It waits here, with all that goes to this destination; one record tries now and then, and when the destination is back, everything flows by itself.",
            "Hồ sơ chờ tại đây, cùng mọi hồ sơ gửi tới bên nhận này; thỉnh thoảng một bản ghi được gửi thử, và khi bên nhận hoạt động lại, tất cả tự được gửi đi."),
    BARRED(
            "It does not pass by itself: it waits here, with all that goes to this destination and meets the same; one record tries now and then.",
            "Việc này không tự hết: hồ sơ chờ tại đây, cùng mọi hồ sơ gửi tới bên nhận này và gặp cùng trở ngại; thỉnh thoảng một bản ghi được gửi thử."),
    HUB_BACK(
            "It is safe here, and waits; the hub goes on by itself as soon as it can.",
            "Hồ sơ được giữ an toàn tại đây và chờ; hệ thống tự tiếp tục ngay khi có thể."),
    FOLLOWS(
            "It waits as long as the transfer in front of it is not at its end.",
            "Hồ sơ chờ chừng nào lượt chuyển phía trước chưa kết thúc."),
    STAYS(
            "It stays here and nothing is sent; later records of this dossier wait behind it.",
            "Hồ sơ nằm lại tại đây, không được gửi đi; các bản sau của hồ sơ này chờ phía sau."),
    KEPT(
            "The record is kept here and sent to nobody, also when a destination is named later: only what comes afterwards is owed to it.",
            "Bản ghi được lưu tại đây và không gửi cho ai, kể cả khi sau này có bên nhận: chỉ những bản đến sau mới được gửi."),
    LATER(
            "The record is kept here, and sent to nobody before its unit goes over; then it goes, in its order.",
            "Bản ghi được lưu tại đây và không gửi cho ai trước khi đơn vị chuyển đổi; khi đó bản ghi được gửi theo đúng thứ tự."),
    KEPT_ONLY(
            "What came is kept here as it came, and never sent; what was accepted before goes its way.",
            "Nội dung nhận được giữ nguyên tại đây, và không bao giờ được gửi; các bản đã tiếp nhận trước đó vẫn đi tiếp."),
    REFUSED(
            "What was refused is kept here for a person to see, and never sent; what was accepted before goes its way.",
            "Bản bị từ chối được lưu tại đây để người xem, và không bao giờ được gửi; các bản đã tiếp nhận trước đó vẫn đi tiếp."),
    MISSING(
            "Nothing is here, so nothing is ever sent: the dossier is not reported, and counts as late against its unit when its legal deadline passes.",
            "Không có gì tại đây nên không bao giờ có gì được gửi: hồ sơ không được báo cáo, và bị tính trễ hạn cho đơn vị khi quá hạn theo quy định.");

    private final Words words;

    Fate(String en, String vi) {
        this.words = new Words(en, vi);
    }

    Words words() {
        return words;
    }
}
