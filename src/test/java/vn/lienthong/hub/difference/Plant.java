package vn.lienthong.hub.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/** Real differences, each of another kind, that are put into the last message of an exchange if it has a place for it. */
enum Plant {
    ANOTHER_CODE(
            Kind.VALUE,
            "",
            leg -> request(
                    leg,
                    body -> json(
                            body,
                            node -> node.isTextual() && node.asText().matches("\\d\\.\\d{6}.*"),
                            node -> text(node.asText() + "9")))),
    A_NUMBER_AS_TEXT(
            Kind.TYPE, "", leg -> answer(leg, body -> json(body, JsonNode::isInt, node -> text(node.asText())))),
    A_TIME_GONE(Kind.MISSING, "/", leg -> request(leg, body -> cut(body, "\"NgayTiepNhan\"\\s*:\\s*\"[^\"]*\"\\s*,"))),
    A_NEW_FIELD(Kind.EXTRA, "/truongMoi", leg -> answer(leg, Plant::withNewField)),
    ANOTHER_NAMESPACE(
            Kind.NAMESPACE,
            "/",
            leg -> answer(
                    leg,
                    body -> swapped(
                            body, "<(err\\w+|ketQua|\\w+Return|return)>(?=[^<]*</\\1>)", "<$1 xmlns=\"urn:khac\">"))),
    AN_ELEMENT_GONE(
            Kind.MISSING,
            "/",
            leg -> request(
                    leg, body -> body.contains("Envelope") ? cut(body, "<(?:ma|Ma|so|So)\\w+>[^<]+</\\w+>") : null)),
    WITHIN_BASE64(Kind.VALUE, "/(base64)/(json)/", leg -> request(leg, Plant::packed)),
    ANOTHER_STATUS(Kind.VALUE, "/(status)", leg -> first(leg, "HTTP/1.1 200", "HTTP/1.1 503")),
    A_PAGE_INSTEAD(
            Kind.FORMAT,
            "/(body)",
            leg -> answer(leg, body -> body.startsWith("{") ? "<html><body>Bảo trì</body></html>" : null)),
    NO_ANSWER(
            Kind.MISSING,
            "/(answer)",
            leg -> leg.answer() == null
                    ? null
                    : new Leg(leg.operation(), leg.request(), null, "ANSWER_TIMEOUT", 1, false, false)),
    DECOMPOSED(
            Kind.UNICODE,
            "",
            leg -> request(
                    leg,
                    body -> json(
                            body,
                            Plant::hasMarks,
                            node -> text(Normalizer.normalize(node.asText(), Normalizer.Form.NFD))))),
    ANOTHER_WAY(Kind.VALUE, "/(target)", leg -> target(leg));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kind kind;
    private final String place;
    private final UnaryOperator<@Nullable Leg> edit;

    Plant(Kind kind, String place, UnaryOperator<@Nullable Leg> edit) {
        this.kind = kind;
        this.place = place;
        this.edit = edit;
    }

    Kind kind() {
        return kind;
    }

    /** What the path of the difference contains. */
    String place() {
        return place;
    }

    /** The exchange with the difference; null when it has no place for it. */
    @Nullable
    RecordedExchange in(RecordedExchange exchange) {
        List<Leg> legs = new ArrayList<>(exchange.legs());
        int last = legs.size() - 1;
        Leg other = edit.apply(legs.get(last));
        if (other == null) {
            return null;
        }
        legs.set(last, other);
        return new RecordedExchange(exchange.about(), exchange.record(), legs, exchange.ignore(), exchange.notes());
    }

    private static boolean hasMarks(JsonNode node) {
        return node.isTextual()
                && !Normalizer.isNormalized(node.asText(), Normalizer.Form.NFD)
                && Normalizer.isNormalized(node.asText(), Normalizer.Form.NFC);
    }

    private static JsonNode text(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    private static @Nullable Leg request(Leg leg, UnaryOperator<@Nullable String> edit) {
        byte[] other = edited(leg.request(), edit);
        return other == null
                ? null
                : new Leg(
                        leg.operation(),
                        other,
                        leg.answer(),
                        leg.failure(),
                        leg.tookMillis(),
                        leg.headMade(),
                        leg.mayRepeat());
    }

    private static @Nullable Leg answer(Leg leg, UnaryOperator<@Nullable String> edit) {
        byte[] before = leg.answer();
        byte[] other = before == null ? null : edited(before, edit);
        return other == null ? null : answered(leg, other);
    }

    private static Leg answered(Leg leg, byte[] answer) {
        return new Leg(
                leg.operation(),
                leg.request(),
                answer,
                leg.failure(),
                leg.tookMillis(),
                leg.headMade(),
                leg.mayRepeat());
    }

    private static byte @Nullable [] edited(byte[] bytes, UnaryOperator<@Nullable String> edit) {
        HttpBytes message = HttpBytes.parse(bytes);
        String body = edit.apply(new String(message.body(), StandardCharsets.UTF_8));
        return body == null
                ? null
                : new HttpBytes(message.first(), message.headers(), body.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static @Nullable Leg first(Leg leg, String from, String to) {
        byte[] before = leg.answer();
        HttpBytes answer = before == null ? null : HttpBytes.parse(before);
        return answer == null || !answer.first().startsWith(from)
                ? null
                : answered(
                        leg, new HttpBytes(answer.first().replace(from, to), answer.headers(), answer.body()).bytes());
    }

    private static @Nullable Leg target(Leg leg) {
        HttpBytes request = HttpBytes.parse(leg.request());
        String[] parts = request.first().split(" ", 3);
        if (parts[1].length() < 2 || parts[1].contains("?")) {
            return null;
        }
        String other = parts[0] + " " + parts[1] + "2 " + parts[2];
        return new Leg(
                leg.operation(),
                new HttpBytes(other, request.headers(), request.body()).bytes(),
                leg.answer(),
                leg.failure(),
                leg.tookMillis(),
                leg.headMade(),
                leg.mayRepeat());
    }

    private static @Nullable String cut(String body, String what) {
        return swapped(body, what, "");
    }

    private static @Nullable String swapped(String body, String what, String by) {
        Matcher found = Pattern.compile(what).matcher(body);
        return found.find() ? found.replaceFirst(by) : null;
    }

    private static @Nullable String withNewField(String body) {
        return tree(body) instanceof ObjectNode object
                ? object.put("truongMoi", "x").toString()
                : null;
    }

    private static @Nullable JsonNode tree(String body) {
        try {
            return body.startsWith("{") ? JSON.readTree(body) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The first leaf that fits becomes another one. */
    private static @Nullable String json(String body, Predicate<JsonNode> fits, UnaryOperator<JsonNode> other) {
        JsonNode tree = tree(body);
        return tree != null && changed(tree, fits, other) ? tree.toString() : null;
    }

    private static boolean changed(JsonNode tree, Predicate<JsonNode> fits, UnaryOperator<JsonNode> other) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (fits.test(field.getValue())) {
                    object.set(field.getKey(), other.apply(field.getValue()));
                    return true;
                }
            }
        }
        for (JsonNode child : tree) {
            if (changed(child, fits, other)) {
                return true;
            }
        }
        return false;
    }

    /** A procedure's code in JSON in base64 in XML. */
    private static @Nullable String packed(String body) {
        Matcher runs = Pattern.compile("[A-Za-z0-9+/]{80,}={0,2}").matcher(body);
        while (runs.find()) {
            String inner = new String(
                    Base64.getDecoder().decode(runs.group().length() % 4 == 0 ? runs.group() : ""),
                    StandardCharsets.UTF_8);
            String other = inner.startsWith("{") ? swapped(inner, "(\"maLoaiHoSo\":\"[^\"]+)\"", "$19\"") : null;
            if (other != null) {
                return body.substring(0, runs.start())
                        + Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8))
                        + body.substring(runs.end());
            }
        }
        return null;
    }
}
