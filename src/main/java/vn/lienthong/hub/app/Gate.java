package vn.lienthong.hub.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.SmallBodies;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.wardbook.WardBooks;

/**
 * Stands before the query API and the acts: judges who calls before any of a body is read, then receives the body of an act within its limits,
 * without a thread that waits for it. The controllers find it with the call. The intake's own faces judge for themselves.
 */
final class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /** Where the calls are that it stands before. */
    static final String[] PATTERNS = {
        "/v1/submissions/*",
        "/v1/transfers/*",
        "/v1/dossiers/*",
        "/v1/balance/*",
        "/v1/forecast/*",
        "/v1/holds/*",
        "/v1/ward-books/*",
        "/v1/unmapped-codes/*",
        "/v1/outcomes/*",
        "/v1/reload/*",
        "/v1/rerun/*",
        "/v1/record/*",
        "/v1/audit/*",
        "/v1/retention/*",
        "/v1/pull-days/*",
        "/v1/switchovers/*",
        "/v1/switchover-steps/*",
        "/v1/timeliness/*",
        "/v1/rehearsals/*",
        "/v1/last-known/*",
        "/v1/reconciliations/*",
        "/v1/switchover-plan/*",
        "/v1/switchover-waves/*",
        "/v1/units/*",
        "/v1/unit-reforms/*",
        "/v1/history-loads/*",
        "/v1/contract-drift/*"
    };

    private static final String BODY = Gate.class.getName() + ".body";
    private static final List<String> ACTS = List.of(
            "/v1/transfers/",
            "/v1/holds",
            WardBookServlet.PATH,
            "/v1/reload",
            "/v1/rerun",
            "/v1/audit/verify",
            "/v1/pull-days",
            "/v1/switchover-waves",
            "/v1/history-loads",
            "/v1/switchovers",
            "/v1/rehearsals",
            "/v1/reconciliations",
            "/v1/record");
    private static final SmallBodies.Limits ACT = new SmallBodies.Limits(64 << 10, Duration.ofSeconds(10));
    /** A book, and the form around it. */
    private static final SmallBodies.Limits BOOK =
            new SmallBodies.Limits(WardBooks.mostBytes() + (64 << 10), Duration.ofSeconds(60));

    private final transient Access access;
    private final transient SmallBodies bodies;

    Gate(Access access, SmallBodies bodies) {
        this.access = access;
        this.bodies = bodies;
    }

    /** The body of an act as it was received; null when none came. */
    static byte @Nullable [] body(HttpServletRequest request) {
        return (byte[]) request.getAttribute(BODY);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isIntakes(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean act = request.getMethod().equals("POST")
                && ACTS.stream().anyMatch(path -> request.getRequestURI().startsWith(request.getContextPath() + path));
        try {
            if (act) {
                access.operator(request);
            } else {
                access.caller(request);
            }
        } catch (ApiFailure failure) {
            ApiProblems.headers(failure).forEach((name, values) -> response.setHeader(name, values.get(0)));
            bodies.refuse(request, response, failure.document());
            return;
        }
        if (!SmallBodies.hasBody(request)) {
            chain.doFilter(request, response);
        } else if (act) {
            SmallBodies.Limits limits = isBook(request) ? BOOK : ACT;
            bodies.receive(request, response, limits, body -> handOn(request, body, limits));
        } else {
            bodies.readAway(request, response, ACT.time());
        }
    }

    private static boolean isBook(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + WardBookServlet.PATH);
    }

    private static void handOn(HttpServletRequest request, SmallBodies.Arrived body, SmallBodies.Limits limits) {
        if (body.isOverLimit()) {
            body.refuse(new ApiFailure(
                            413,
                            new Problem(
                                    "too-large",
                                    limits.equals(BOOK)
                                            ? "The book is larger than the hub takes."
                                            : "An act says less than that.",
                                    "more than " + limits.bytes() + " bytes",
                                    limits.equals(BOOK) ? "Split it into several books." : ActBody.EXAMPLE),
                            "never")
                    .document());
            return;
        }
        request.setAttribute(BODY, body.bytes());
        body.dispatch();
    }

    /** Whether the call is one of the intake's own faces. */
    static boolean isIntakes(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return servlet != null && servlet.startsWith(HubAutoConfiguration.INTAKE + "/v1/");
    }
}
