package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The template for clerks: headings, choices as lists, examples that are left out when the book comes back, and how to fill it in. */
final class TemplateWriter {
    private static final int LAST_ROW = 2_000;
    private static final List<Field> COLUMNS = List.of(
            Field.SERIAL,
            Field.DOSSIER_CODE,
            Field.UNIT,
            Field.PROCEDURE_CODE,
            Field.PROCEDURE_NAME,
            Field.RECEIVED_AT,
            Field.DUE_AT,
            Field.STATUS,
            Field.FINISHED_AT,
            Field.RETURNED_AT,
            Field.CHANNEL,
            Field.APPLICANT_KIND,
            Field.APPLICANT_NAME,
            Field.BORN_ON,
            Field.SEX,
            Field.IDENTITY,
            Field.IDENTITY_DATE,
            Field.IDENTITY_PLACE,
            Field.TAX_CODE,
            Field.PHONE,
            Field.EMAIL,
            Field.ADDRESS,
            Field.SUMMARY,
            Field.FEE,
            Field.OFFICER,
            Field.NOTE,
            Field.CHECKED);

    private static final List<String> HOW = List.of(
            "HƯỚNG DẪN GHI SỔ HỒ SƠ",
            "1. Mỗi hồ sơ một hàng ở trang \"Hồ sơ\". Không gộp ô, không đổi tiêu đề; thứ tự cột tùy ý.",
            "2. Cột có dấu * phải điền. Nếu có Mã thủ tục thì không cần Tên thủ tục, và ngược lại.",
            "3. Ngày ghi dạng ngày/tháng/năm, ví dụ 05/03/2025; có giờ thì ghi 05/03/2025 08:30.",
            "4. Mọi ô đã định dạng Văn bản nên số 0 ở đầu (CCCD, điện thoại, mã số thuế) không bị mất. Không đổi định dạng.",
            "5. Trạng thái, Hình thức nộp, Loại đối tượng, Giới tính, Tên thủ tục: chọn trong danh sách của ô.",
            "6. Khi hồ sơ có thay đổi, sửa ngay trên hàng của nó rồi gửi lại cả sổ: hàng không đổi không bị gửi hai lần.",
            "7. Hàng ví dụ (mã bắt đầu bằng VÍ DỤ) là dữ liệu bịa, hệ thống bỏ qua; xóa lúc nào cũng được.",
            "8. Sổ bị trả lại nằm trong thư mục returned, cột cuối ghi lỗi từng ô. Sửa ở đó rồi bỏ vào thư mục của đơn vị.",
            "9. Ô có dấu ? ở đầu là ô hệ thống không chắc: ghi lại giá trị đúng và bỏ dấu ?. Nếu giá trị đã đúng, bỏ dấu ? và ghi x vào cột Đã kiểm tra.",
            "10. Không đặt mật khẩu; lưu kiểu Excel Workbook (.xlsx).");

    private final BookRules rules;
    private final @Nullable String unit;

    TemplateWriter(BookRules rules, @Nullable String unit) {
        this.rules = rules;
        this.unit = unit;
    }

    void write(OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "lienthong-hub", "1.0")) {
            Worksheet dossiers = book.newWorksheet("Hồ sơ");
            Worksheet lists = book.newWorksheet("Danh mục");
            Worksheet how = book.newWorksheet("Hướng dẫn");
            Map<Field, Range> choices = choices(lists);
            headings(dossiers);
            choices.forEach(
                    (field, range) -> dossiers.range(1, COLUMNS.indexOf(field), LAST_ROW, COLUMNS.indexOf(field))
                            .validateWithList(range)
                            .allowBlank(true)
                            .showErrorMessage(true)
                            .errorTitle("Chọn trong danh sách")
                            .error("Giá trị không có trong danh mục."));
            examples(dossiers);
            for (int i = 0; i < HOW.size(); i++) {
                how.value(i, 0, HOW.get(i));
                how.style(i, 0).wrapText(true).set();
            }
            how.style(0, 0).bold().set();
            how.width(0, 110);
        }
    }

    private void headings(Worksheet sheet) {
        for (int column = 0; column < COLUMNS.size(); column++) {
            Field field = COLUMNS.get(column);
            sheet.value(0, column, rules.heading(field) + (isNeeded(field) ? " *" : ""));
            sheet.style(column).format("@").set();
            sheet.style(0, column)
                    .bold()
                    .wrapText(true)
                    .fillColor("DDEBF7")
                    .format("@")
                    .set();
            sheet.width(column, field == Field.SERIAL ? 6 : field == Field.PROCEDURE_NAME ? 40 : 20);
        }
        sheet.freezePane(2, 1);
    }

    private boolean isNeeded(Field field) {
        return switch (field) {
            case DOSSIER_CODE, RECEIVED_AT, STATUS, APPLICANT_NAME -> true;
            case UNIT -> unit == null;
            default -> false;
        };
    }

    /** Lists for choices, each a column of the second sheet. */
    private Map<Field, Range> choices(Worksheet sheet) {
        Map<Field, List<String>> lists = new LinkedHashMap<>();
        lists.put(Field.STATUS, firsts("status"));
        lists.put(Field.CHANNEL, firsts("channel"));
        lists.put(Field.APPLICANT_KIND, firsts("party"));
        lists.put(Field.SEX, firsts("sex"));
        List<String> names = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        rules.reference().procedures().all().forEach(one -> {
            if (rules.procedure(one.name()).isPresent()) {
                names.add(one.name());
            }
            codes.add(one.code());
        });
        lists.put(Field.PROCEDURE_NAME, names);
        lists.put(Field.PROCEDURE_CODE, codes);
        Map<Field, Range> ranges = new LinkedHashMap<>();
        int column = 0;
        for (Map.Entry<Field, List<String>> list : lists.entrySet()) {
            sheet.value(0, column, "Danh mục " + rules.heading(list.getKey()));
            sheet.style(0, column).bold().set();
            for (int i = 0; i < list.getValue().size(); i++) {
                sheet.value(i + 1, column, list.getValue().get(i));
            }
            sheet.width(column, 30);
            ranges.put(
                    list.getKey(),
                    sheet.range(1, column, Math.max(1, list.getValue().size()), column));
            column++;
        }
        return ranges;
    }

    private List<String> firsts(String kind) {
        return rules.words().of(kind).values().stream()
                .map(words -> words.get(0))
                .toList();
    }

    /** Made up: nobody has these names and numbers. */
    private void examples(Worksheet sheet) {
        example(
                sheet,
                1,
                Map.of(
                        Field.DOSSIER_CODE, "VÍ DỤ 000.06.ZZ.H08-250305-0001",
                        Field.PROCEDURE_CODE, "1.001193",
                        Field.RECEIVED_AT, "05/03/2025 08:30",
                        Field.DUE_AT, "06/03/2025",
                        Field.STATUS, "Đang xử lý",
                        Field.CHANNEL, "Trực tiếp",
                        Field.APPLICANT_NAME, "NGUYỄN VĂN MẪU",
                        Field.BORN_ON, "03/06/1989",
                        Field.IDENTITY, "052089000001",
                        Field.PHONE, "0900000001"));
        example(
                sheet,
                2,
                Map.of(
                        Field.DOSSIER_CODE, "VÍ DỤ 15/2025",
                        Field.PROCEDURE_NAME, "Thủ tục đăng ký khai tử",
                        Field.RECEIVED_AT, "ngày 5 tháng 3 năm 2025",
                        Field.STATUS, "Đã trả kết quả",
                        Field.RETURNED_AT, "05/03/2025",
                        Field.APPLICANT_NAME, "TRẦN THỊ MẪU",
                        Field.BORN_ON, "1989"));
    }

    private void example(Worksheet sheet, int row, Map<Field, String> values) {
        values.forEach((field, value) -> {
            int column = COLUMNS.indexOf(field);
            sheet.value(row, column, value);
            sheet.style(row, column).italic().fontColor("808080").format("@").set();
        });
        if (unit != null) {
            sheet.value(row, COLUMNS.indexOf(Field.UNIT), unit);
        }
        sheet.value(row, COLUMNS.indexOf(Field.SERIAL), String.valueOf(row));
    }
}
