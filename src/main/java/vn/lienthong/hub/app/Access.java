package vn.lienthong.hub.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.intake.Sources;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Who may ask and act: the configured operators and sources, by Basic or Bearer. While no operator is configured, whoever calls from
 * this machine without a credential is an unnamed operator; while no source is configured either, whatever credential he sends, as
 * pushing takes it.
 */
final class Access {
    private final Sources operators;
    private final Sources sources;

    Access(Sources operators, Sources sources) {
        this.operators = operators;
        this.sources = sources;
    }

    /** Whoever calls: a source, an operator. */
    Caller caller(HttpServletRequest request) {
        String credential = request.getHeader("Authorization");
        String address = request.getRemoteAddr();
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (credential != null && !sources.isDemoOnly()) {
            Optional<Source> source = sources.caller(credential, address, forwarded);
            if (source.isPresent()) {
                return new Caller(source.get().name(), false, true);
            }
        }
        boolean named = !operators.isDemoOnly();
        if (!named && credential != null && !sources.isDemoOnly()) {
            throw unauthorized();
        }
        return operators
                .caller(credential, address, forwarded)
                .map(operator -> new Caller(operator.name(), true, named))
                .orElseThrow(Access::unauthorized);
    }

    /** The caller, if it is one who may see everything and act. */
    Caller operator(HttpServletRequest request) {
        Caller caller = caller(request);
        if (!caller.operator()) {
            throw new ApiFailure(
                    403,
                    new Problem(
                            "operators-only",
                            "This call is for operators.",
                            "the credential of source " + caller.name(),
                            "Use an account of hub.operators."),
                    "never");
        }
        return caller;
    }

    private static ApiFailure unauthorized() {
        return new ApiFailure(
                401,
                new Problem(
                        "no-credential",
                        "The call needs the credential of an operator or source.",
                        "none, or one that is not known",
                        "Send Bearer SECRET, or Basic with name and secret, of an account of hub.operators or hub.sources."),
                "never");
    }
}
