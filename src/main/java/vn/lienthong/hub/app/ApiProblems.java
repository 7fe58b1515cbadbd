package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.vocabulary.Problem;

/** Failures of the query API as problem documents; of our own controllers only, so that a host application keeps its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(annotations = HubApi.class)
final class ApiProblems {
    static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ObjectNode> failed(ApiFailure failure) {
        return answer(failure);
    }

    static ResponseEntity<ObjectNode> answer(ApiFailure failure) {
        HttpHeaders headers = headers(failure);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(failure.json(), headers, HttpStatus.valueOf(failure.status()));
    }

    /** What goes with a failure beside its document. */
    static HttpHeaders headers(ApiFailure failure) {
        HttpHeaders headers = new HttpHeaders();
        if (failure.isUnavailable()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (failure.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"lienthong-hub\", charset=\"UTF-8\"");
        }
        return headers;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> unavailable(JournalUnavailable unavailable) {
        return failed(new ApiFailure(
                503,
                new Problem(
                        "journal-unavailable",
                        "The journal is out of reach; what was done before stays done.",
                        "see /actuator/health",
                        "Send the same again after the time in Retry-After: an act on many then does the rest. Look with holds or transfers at what is done."),
                "later"));
    }
}
