package vn.lienthong.hub.app;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import vn.lienthong.hub.intake.IntakeSettings;

/** The runnable hub's own Tomcat; a host application keeps its own as it is. */
final class TomcatSetup implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final Duration longestSilence;

    TomcatSetup(IntakeSettings limits) {
        Duration body = limits.bodyTime();
        Duration batch = limits.batchIdle();
        this.longestSilence = body.compareTo(batch) > 0 ? body : batch;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            // A dossier code may hold a slash; %2F stays what it is until the code is read.
            connector.setEncodedSolidusHandling("passthrough");
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                // Once the head of a call is here, the intake has time limits of its own, each with an answer. This one
                // has none.
                http.setDisableUploadTimeout(false);
                http.setConnectionUploadTimeout(
                        Math.toIntExact(longestSilence.multipliedBy(2).toMillis()));
            }
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
                host.getPipeline().addValve(new ProblemValve());
            }
        });
    }

    /** After Spring Boot's own, whose error page it stands before. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
