package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;

/**
 * {@code POST /v1/ward-books}: takes a book and answers with what was found in it. A servlet beside Spring's, which would read the form
 * again that {@link Gate} has received.
 */
final class WardBookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String PATH = "/v1/ward-books";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Set<String> NAMES = Set.of("unit", "dryRun", "answer");

    private final transient WardBookDesk desk;
    private final transient Predicate<String> isUnit;
    private final transient Access access;

    WardBookServlet(WardBookDesk desk, Predicate<String> isUnit, Access access) {
        this.desk = desk;
        this.isUnit = isUnit;
        this.access = access;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            access.operator(request);
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new ApiFailure(
                        405,
                        new Problem(
                                "method-not-allowed",
                                "This address does not know the method.",
                                ApiFailure.shown(request.getMethod()),
                                "Use POST; see /openapi.yaml."),
                        "never");
            }
            answer(request, response);
        } catch (ApiFailure failure) {
            problem(response, failure);
        } catch (JournalUnavailable away) {
            problem(
                    response,
                    new ApiFailure(
                            503,
                            new Problem(
                                    "journal-unavailable",
                                    "The journal is out of reach; rows that were taken before stay taken.",
                                    "see /actuator/health",
                                    "Send the same book again after the time in Retry-After: it takes only what is new."),
                            "later"));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Gate.body(request);
        BookUpload upload = BookUpload.of(request.getContentType(), body == null ? new byte[0] : body);
        Map<String, String> said = new HashMap<>(query(request.getQueryString()));
        upload.fields().forEach(said::putIfAbsent);
        Parameters parameters = Parameters.only(said, NAMES);
        String unit = unit(parameters.text("unit"));
        boolean dryRun = oneOf(parameters, "dryRun", "false", "true").equals("true");
        boolean asBook = oneOf(parameters, "answer", "json", "book").equals("book");
        WardBookDesk.Result result = dryRun ? desk.check(upload.book(), unit) : desk.take(upload.book(), unit);
        if (!result.report().readable()) {
            throw unreadable(result.report());
        }
        if (asBook && !result.report().returned().isEmpty()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            result.book().write(out, result.report(), true);
            response.setHeader("Content-Disposition", "attachment; filename=\"tra-lai.xlsx\"");
            write(response, 200, XLSX, out.toByteArray());
            return;
        }
        ObjectNode node = BookJson.of(result.report());
        node.put("dryRun", dryRun).put("accepted", result.accepted()).put("repeated", result.repeated());
        write(response, 200, "application/json", bytes(node));
    }

    private static Map<String, String> query(@Nullable String query) {
        MultiValueMap<String, String> all =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        Map<String, String> once = new HashMap<>();
        Parameters.once(all)
                .forEach((name, value) ->
                        once.put(name, value == null ? "" : java.net.URLDecoder.decode(value, StandardCharsets.UTF_8)));
        return once;
    }

    private @Nullable String unit(@Nullable String unit) {
        if (unit == null || unit.isEmpty()) {
            return null;
        }
        if (!isUnit.test(unit)) {
            throw ApiFailure.badParameter("unit", unit, "21607");
        }
        return unit;
    }

    private static String oneOf(Parameters parameters, String name, String usual, String other) {
        String text = parameters.text(name);
        if (text == null || text.equals(usual)) {
            return usual;
        }
        if (!text.equals(other)) {
            throw ApiFailure.badParameter(name, text, other);
        }
        return other;
    }

    private static ApiFailure unreadable(BookReport report) {
        Finding why = report.findings().get(0);
        return new ApiFailure(
                422,
                new Problem(
                        why.code(),
                        why.what().en() + " " + why.what().vi(),
                        why.found().en(),
                        why.cure().en() + " " + why.cure().vi()),
                "never");
    }

    private static void problem(HttpServletResponse response, ApiFailure failure) throws IOException {
        ApiProblems.headers(failure).forEach((name, values) -> response.setHeader(name, values.get(0)));
        write(response, failure.status(), "application/problem+json", bytes(failure.json()));
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
