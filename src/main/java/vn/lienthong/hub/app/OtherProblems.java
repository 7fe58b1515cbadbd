package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import vn.lienthong.hub.vocabulary.Problem;

/** Problem documents for calls that reach nothing of the hub's; for the runnable hub only, a host application has its own. */
@RestControllerAdvice
final class OtherProblems {
    private static final Logger LOG = LoggerFactory.getLogger(OtherProblems.class);

    @ExceptionHandler
    ResponseEntity<ObjectNode> nothingThere(NoResourceFoundException nothing) {
        return ApiProblems.answer(new ApiFailure(
                404,
                new Problem(
                        "no-such-call",
                        "There is no call of this name.",
                        nothing.getHttpMethod() + " " + ApiFailure.shown("/" + nothing.getResourcePath()),
                        "See /openapi.yaml for every call."),
                "never"));
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> otherMethod(HttpRequestMethodNotSupportedException other) {
        return ApiProblems.answer(new ApiFailure(
                405,
                new Problem(
                        "method-not-allowed",
                        "This call is made with another method.",
                        other.getMethod(),
                        "Allowed: " + other.getSupportedHttpMethods() + "; see /openapi.yaml."),
                "never"));
    }

    /** What nobody foresaw: told without its message, which may quote a record. */
    @ExceptionHandler
    ResponseEntity<ObjectNode> surprise(Exception surprise) throws Exception {
        if (surprise instanceof ErrorResponse || surprise instanceof ApiFailure) {
            throw surprise;
        }
        LastWords.about(surprise);
        LOG.error("A call failed: {}", surprise.getClass().getName());
        LOG.debug("The call that failed", surprise);
        return ApiProblems.answer(new ApiFailure(
                500,
                new Problem(
                        "hub-fault",
                        "The hub could not answer this call.",
                        surprise.getClass().getSimpleName(),
                        "Try again later; if it comes again, send the hub's log of this time to its makers."),
                "later"));
    }
}
