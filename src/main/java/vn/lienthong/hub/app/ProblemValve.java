package vn.lienthong.hub.app;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.intake.IntakeServlets;
import vn.lienthong.hub.intake.ProblemDocument;

/**
 * Tomcat's last word on a call: what it refuses by itself becomes a problem document instead of a web page. It also sees to it that no thread
 * waits for the rest of a body that nobody wants.
 */
final class ProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable leave = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        request.setAttribute(IntakeServlets.LEAVE, leave);
        super.invoke(request, response);
        if (!request.isAsync() && !request.isFinished()) {
            leave.run();
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        ApiFailure failure = ContainerProblems.of(response.getStatus(), cause);
        byte[] body = failure.document().json();
        try {
            response.setStatus(failure.status());
            if (failure.isUnavailable()) {
                response.setHeader("Retry-After", ApiProblems.RETRY_SECONDS);
            }
            response.setContentType(ProblemDocument.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody heard what was wrong with a call: {}", gone.toString());
        }
    }
}
