package vn.lienthong.hub.app;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** The runnable hub's own Tomcat; a host application keeps its own as it is. */
final class TomcatSetup implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final Duration batchIdle;

    TomcatSetup(Duration batchIdle) {
        this.batchIdle = batchIdle;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            // A dossier code may hold a slash; %2F stays what it is until the code is read.
            connector.setEncodedSolidusHandling("passthrough");
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                // Of all bodies only those of batches are read by the container's own threads, which wait so long.
                http.setDisableUploadTimeout(false);
                http.setConnectionUploadTimeout(Math.toIntExact(batchIdle.toMillis()));
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
