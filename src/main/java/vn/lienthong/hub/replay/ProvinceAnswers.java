package vn.lienthong.hub.replay;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns what the desk answers into an HTTP answer, good or spoilt by the weather. */
final class ProvinceAnswers extends AskedByName {
    static final String NAME = "fake-province";
    /** Where services made with Spring show their contract. */
    private static final String API_DOCS = "/v3/api-docs";

    private static final int DRIPS = 8;
    private static final Charset VIETNAMESE = Charset.forName("windows-1258");
    private static final String EPOCH = "Thu, 01 Jan 1970 00:00:00 GMT";
    private static final String CLOSED = "Hệ thống chỉ tiếp nhận hồ sơ trong giờ hành chính";
    private static final String HTML = "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
            + "<title>Cổng dịch vụ công</title></head><body><h1>Hệ thống đang bảo trì</h1>"
            + "<p>Vui lòng quay lại sau. Yêu cầu của bạn chưa được xử lý thành công.</p></body></html>";

    private final ProvinceDesk desk;
    private final Supplier<Optional<SoapWindow>> soap;
    private final Supplier<Optional<GatewayWindow>> gateway;
    private final Supplier<Optional<RecordedWindow>> recorded;
    private final FakeProvince.Settings settings;

    /**
     * @param soap the window where SOAP is spoken, if it is open
     * @param gateway the window behind the gateway, if it is open
     * @param recorded the window where recorded exchanges answer, if it is open
     */
    ProvinceAnswers(
            ProvinceDesk desk,
            Supplier<Optional<SoapWindow>> soap,
            Supplier<Optional<GatewayWindow>> gateway,
            Supplier<Optional<RecordedWindow>> recorded,
            FakeProvince.Settings settings) {
        this.desk = desk;
        this.soap = soap;
        this.gateway = gateway;
        this.recorded = recorded;
        this.settings = settings;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl();
        Optional<RecordedWindow> known = path.startsWith(RecordedAnswers.PREFIX) ? recorded.get() : Optional.empty();
        if (known.isPresent()) {
            return answer(known.get()
                    .take(
                            request.getMethod().getName(),
                            path,
                            request.getHeader("X-Hub-Operation"),
                            request.getBody()));
        }
        Optional<SoapWindow> window = path.startsWith(SoapWindow.PATH) ? soap.get() : Optional.empty();
        if (window.isPresent() && path.startsWith(SoapWindow.PATH + "?")) {
            String query = path.substring(SoapWindow.PATH.length() + 1);
            return right(window.get().description(query, request.getPort())).build();
        }
        Optional<Reply> form = path.equals(API_DOCS) ? soap.get().flatMap(SoapWindow::openApi) : Optional.empty();
        if (form.isPresent()) {
            return right(form.get()).build();
        }
        Optional<GatewayWindow> behind = path.startsWith(GatewayWindow.PREFIX) ? gateway.get() : Optional.empty();
        if (behind.isPresent()
                && (request.getMethod().equals(RequestMethod.POST)
                        || request.getMethod().equals(RequestMethod.GET))) {
            return answer(behind.get().take(path, request.getHeader("Authorization"), request.getBody()));
        }
        boolean xml = window.isPresent() && path.equals(SoapWindow.PATH);
        boolean login = path.equals("/mapi/login");
        if (!xml && !login && !path.equals("/mapi/g")) {
            return text(404, "Không tìm thấy địa chỉ").build();
        }
        if (!request.getMethod().equals(RequestMethod.POST)) {
            return text(405, "Chỉ nhận phương thức POST").build();
        }
        return answer(xml ? window.get().take(request.getBody()) : json(login, request.getBody()));
    }

    private Reply json(boolean login, byte[] body) {
        return login ? desk.login(body) : desk.service(body);
    }

    /** As the weather has it. */
    ResponseDefinition answer(Reply reply) {
        Reply written = reply;
        for (Misbehaviour.Kind kind : reply.hits()) {
            written = kind == Misbehaviour.Kind.WRONG_CHARSET ? miswritten(written) : written;
        }
        ResponseDefinitionBuilder answer = right(written);
        for (Misbehaviour.Kind kind : reply.hits()) {
            answer = switch (kind.part()) {
                case WHOLE -> instead(kind, written);
                case LENGTH -> half(written);
                case DOOR, CONTENT, WRITING, PACE -> answer;
            };
        }
        return paced(answer, reply).build();
    }

    /** What comes in place of the answer. */
    private static ResponseDefinitionBuilder instead(Misbehaviour.Kind kind, Reply reply) {
        return switch (kind) {
            case DOWN -> text(503, "Hệ thống tạm ngừng phục vụ");
            case BUSY -> text(503, "Hệ thống đang quá tải").withHeader("Retry-After", "1");
            case TOO_MANY -> tooMany(reply);
            case BROKEN -> html(500);
            case BAD_GATEWAY -> html(502);
            case HTML_WITH_200 -> html(200);
            case EMPTY_200 -> new ResponseDefinitionBuilder().withStatus(200);
            case FAULT -> reply.xml() ? fault() : new ResponseDefinitionBuilder().withStatus(500);
            case FAULT_INSIDE_200 ->
                reply.xml() ? fault().withStatus(200) : json("{\"status\":500,\"error\":\"Internal Server Error\"}");
            case CLOCK_SKEW ->
                text(503, "Hệ thống đang quá tải").withHeader("Date", EPOCH).withHeader("Retry-After", EPOCH);
            case OFFICE_CLOSED ->
                reply.xml() ? text(503, CLOSED) : json("{\"error_code\":\"-1\",\"message\":\"" + CLOSED + "\"}");
            case RESET -> new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case GARBAGE -> new ResponseDefinitionBuilder().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            default -> right(reply); // its words say it
        };
    }

    private ResponseDefinitionBuilder paced(ResponseDefinitionBuilder answer, Reply reply) {
        for (Misbehaviour.Kind kind : reply.hits()) {
            switch (kind) {
                case SLOW -> {
                    return answer.withFixedDelay(millis(settings.slowness()));
                }
                case SLOW_DRIP -> {
                    int slowness = millis(settings.slowness());
                    // Where there is nothing to drip WireMock answers at once.
                    return hasBody(answer.build())
                            ? answer.withChunkedDribbleDelay(DRIPS, slowness)
                            : answer.withFixedDelay(slowness);
                }
                case TIMEOUT_AFTER_COMMIT -> {
                    return answer.withFixedDelay(millis(settings.silence()));
                }
                case OUT_OF_ORDER -> {
                    double share = Chance.unit(Chance.mix(reply.variation(), 3));
                    return answer.withFixedDelay((int) Math.round(millis(settings.slowness()) * share));
                }
                default -> {
                    // no matter of time
                }
            }
        }
        return delayed(answer, reply);
    }

    private static boolean hasBody(ResponseDefinition answer) {
        byte[] body = answer.getByteBody();
        return answer.getFault() == null && body != null && body.length > 0;
    }

    private static ResponseDefinitionBuilder tooMany(Reply reply) {
        ResponseDefinitionBuilder answer = text(429, "Quá nhiều yêu cầu");
        return (reply.variation() & 1) == 0 ? answer.withHeader("Retry-After", "1") : answer;
    }

    /** Promises the whole answer and stops in the middle. */
    private static ResponseDefinitionBuilder half(Reply reply) {
        byte[] body = reply.body();
        return new ResponseDefinitionBuilder()
                .withStatus(reply.status())
                .withHeader("Content-Type", reply.type())
                .withHeader("Content-Length", Integer.toString(body.length))
                .withBody(Arrays.copyOf(body, body.length / 2));
    }

    private static ResponseDefinitionBuilder right(Reply reply) {
        ResponseDefinitionBuilder answer = new ResponseDefinitionBuilder()
                .withStatus(reply.status())
                .withHeader("Content-Type", reply.type())
                .withBody(reply.body());
        reply.headers().forEach(answer::withHeader);
        return answer;
    }

    private static ResponseDefinitionBuilder json(String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /** What has no place in that charset becomes a question mark, as it does there. */
    private static Reply miswritten(Reply reply) {
        return reply.withBody(new String(reply.body(), StandardCharsets.UTF_8).getBytes(VIETNAMESE));
    }

    private static ResponseDefinitionBuilder fault() {
        return new ResponseDefinitionBuilder()
                .withStatus(500)
                .withHeader("Content-Type", "text/xml; charset=UTF-8")
                .withBody(SoapWindow.fault());
    }

    private ResponseDefinitionBuilder delayed(ResponseDefinitionBuilder answer, Reply reply) {
        if (settings.latency().isZero()) {
            return answer;
        }
        double factor = 0.5 + Chance.unit(Chance.mix(reply.variation(), 2));
        return answer.withFixedDelay((int) Math.round(millis(settings.latency()) * factor));
    }

    private static ResponseDefinitionBuilder html(int status) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody(HTML.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseDefinitionBuilder text(int status, String words) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/plain; charset=utf-8")
                .withBody(words.getBytes(StandardCharsets.UTF_8));
    }

    private static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }
}
