package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.hub.intake.ProblemDocument.Retry;
import vn.lienthong.hub.vocabulary.Problem;

/** What all faces of the intake do first: is the method one of ours, and who calls? */
abstract class HubServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Sources sources;
    private final transient SmallBodies bodies;
    private final String allow;
    private final Set<String> methods;

    HubServlet(Sources sources, SmallBodies bodies, String... methods) {
        this.sources = sources;
        this.bodies = bodies;
        this.methods = Set.of(methods);
        this.allow = String.join(", ", methods);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!methods.contains(request.getMethod())) {
            response.setHeader("Allow", allow);
            bodies.refuse(request, response, otherMethod(request));
            return;
        }
        Optional<Source> caller = sources.caller(
                request.getHeader("Authorization"),
                request.getRemoteAddr(),
                request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null);
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"lienthong-hub\", charset=\"UTF-8\"");
            bodies.refuse(request, response, unknownCaller());
            return;
        }
        serve(caller.get(), request, response);
    }

    final SmallBodies bodies() {
        return bodies;
    }

    /** Answers a call whose method and caller are known. */
    abstract void serve(Source source, HttpServletRequest request, HttpServletResponse response) throws IOException;

    private ProblemDocument otherMethod(HttpServletRequest request) {
        return ProblemDocument.of(
                405,
                new Problem(
                        "method-not-allowed",
                        "This address does not know the method.",
                        Shapes.shown(request.getMethod()),
                        "Use " + allow + "; see /openapi.yaml."),
                Retry.NEVER);
    }

    private static ProblemDocument unknownCaller() {
        return ProblemDocument.of(
                401,
                new Problem(
                        "unknown-caller",
                        "The hub does not know who calls.",
                        "no credential, or a wrong one",
                        "Send Authorization: Basic or Bearer with the secret configured for this source."),
                Retry.NEVER);
    }
}
