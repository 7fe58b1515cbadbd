package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.replay.SampleStory.Act;
import vn.lienthong.hub.replay.SampleStory.Event;
import vn.lienthong.hub.vocabulary.Sha256;

/** Writes one record of a dossier: the snapshot after one of its events, sound and in NFC. */
final class SampleWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAY_SECONDS = 86_400;
    private static final String FILE_ADDRESS = "https://mot-cua.gialap.example/tep/";
    private static final List<String> PAPERS = List.of(
            "Tờ khai theo mẫu",
            "Bản sao giấy tờ tùy thân",
            "Giấy chứng sinh",
            "Văn bản ủy quyền",
            "Giấy xác nhận cư trú",
            "Hợp đồng thuê trụ sở",
            "Bản vẽ hiện trạng",
            "Đơn đề nghị");
    private static final List<String> AMOUNTS =
            List.of("2000", "8000", "15000", "50000", "75000", "100000", "300000", "1000000.00");

    private final LocalDate day;
    private final SampleStory story;
    private final String code;

    SampleWriter(LocalDate day, SampleStory story, int runningNumber) {
        this.day = day;
        this.story = story;
        this.code = DossierCode.of(story.unit.agency(), story.receivedOn, runningNumber)
                .text();
    }

    String dossierCode() {
        return code;
    }

    /** The record after the event of the given index. */
    ObjectNode record(int upTo) {
        Dice dice = dice(1);
        Event now = story.events.get(upTo);
        ObjectNode record = JSON.createObjectNode();
        ObjectNode applicant = JSON.createObjectNode();
        SamplePeople.fill(applicant, dice(2), addressWard(dice));
        record.put("dossierCode", code);
        record.put("revision", upTo + 1);
        record.put("procedureCode", dice.chance(0.8) ? story.procedure.localForm() : story.procedure.code());
        record.put("unit", story.unit.code());
        record.put("channel", story.online ? "ONLINE" : story.byPost ? "POST" : "COUNTER");
        if (story.online) {
            record.put("serviceLevel", story.procedure.onlineLevel() >= 4 ? 4 : 3);
        }
        record.put("receiptNumber", "THU-" + dice.digits(10));
        record.put("status", now.act().status);
        record.put(
                "summary",
                "[synthetic r" + (upTo + 1) + "] " + story.procedure.name() + " cho "
                        + applicant.path("name").asText());
        times(record, upTo);
        record.put("returnMethod", dice.chance(0.1) ? "POST" : "COUNTER");
        record.set("applicant", applicant);
        if (dice.chance(0.2)) {
            ObjectNode submitter = record.putObject("submitter");
            submitter.put("kind", "CITIZEN");
            submitter.put("name", SamplePeople.name(dice));
            submitter.put("phone", "0900000" + dice.digits(3));
        }
        boolean done = now.act() == Act.FINISH || now.act() == Act.HAND_OVER;
        papers(record, dice(3), done);
        fees(record, dice(4), upTo);
        steps(record, dice(5), upTo);
        supplements(record, dice(6), upTo);
        record.putObject("extra").put("synthetic", true).put("sampleDay", day.toString());
        return record;
    }

    /** Each part of a record has its own draws: what one part adds later must not change what another one said before. */
    private Dice dice(int part) {
        return new Dice(Chance.mix(story.detailSeed, part));
    }

    private String addressWard(Dice dice) {
        // People of the city's departments live somewhere in the city; most people of a ward live in it.
        return story.unit.ward() ? story.unit.code() : dice.pick(List.of("21556", "21553", "21577", "21589"));
    }

    private void times(ObjectNode record, int upTo) {
        record.put("receivedAt", time(story.events.get(0).at()));
        record.put("dueAt", story.dueOn() + "T17:00:00+07:00");
        for (Event event : story.events.subList(0, upTo + 1)) {
            switch (event.act()) {
                case FINISH, REFUSE, WITHDRAW, STOP -> record.put("finishedAt", time(event.at()));
                case HAND_OVER -> record.put("returnedAt", time(event.at()));
                default -> {
                    // Still open.
                }
            }
        }
    }

    private void papers(ObjectNode record, Dice dice, boolean done) {
        ArrayNode papers = record.putArray("papers");
        ArrayNode attachments = JSON.createArrayNode();
        boolean files = story.online || story.oddity == Oddity.FILE_WITHOUT_ADDRESS || dice.chance(0.3);
        int count = dice.between(1, 4);
        for (int i = 1; i <= count; i++) {
            ObjectNode paper = papers.addObject();
            paper.put("code", "THU.GT." + dice.digits(3));
            paper.put("name", dice.pick(PAPERS));
            paper.put("originals", dice.below(2));
            paper.put("certifiedCopies", dice.below(3));
            paper.put("photocopies", dice.below(2));
            if (files) {
                String id = "a" + i;
                paper.putArray("attachments").add(id);
                attachment(attachments.addObject(), id, "giay-to-" + i + ".pdf");
            }
        }
        boolean resultFile = dice.chance(0.5);
        if (done && resultFile) {
            attachment(attachments.addObject(), "kq1", "ket-qua.pdf");
        }
        if (!attachments.isEmpty()) {
            record.set("attachments", attachments);
        }
        if (done) {
            ObjectNode result = record.putArray("results").addObject();
            @Nullable String kind = story.procedure.resultCode();
            result.put("code", kind == null ? "KQ.THU.000001" : kind);
            result.put("name", "Kết quả: " + story.procedure.name());
            result.put("number", "THU-" + code.substring(code.length() - 4) + "/" + day.getYear());
            result.put("issuedOn", day.toString());
            if (resultFile) {
                result.put("attachment", "kq1");
            }
        }
    }

    private void attachment(ObjectNode attachment, String id, String name) {
        byte[] bytes = attachmentBytes(code, id);
        String hash = HexFormat.of().formatHex(Sha256.of(bytes));
        attachment.put("id", id);
        attachment.put("name", name);
        attachment.put("mediaType", "application/pdf");
        attachment.put("size", bytes.length);
        attachment.put("sha256", hash);
        attachment.put("url", FILE_ADDRESS + hash);
    }

    /** The bytes of an attachment of a sample day: they say what they are. */
    static byte[] attachmentBytes(String dossierCode, String id) {
        String text =
                "%PDF-1.4\n% synthetic attachment " + id + " of dossier " + dossierCode + ", no document\n%%EOF\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void fees(ObjectNode record, Dice dice, int upTo) {
        boolean billed = happened(Act.BILL, upTo) >= 0;
        if (!dice.chance(0.35) && !billed) {
            return;
        }
        ObjectNode fee = record.putArray("fees").addObject();
        fee.put("code", "THU.LP." + dice.digits(2));
        String name = story.procedure.name().toLowerCase(Locale.ROOT);
        fee.put("name", "Lệ phí " + name.substring(0, Math.min(200, name.length())));
        fee.put("kind", "FEE");
        fee.put("amount", dice.pick(AMOUNTS));
        fee.put("due", billed ? "AT_SUPPLEMENT" : "AT_RECEPTION");
        int paid = billed ? happened(Act.PAY, upTo) : happened(Act.RECEIVE, upTo);
        if (paid >= 0) {
            fee.put("paidAt", time(story.events.get(paid).at()));
            fee.put("paidBy", record.path("applicant").path("name").asText());
        }
    }

    private int happened(Act act, int upTo) {
        for (int i = 0; i <= upTo; i++) {
            if (story.events.get(i).act() == act) {
                return i;
            }
        }
        return -1;
    }

    private void steps(ObjectNode record, Dice dice, int upTo) {
        ArrayNode steps = record.putArray("steps");
        int works = 0;
        for (Event event : story.events.subList(0, upTo + 1)) {
            ObjectNode step = steps.addObject();
            step.put("at", time(event.at()));
            step.put("by", SamplePeople.official(dice));
            step.put("position", event.act() == Act.FINISH ? "Lãnh đạo" : "Chuyên viên");
            step.put("department", story.unit.name());
            works += event.act() == Act.WORK ? 1 : 0;
            step.put("note", event.act().note + (event.act() == Act.WORK ? " lần " + works : ""));
            step.put("status", event.act().status);
            step.put("dueAt", story.dueOn() + "T17:00:00+07:00");
        }
    }

    private void supplements(ObjectNode record, Dice dice, int upTo) {
        ArrayNode supplements = JSON.createArrayNode();
        for (Event event : story.events.subList(0, upTo + 1)) {
            if (event.act() == Act.ASK) {
                ObjectNode supplement = supplements.addObject();
                supplement.put("requestedAt", time(event.at()));
                supplement.put("by", SamplePeople.official(dice));
                supplement.put("content", "Bổ sung: " + dice.pick(PAPERS));
            } else if (event.act() == Act.GET && !supplements.isEmpty()) {
                ObjectNode asked = (ObjectNode) supplements.get(supplements.size() - 1);
                asked.put("receivedAt", time(event.at()));
                asked.put("newDueAt", story.dueOn().plusDays(3) + "T17:00:00+07:00");
            }
        }
        if (!supplements.isEmpty()) {
            record.set("supplements", supplements);
        }
    }

    /** ISO 8601 at +07:00 of so many seconds after the midnight of the sample day. */
    private String time(int at) {
        LocalDate date = day.plusDays(Math.floorDiv(at, DAY_SECONDS));
        int second = Math.floorMod(at, DAY_SECONDS);
        return date + "T" + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60) + "+07:00";
    }

    static byte[] bytes(ObjectNode record) {
        try {
            return JSON.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written.", e);
        }
    }

    private static String two(int number) {
        return SamplePeople.two(number);
    }
}
