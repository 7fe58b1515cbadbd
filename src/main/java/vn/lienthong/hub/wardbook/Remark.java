package vn.lienthong.hub.wardbook;

import java.util.Locale;
import vn.lienthong.hub.wardbook.BookReport.Kind;

/** Everything that can be said of a book or a cell of it, in both languages. */
enum Remark {
    BOOK_EMPTY(Kind.WRONG, "The file holds nothing.", "Tệp không có nội dung.", "Send the book again.", "Gửi lại tệp."),
    BOOK_TOO_LARGE(
            Kind.WRONG,
            "The book is larger than the hub takes.",
            "Sổ lớn hơn mức hệ thống nhận.",
            "Split it into several books, or take out pictures and empty sheets.",
            "Chia thành nhiều tệp, hoặc xóa hình ảnh và các trang trống."),
    BOOK_SUSPICIOUS(
            Kind.WRONG,
            "The file is packed in a way in which no spreadsheet program packs.",
            "Tệp được nén theo cách không phần mềm bảng tính nào làm.",
            "Open it, and save it as a new XLSX.",
            "Mở tệp, rồi lưu thành tệp XLSX mới."),
    BOOK_OLD_FORM(
            Kind.WRONG,
            "The file is an old Excel book (.xls), which the hub does not read.",
            "Tệp là sổ Excel đời cũ (.xls), hệ thống không đọc được.",
            "Open it in Excel and save it as Excel Workbook (.xlsx).",
            "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx)."),
    BOOK_PROTECTED(
            Kind.WRONG,
            "The book is protected by a password.",
            "Sổ được đặt mật khẩu.",
            "Take the password off (File, Info, Protect Workbook), and save it.",
            "Bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ), rồi lưu lại."),
    BOOK_OTHER_FORM(
            Kind.WRONG,
            "The file is no XLSX and no CSV.",
            "Tệp không phải XLSX hay CSV.",
            "Save it as Excel Workbook (.xlsx) or CSV.",
            "Lưu thành tệp Excel Workbook (.xlsx) hoặc CSV."),
    BOOK_DAMAGED(
            Kind.WRONG,
            "The file is damaged.",
            "Tệp bị hỏng.",
            "Open it on the clerk's computer, save it anew, and send that.",
            "Mở tệp trên máy của mình, lưu lại thành tệp mới, rồi gửi tệp đó."),
    NO_HEADER(
            Kind.WRONG,
            "No row of headings was found.",
            "Không tìm thấy hàng tiêu đề.",
            "Write the headings as the template has them: at least dossier code, day of receipt and name.",
            "Ghi tiêu đề như tệp mẫu: ít nhất Mã hồ sơ, Ngày tiếp nhận và Họ tên."),
    COLUMN_MISSING(
            Kind.WRONG,
            "A column is missing that every dossier needs.",
            "Thiếu một cột mà hồ sơ nào cũng phải có.",
            "Add the column; the template has it.",
            "Thêm cột này; xem tệp mẫu."),
    COLUMN_TWICE(
            Kind.WRONG,
            "Two columns have headings that mean the same.",
            "Hai cột có tiêu đề cùng một nghĩa.",
            "Rename one, or take it out.",
            "Đổi tên hoặc xóa một cột."),
    COLUMN_UNKNOWN(
            Kind.NOTE,
            "The hub does not know this heading; the column is not taken.",
            "Hệ thống không biết tiêu đề này; cột không được lấy.",
            "Nothing, unless it matters: then use a heading of the template.",
            "Không cần làm gì; nếu cột quan trọng thì dùng tiêu đề như tệp mẫu."),
    SHEET_LEFT_OUT(
            Kind.NOTE,
            "A sheet without headings is left out.",
            "Trang không có hàng tiêu đề được bỏ qua.",
            "Nothing, if it holds no dossiers.",
            "Không cần làm gì nếu trang không chứa hồ sơ."),
    ROW_LEFT_OUT(
            Kind.NOTE,
            "A row that is no dossier is left out.",
            "Hàng không phải hồ sơ được bỏ qua.",
            "Nothing, if it is a total, a title or a signature.",
            "Không cần làm gì nếu là hàng tổng cộng, tiêu đề hay chữ ký."),
    ROW_EXAMPLE(
            Kind.NOTE,
            "An example of the template is left out.",
            "Hàng ví dụ của tệp mẫu được bỏ qua.",
            "Delete it when you like.",
            "Có thể xóa hàng này."),
    ROW_HIDDEN(
            Kind.NOTE,
            "The row is hidden in the book, and taken all the same.",
            "Hàng đang bị ẩn trong sổ, vẫn được lấy.",
            "Delete it if it is not meant.",
            "Xóa hàng nếu không muốn gửi."),
    ROW_TWICE(
            Kind.NOTE,
            "The same row stands twice; it is taken once.",
            "Hàng bị lặp lại; chỉ lấy một lần.",
            "Delete one of them.",
            "Xóa một hàng."),
    DOSSIER_TWICE(
            Kind.WRONG,
            "The same dossier stands in two rows that say different things.",
            "Cùng một hồ sơ ở hai hàng có nội dung khác nhau.",
            "Leave only the row that holds.",
            "Chỉ giữ lại hàng đúng."),
    MISSING(
            Kind.WRONG,
            "A cell is empty that must not be.",
            "Ô bắt buộc đang để trống.",
            "Fill it in.",
            "Điền vào ô này."),
    MERGED(
            Kind.CONVERTED,
            "The cell is part of a merged one and takes its value.",
            "Ô thuộc vùng gộp nên lấy giá trị của vùng.",
            "Nothing.",
            "Không cần làm gì."),
    CELL_ERROR(
            Kind.WRONG,
            "The cell shows an error of the spreadsheet.",
            "Ô đang báo lỗi công thức.",
            "Correct the formula, or write the value.",
            "Sửa công thức, hoặc ghi thẳng giá trị."),
    FORMULA_WITHOUT_RESULT(
            Kind.WRONG,
            "The cell holds a formula without a result.",
            "Ô có công thức nhưng chưa có kết quả.",
            "Open the book, save it, or write the value.",
            "Mở sổ và lưu lại, hoặc ghi thẳng giá trị."),
    STILL_MARKED(
            Kind.WRONG,
            "The cell begins with the question mark of the hub: nobody has decided.",
            "Ô còn dấu hỏi của hệ thống: chưa ai sửa.",
            "Write the right value without the question mark.",
            "Ghi giá trị đúng và bỏ dấu hỏi."),
    TEXT_CONVERTED(
            Kind.CONVERTED,
            "The text was in an old encoding and is now Unicode.",
            "Chữ dùng bảng mã cũ đã được đổi sang Unicode.",
            "Compare a few.",
            "Đối chiếu vài ô."),
    CAPITALS_LOST(
            Kind.CONVERTED,
            "The text was in an old encoding without capitals and is now Unicode.",
            "Chữ dùng bảng mã cũ không phân biệt chữ hoa, đã được đổi sang Unicode.",
            "See whether capitals are missing.",
            "Xem có thiếu chữ hoa không."),
    TEXT_DOUBTFUL(
            Kind.DOUBTFUL,
            "It is not sure what the text says.",
            "Không chắc chữ trong ô là gì.",
            "Type it again in Unicode (Unikey: Unicode dựng sẵn), or write x under Đã kiểm tra if it is right.",
            "Gõ lại bằng Unicode (Unikey: Unicode dựng sẵn), hoặc ghi x vào cột Đã kiểm tra nếu chữ đã đúng."),
    CODE_CLEANED(
            Kind.CONVERTED,
            "Blanks or odd hyphens were taken out of the code.",
            "Đã bỏ khoảng trắng hoặc dấu gạch lạ trong mã.",
            "Nothing.",
            "Không cần làm gì."),
    CODE_AS_NUMBER(
            Kind.DOUBTFUL,
            "The code stands as a number, so zeros before it may be lost.",
            "Mã đang ở dạng số nên có thể mất số 0 ở đầu.",
            "Format the cell as text and write the whole code, or write x under Đã kiểm tra if it is whole.",
            "Định dạng ô là Văn bản và ghi đủ mã, hoặc ghi x vào cột Đã kiểm tra nếu mã đã đủ."),
    CODE_WRONG(
            Kind.WRONG,
            "This cannot be a dossier code.",
            "Đây không thể là mã hồ sơ.",
            "Write the code as on the receipt, without blanks inside: letters, digits, and - . _ / :",
            "Ghi mã như trên giấy tiếp nhận: chữ không dấu, số và các dấu - . _ / :"),
    ZEROS_RESTORED(
            Kind.CONVERTED,
            "Zeros that the spreadsheet took away were put back.",
            "Đã thêm lại số 0 bị bảng tính làm mất.",
            "Nothing.",
            "Không cần làm gì."),
    ZEROS_DOUBTFUL(
            Kind.DOUBTFUL,
            "A zero may be lost, and it is not certain.",
            "Có thể bị mất số 0, nhưng không chắc.",
            "Compare it with the paper and write all digits, or write x under Đã kiểm tra if it is right.",
            "Đối chiếu giấy tờ và ghi đủ chữ số, hoặc ghi x vào cột Đã kiểm tra nếu đã đúng."),
    DIGITS_LOST(
            Kind.WRONG,
            "The spreadsheet shortened the number; digits are lost for good.",
            "Bảng tính đã rút gọn số; chữ số bị mất hẳn.",
            "Format the cell as text and write all digits.",
            "Định dạng ô là Văn bản và ghi đủ chữ số."),
    NUMBER_WRONG(
            Kind.WRONG,
            "The number has not the form that it must have.",
            "Số không đúng dạng.",
            "Compare it with the paper.",
            "Đối chiếu với giấy tờ."),
    DATE_READ(
            Kind.CONVERTED,
            "The date was read from an unusual form.",
            "Ngày được đọc từ cách viết khác thường.",
            "Compare it.",
            "Đối chiếu lại."),
    DATE_DOUBTFUL(
            Kind.DOUBTFUL,
            "It is not certain which day is meant.",
            "Không chắc là ngày nào.",
            "Write it as 05/03/2025 (day, month, year), or write x under Đã kiểm tra if day and month stand in this order.",
            "Ghi dạng 05/03/2025 (ngày, tháng, năm), hoặc ghi x vào cột Đã kiểm tra nếu đúng thứ tự ngày tháng."),
    DATE_WRONG(
            Kind.WRONG,
            "This is no date that can be.",
            "Đây không phải ngày hợp lệ.",
            "Write it as 05/03/2025 (day, month, year).",
            "Ghi dạng 05/03/2025 (ngày, tháng, năm)."),
    WORD_UNKNOWN(
            Kind.WRONG,
            "The hub does not know this word here.",
            "Hệ thống không biết từ này.",
            "Choose one from the template's list.",
            "Chọn trong danh mục của tệp mẫu."),
    PROCEDURE_UNKNOWN(
            Kind.WRONG,
            "There is no procedure of this code or name.",
            "Không có thủ tục mang mã hoặc tên này.",
            "Write the code from the template's list of procedures.",
            "Ghi mã trong danh mục thủ tục của tệp mẫu."),
    PROCEDURE_NOT_LISTED(
            Kind.NOTE,
            "The hub's table does not have this procedure; the record is taken, and may wait for the code.",
            "Bảng của hệ thống chưa có thủ tục này; hồ sơ được nhận nhưng có thể phải chờ.",
            "Compare the code with the template's list of procedures.",
            "Đối chiếu mã với danh mục thủ tục của tệp mẫu."),
    PROCEDURES_DIFFER(
            Kind.WRONG,
            "Code and name of the procedure are of two procedures.",
            "Mã và tên thủ tục thuộc hai thủ tục khác nhau.",
            "Correct one of them.",
            "Sửa mã hoặc tên."),
    UNIT_UNKNOWN(
            Kind.WRONG,
            "There was no unit of this code or name on the day of receipt.",
            "Không có đơn vị mang mã hoặc tên này vào ngày tiếp nhận.",
            "Write the five-digit code that the ward had on that day.",
            "Ghi mã đơn vị 5 chữ số của xã/phường vào ngày đó."),
    UNIT_DIFFERS(
            Kind.WRONG,
            "The row is of another unit than the book.",
            "Hàng thuộc đơn vị khác với sổ.",
            "Move it to that unit's book.",
            "Chuyển sang sổ của đơn vị đó."),
    KIND_ASSUMED(
            Kind.NOTE,
            "The book has no column for the kind of applicant: all are taken for citizens, those with a tax code alone for businesses.",
            "Sổ không có cột Loại đối tượng: coi là công dân; nếu chỉ có mã số thuế thì coi là doanh nghiệp.",
            "Add the column Loại đối tượng if that is wrong.",
            "Thêm cột Loại đối tượng nếu không đúng."),
    OLDER_CONTENT(
            Kind.DOUBTFUL,
            "The row says what was reported earlier and has been replaced since.",
            "Hàng giống nội dung đã gửi trước đây và đã được thay bằng nội dung mới hơn.",
            "Delete the row if the book is an old one; write x under Đã kiểm tra if it is so again.",
            "Xóa hàng nếu đây là sổ cũ; ghi x vào cột Đã kiểm tra nếu nay lại đúng như vậy.");

    private final Kind kind;
    private final Words what;
    private final Words cure;

    Remark(Kind kind, String what, String whatVi, String cure, String cureVi) {
        this.kind = kind;
        this.what = new Words(what, whatVi);
        this.cure = new Words(cure, cureVi);
    }

    Kind kind() {
        return kind;
    }

    Words what() {
        return what;
    }

    Words cure() {
        return cure;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
