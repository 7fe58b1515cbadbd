package vn.lienthong.hub.replay;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Turns what the desk answers into an HTTP answer, good or spoilt by the weather. */
final class ProvinceAnswers implements ResponseDefinitionTransformerV2 {
    static final String NAME = "fake-province";
    private static final int DRIPS = 8;
    private static final String HTML = "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
            + "<title>Cổng dịch vụ công</title></head><body><h1>Hệ thống đang bảo trì</h1>"
            + "<p>Vui lòng quay lại sau. Yêu cầu của bạn chưa được xử lý thành công.</p></body></html>";

    private final ProvinceDesk desk;
    private final FakeProvince.Settings settings;

    ProvinceAnswers(ProvinceDesk desk, FakeProvince.Settings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl();
        boolean login = path.equals("/mapi/login");
        if (!login && !path.equals("/mapi/g")) {
            return text(404, "Không tìm thấy địa chỉ").build();
        }
        if (!request.getMethod().equals(RequestMethod.POST)) {
            return text(405, "Chỉ nhận phương thức POST").build();
        }
        Reply reply = login ? desk.login(request.getBody()) : desk.service(request.getBody());
        ResponseDefinitionBuilder answer =
                reply.hit().map(kind -> spoilt(kind, reply)).orElseGet(() -> delayed(json(reply.body()), reply));
        return answer.build();
    }

    private ResponseDefinitionBuilder spoilt(Misbehaviour.Kind kind, Reply reply) {
        return switch (kind) {
            case DOWN -> text(503, "Hệ thống tạm ngừng phục vụ");
            case BUSY -> text(503, "Hệ thống đang quá tải").withHeader("Retry-After", "1");
            case TOO_MANY -> tooMany(reply);
            case BROKEN -> html(500);
            case BAD_GATEWAY -> html(502);
            case HTML_WITH_200 -> html(200);
            case EMPTY_200 -> delayed(new ResponseDefinitionBuilder().withStatus(200), reply);
            case HALF_A_BODY -> half(reply.body());
            case RESET -> new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case GARBAGE -> new ResponseDefinitionBuilder().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            case SLOW -> json(reply.body()).withFixedDelay(millis(settings.slowness()));
            case SLOW_DRIP -> json(reply.body()).withChunkedDribbleDelay(DRIPS, millis(settings.slowness()));
            case TIMEOUT_AFTER_COMMIT -> json(reply.body()).withFixedDelay(millis(settings.silence()));
            case EXPIRED_SESSION, ERROR_INSIDE_200, REFUSED, UNCOUNTED -> delayed(json(reply.body()), reply);
        };
    }

    private static ResponseDefinitionBuilder tooMany(Reply reply) {
        ResponseDefinitionBuilder answer = text(429, "Quá nhiều yêu cầu");
        return (reply.variation() & 1) == 0 ? answer.withHeader("Retry-After", "1") : answer;
    }

    /** Promises the whole answer and stops in the middle. */
    private static ResponseDefinitionBuilder half(byte[] body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withHeader("Content-Length", Integer.toString(body.length))
                .withBody(Arrays.copyOf(body, body.length / 2));
    }

    private ResponseDefinitionBuilder json(byte[] body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
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
