package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/** Makes a sound record odd. */
final class SampleOddities {
    private SampleOddities() {}

    /**
     * The bytes of a record with its dossier's oddity.
     *
     * @param first whether it is the dossier's first record of the day
     * @param again whether it is the one sent a second time
     */
    static byte[] bytes(ObjectNode record, Oddity oddity, boolean first, boolean again) {
        return switch (oddity.effect()) {
            case NONE -> harmless(record, oddity);
            case REFUSES_FIRST -> first ? refused(record, oddity) : SampleWriter.bytes(record);
            case PARKS -> parked(record, oddity);
            case SENDS_TWICE -> again ? again(record, oddity) : SampleWriter.bytes(record);
            case SWAPS -> SampleWriter.bytes(record);
        };
    }

    private static byte[] harmless(ObjectNode record, Oddity oddity) {
        switch (oddity) {
            case NFD_TEXT -> {
                return decomposed(SampleWriter.bytes(record));
            }
            case STRAY_SPACES -> strayed(record);
            case EMPTY_FIELDS -> {
                record.putNull("submitter");
                object(record, "applicant").put("email", "").putNull("address");
                record.putArray("papers");
                record.remove("attachments");
                drop(record, "results", "attachment");
            }
            case LONG_SUMMARY ->
                record.put(
                        "summary", record.path("summary").asText() + ", kèm theo nhiều giấy tờ khác nhau".repeat(45));
            case PAGE_MARK -> object(record, "steps", 0).put("note", "Tiếp nhận\u000Bhồ sơ");
            default -> {
                // Sound.
            }
        }
        return SampleWriter.bytes(record);
    }

    private static void strayed(ObjectNode record) {
        for (String field : List.of("dossierCode", "procedureCode", "unit")) {
            record.put(field, " " + record.path(field).asText() + " \t");
        }
        object(record, "applicant")
                .put("phone", "\u00A0" + record.path("applicant").path("phone").asText() + " ");
    }

    private static byte[] refused(ObjectNode record, Oddity oddity) {
        switch (oddity) {
            case BAD_DATE -> record.put("receivedAt", "16/12/2019 08:05");
            case UNKNOWN_STATUS -> record.put("status", "PAUSED");
            case UNKNOWN_UNIT -> record.put("unit", "99999");
            case LOST_ZERO -> {
                ObjectNode identity = object(record, "applicant").putObject("identity");
                identity.put("type", "CCCD").put("number", "52489000000");
            }
            case REVISION_AS_TEXT ->
                record.put("revision", record.path("revision").asText());
            case UNKNOWN_FIELD -> record.put("ghiChu", "trường không có trong lược đồ");
            case MONEY_WITH_DOTS -> record.putArray("fees").addObject().put("amount", "8.000");
            case CONTROL_CHARACTER -> record.put("summary", "[synthetic r1] chuông\u0007");
            case MISSING_NAME -> object(record, "applicant").remove("name");
            case CUT_LINE -> {
                byte[] whole = SampleWriter.bytes(record);
                return Arrays.copyOf(whole, whole.length / 2);
            }
            default -> {
                // Sound.
            }
        }
        return SampleWriter.bytes(record);
    }

    private static byte[] parked(ObjectNode record, Oddity oddity) {
        switch (oddity) {
            case UNKNOWN_PROCEDURE -> record.put("procedureCode", "9.999999.000.00.00.H08");
            case NO_IDENTITY -> object(record, "applicant").remove("identity");
            case FILE_WITHOUT_ADDRESS -> drop(record, "attachments", "url");
            default -> {
                // Sound.
            }
        }
        return SampleWriter.bytes(record);
    }

    private static byte[] again(ObjectNode record, Oddity oddity) {
        return switch (oddity) {
            case REPEATED_OTHERWISE_SPELT ->
                decomposed((" " + record.toPrettyString().replaceAll("\\R\\s*", " ")).getBytes(StandardCharsets.UTF_8));
            case CONFLICT ->
                SampleWriter.bytes(record.put("summary", record.path("summary").asText() + " (sửa)"));
            default -> SampleWriter.bytes(record);
        };
    }

    private static byte[] decomposed(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        return Normalizer.normalize(text, Normalizer.Form.NFD).getBytes(StandardCharsets.UTF_8);
    }

    private static void drop(ObjectNode record, String list, String field) {
        record.path(list).forEach(item -> ((ObjectNode) item).remove(field));
    }

    private static ObjectNode object(ObjectNode record, String field) {
        return (ObjectNode) record.path(field);
    }

    private static ObjectNode object(ObjectNode record, String list, int index) {
        return (ObjectNode) ((ArrayNode) record.path(list)).get(index);
    }
}
