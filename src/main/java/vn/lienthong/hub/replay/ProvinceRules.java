package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What the real receivers are known to check before they take a dossier or a progress step: mandatory fields, dates as
 * {@code yyyyMMddHHmmss}, length limits, codes as text. Sources: the public clients named in the connector's contract.
 */
final class ProvinceRules {
    private static final List<String> DOSSIER_MANDATORY = List.of(
            "MaHoSo",
            "MaTTHC",
            "ChuHoSo",
            "LoaiDoiTuong",
            "SoGiayToChuHoSo",
            "NgayTiepNhan",
            "TrangThaiHoSo",
            "HinhThuc");
    private static final List<String> DOSSIER_DATES =
            List.of("NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "NgayTuChoi", "NgayNopHoSo");
    private static final List<Limit> DOSSIER_LIMITS = List.of(
            new Limit("MaHoSo", 50),
            new Limit("MaTTHC", 50),
            new Limit("TrichYeuHoSo", 1_000),
            new Limit("ChuHoSo", 500),
            new Limit("GhiChu", 2_000),
            new Limit("Email", 100),
            new Limit("SoDienThoai", 50));
    private static final List<String> STEP_MANDATORY = List.of("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "TrangThai");
    private static final List<String> STEP_DATES = List.of("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");
    private static final List<Limit> STEP_LIMITS = List.of(new Limit("MaHoSo", 50), new Limit("NguoiXuLy", 50));
    private static final List<String> SUPPLEMENT_DATES =
            List.of("NgayBoSung", "NgayTiepNhanBoSung", "NgayHenTraTruoc", "NgayHenTraMoi");
    private static final String MARKER = "[synthetic r";

    private record Limit(String field, int characters) {}

    /**
     * Why a message is refused.
     *
     * @param reason short name for counting
     * @param message as the province writes it
     */
    record Refusal(String reason, String message) {}

    private ProvinceRules() {}

    static Optional<Refusal> checkDossier(JsonNode dossier) {
        return mandatory(dossier, DOSSIER_MANDATORY)
                .or(() -> status(dossier, "TrangThaiHoSo"))
                .or(() -> oneOf(dossier, "LoaiDoiTuong", "1234"))
                .or(() -> oneOf(dossier, "HinhThuc", "01"))
                .or(() -> dates(dossier, DOSSIER_DATES))
                .or(() -> limits(dossier, DOSSIER_LIMITS))
                .or(() -> rows(dossier));
    }

    static Optional<Refusal> checkStep(JsonNode step) {
        return mandatory(step, STEP_MANDATORY)
                .or(() -> status(step, "TrangThai"))
                .or(() -> dates(step, STEP_DATES))
                .or(() -> limits(step, STEP_LIMITS));
    }

    /** The status code 1 to 10; 0 when it is none. */
    static int statusOf(JsonNode dossier) {
        return statusCode(dossier.path("TrangThaiHoSo").asText(""));
    }

    static boolean has(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && !value.asText("").isEmpty();
    }

    /** The revision that sample days write into the summary, so that order can be checked end to end; 0 without one. */
    static int revisionMarker(JsonNode dossier) {
        String summary = dossier.path("TrichYeuHoSo").asText("");
        if (!summary.startsWith(MARKER)) {
            return 0;
        }
        int value = 0;
        for (int i = MARKER.length(); i < summary.length() && i < MARKER.length() + 8; i++) {
            char c = summary.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** The instant of a progress step as the number it is written as. */
    static long at(JsonNode step) {
        return Long.parseLong(step.path("ThoiDiemXuLy").asText());
    }

    private static Optional<Refusal> mandatory(JsonNode object, List<String> fields) {
        for (String field : fields) {
            JsonNode value = object.get(field);
            if (value == null || value.isNull()) {
                return refusal("missing-" + field, "Thiếu trường bắt buộc: " + field);
            }
            if (!value.isTextual()) {
                return refusal("not-text-" + field, "Trường " + field + " phải là chuỗi ký tự");
            }
            if (value.textValue().isBlank()) {
                return refusal("empty-" + field, "Trường bắt buộc không được để trống: " + field);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> status(JsonNode object, String field) {
        return statusCode(object.path(field).asText("")) == 0
                ? refusal("code-" + field, "Giá trị không có trong danh mục: " + field)
                : Optional.empty();
    }

    private static int statusCode(String text) {
        if (text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '9') {
            return text.charAt(0) - '0';
        }
        return text.equals("10") ? 10 : 0;
    }

    private static Optional<Refusal> oneOf(JsonNode object, String field, String letters) {
        String text = object.path(field).asText("");
        return text.length() == 1 && letters.contains(text)
                ? Optional.empty()
                : refusal("code-" + field, "Giá trị không có trong danh mục: " + field);
    }

    private static Optional<Refusal> dates(JsonNode object, List<String> fields) {
        for (String field : fields) {
            JsonNode value = object.get(field);
            if (value != null && !value.asText("").isEmpty() && !isDate(value)) {
                return refusal("date-" + field, "Sai định dạng ngày (yyyyMMddHHmmss): " + field);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> limits(JsonNode object, List<Limit> limits) {
        for (Limit limit : limits) {
            String text = object.path(limit.field()).asText("");
            if (text.length() > limit.characters() && text.codePointCount(0, text.length()) > limit.characters()) {
                return refusal("long-" + limit.field(), limit.field() + " vượt quá " + limit.characters() + " ký tự");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> rows(JsonNode dossier) {
        Optional<Refusal> refusal = Optional.empty();
        for (JsonNode file : dossier.path("TaiLieuNop")) {
            refusal = refusal.or(() -> limits(file, List.of(new Limit("TenTepDinhKem", 4_000))));
        }
        for (JsonNode paper : dossier.path("DanhSachTepDinhKemKhac")) {
            refusal = refusal.or(() -> limits(paper, List.of(new Limit("TenGiayTo", 2_000))));
        }
        for (JsonNode supplement : dossier.path("DanhSachHoSoBoSung")) {
            refusal = refusal.or(() -> dates(supplement, SUPPLEMENT_DATES));
        }
        return refusal;
    }

    private static Optional<Refusal> refusal(String reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }

    private static boolean isDate(JsonNode value) {
        if (!value.isTextual() || value.textValue().length() != 14) {
            return false;
        }
        String text = value.textValue();
        for (int i = 0; i < 14; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        int year = number(text, 0, 4);
        int month = number(text, 4, 6);
        int day = number(text, 6, 8);
        return year >= 1900
                && year < 2200
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(year, month)
                && number(text, 8, 10) < 24
                && number(text, 10, 12) < 60
                && number(text, 12, 14) < 60;
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }
}
