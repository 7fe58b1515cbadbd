package vn.lienthong.hub.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import vn.lienthong.hub.journal.Journal;

/** The intake in a real servlet container on a free port of loopback, without Spring. */
final class RunningIntake implements AutoCloseable {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    private static final Logger QUIET = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final IntakeServlets servlets;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private RunningIntake(IntakeServlets servlets) {
        this.servlets = servlets;
    }

    static RunningIntake start(Journal journal, Sources sources, IntakeSettings settings, Clock clock) {
        try {
            Path folder = Files.createTempDirectory("lienthong-intake");
            Intake intake = Intake.of(journal, Readers.READER, settings, clock);
            RunningIntake running = new RunningIntake(new IntakeServlets(
                    intake, sources, settings, ContentStore.folder(folder.resolve("attachments")), clock));
            running.begin(folder, settings);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(Path folder, IntakeSettings settings) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("connectionTimeout", "60000");
        connector.setProperty("disableUploadTimeout", "false");
        connector.setProperty(
                "connectionUploadTimeout", Long.toString(settings.batchIdle().toMillis()));
        tomcat.setConnector(connector);
        QUIET.setLevel(Level.SEVERE);
        Context context = tomcat.addContext("", null);
        for (IntakeServlets.Mount mount : servlets.mounts()) {
            Wrapper wrapper =
                    Tomcat.addServlet(context, mount.servlet().getClass().getSimpleName(), mount.servlet());
            wrapper.setAsyncSupported(true);
            context.addServletMappingDecoded(mount.pattern(), wrapper.getName());
        }
        tomcat.getHost().getPipeline().addValve(new Leaving());
        tomcat.start();
    }

    /** Lets the intake end a call without the rest of its body, as the application's own valve does. */
    private static final class Leaving extends ValveBase {
        Leaving() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable leave = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            request.setAttribute(IntakeServlets.LEAVE, leave);
            getNext().invoke(request, response);
            if (!request.isAsync() && !request.isFinished()) {
                leave.run();
            }
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            servlets.close();
        }
    }
}
