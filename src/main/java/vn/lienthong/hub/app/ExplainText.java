package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.vocabulary.TransferState;

/** The answer of {@code GET /v1/dossiers/{code}} as a person reads it on a terminal, in English or Vietnamese. */
final class ExplainText {
    private static final String MAY_REPEAT =
            "It is not known whether these steps had arrived: sent again, so that none is lost.";

    /** What a terminal would obey instead of showing it, and marks that turn the writing round. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]+");

    private static final Map<String, String> VIETNAMESE = Map.ofEntries(
            Map.entry("Dossier", "Hồ sơ"),
            Map.entry("from", "từ"),
            Map.entry("unit", "đơn vị"),
            Map.entry("What came", "Đã gửi lên"),
            Map.entry("revision", "bản"),
            Map.entry("bytes", "byte"),
            Map.entry("What was sent and answered", "Đã gửi và được trả lời"),
            Map.entry("Nothing is owed to anybody.", "Không phải gửi cho ai."),
            Map.entry("transfer", "lượt chuyển"),
            Map.entry("to", "tới"),
            Map.entry("cause", "nguyên nhân"),
            Map.entry("why", "vì sao"),
            Map.entry("next", "tiếp theo"),
            Map.entry("who can act", "ai xử lý"),
            Map.entry("if nobody acts", "nếu không ai làm gì"),
            Map.entry("sent", "gửi"),
            Map.entry("answered", "trả lời"),
            Map.entry("no answer", "không có trả lời"),
            Map.entry("what was said cannot be read", "không đọc được nội dung đã trao đổi"),
            Map.entry("pulled as message", "kéo về từ tin"),
            Map.entry("the source is told nothing", "nguồn không cần xác nhận"),
            Map.entry("times", "số lần"),
            Map.entry("the source was told", "đã báo nơi gửi"),
            Map.entry("the source has not been told yet", "chưa báo được nơi gửi"),
            Map.entry("accepted", "đã tiếp nhận"),
            Map.entry("superseded", "đã có bản mới hơn"),
            Map.entry("refused", "bị từ chối"),
            Map.entry("delivered", "bên nhận đã nhận"),
            Map.entry("parked", "tạm giữ"),
            Map.entry("deferred", "hoãn"),
            Map.entry("unclear", "chưa rõ"),
            Map.entry("released", "đã cho đi tiếp"),
            Map.entry("resent", "gửi lại"),
            Map.entry("cancelled", "đã hủy"),
            Map.entry(MAY_REPEAT, "Không rõ các bước này đã tới chưa: gửi lại, để không mất bước nào."));

    private final boolean vietnamese;
    private final StringBuilder text = new StringBuilder();

    private ExplainText(boolean vietnamese) {
        this.vietnamese = vietnamese;
    }

    static String of(JsonNode explanation, Locale language) {
        ExplainText text = new ExplainText(language.getLanguage().equals("vi"));
        text.line(
                0, text.word("Dossier") + " " + explanation.path("dossierCode").asText());
        explanation.path("paths").forEach(text::path);
        return text.text.toString();
    }

    private void path(JsonNode path) {
        line(
                1,
                word("from") + " " + path.path("source").asText() + ", " + word("unit") + " "
                        + path.path("unit").asText());
        line(1, word("What came") + ":");
        for (JsonNode came : path.path("came")) {
            came(came);
        }
        line(1, word("What was sent and answered") + ":");
        if (path.path("transfers").isEmpty()) {
            line(2, word("Nothing is owed to anybody."));
        }
        path.path("transfers").forEach(this::transfer);
    }

    private void came(JsonNode came) {
        String revision = came.has("revision")
                ? word("revision") + " " + came.path("revision").asInt() + ", "
                : "";
        line(
                2,
                came.path("at").asText() + "  " + revision
                        + word(came.path("state").asText()) + ", "
                        + came.path("size").asLong() + " " + word("bytes") + "  ["
                        + came.path("id").asText() + "]");
        came.path("pulled").forEach(this::pulled);
        if (came.has("body")) {
            line(3, came.path("body").asText());
        }
        for (JsonNode problem : came.path("problems")) {
            line(3, problem.asText());
        }
        if (came.has("notOwedWhy")) {
            line(3, sentence(came.path("notOwedWhy")));
        }
        if (came.has("cause")) {
            standing(came);
        }
    }

    private void pulled(JsonNode pulled) {
        String place = pulled.has("place") ? " (" + pulled.path("place").asText() + ")" : "";
        boolean isUntold = pulled.path("acknowledged").asText().equals(PullBook.UNTOLD);
        String told = isUntold
                ? word("the source is told nothing")
                : pulled.has("acknowledged")
                        ? word("the source was told") + " "
                                + pulled.path("acknowledged").asText() + ", "
                                + pulled.path("acknowledgedAt").asText()
                        : word("the source has not been told yet")
                                + (pulled.has("answer")
                                        ? ": " + pulled.path("answer").asText()
                                        : "");
        line(
                3,
                word("pulled as message") + " " + pulled.path("message").asText() + place + ", "
                        + pulled.path("firstAt").asText() + ", "
                        + pulled.path("node").asText() + ", " + word("times") + ": "
                        + pulled.path("times").asInt() + "; " + told);
    }

    private void transfer(JsonNode transfer) {
        line(
                2,
                word("transfer") + " " + transfer.path("id").asText() + ", " + word("revision") + " "
                        + transfer.path("revision").asInt() + ", " + word("to") + " "
                        + transfer.path("destination").asText() + ": "
                        + state(transfer.path("state").asText()));
        transfer.path("events").forEach(this::event);
        standing(transfer);
    }

    private void standing(JsonNode standing) {
        line(3, word("cause") + ": " + standing.path("cause").asText());
        line(3, word("why") + ": " + sentence(standing.path("why")));
        line(3, word("next") + ": " + sentence(standing.path("next")));
        line(3, word("who can act") + ": " + sentence(standing.path("whoCanAct")));
        line(3, word("if nobody acts") + ": " + sentence(standing.path("ifNobodyActs")));
    }

    private void event(JsonNode event) {
        StringBuilder line = new StringBuilder(event.path("at").asText() + "  ");
        line.append(word(event.path("kind").asText()));
        if (event.has("row")) {
            line.append(" (").append(event.path("row").asText()).append(')');
        }
        if (event.has("who")) {
            line.append(", ").append(event.path("who").asText());
        }
        if (event.has("text")) {
            line.append(": ").append(event.path("text").asText());
        }
        line(3, line.toString());
        event.path("exchanges").forEach(this::exchange);
        if (event.has("unreadable")) {
            line(
                    4,
                    word("what was said cannot be read") + ": "
                            + event.path("unreadable").asText());
        }
    }

    private void exchange(JsonNode exchange) {
        if (exchange.path("mayRepeat").asBoolean()) {
            line(4, word(MAY_REPEAT));
        }
        line(
                4,
                word("sent") + " " + exchange.path("operation").asText() + ": "
                        + exchange.path("sent").asText());
        String status = exchange.has("status")
                ? exchange.path("status").asText()
                : word("no answer") + ", " + exchange.path("failure").asText();
        line(
                4,
                word("answered") + " (" + status + ", "
                        + exchange.path("tookMillis").asLong() + " ms): "
                        + exchange.path("answered").asText());
    }

    private String state(String state) {
        return vietnamese ? StandingWords.vietnamese(TransferState.valueOf(state)) : state;
    }

    private String sentence(JsonNode words) {
        return words.path(vietnamese ? "vi" : "en").asText();
    }

    private String word(String english) {
        return vietnamese ? VIETNAMESE.getOrDefault(english, english) : english;
    }

    private void line(int depth, String line) {
        String shown = UNSEEN.matcher(line).replaceAll(" ");
        text.append("  ".repeat(depth)).append(shown.stripTrailing()).append('\n');
    }
}
