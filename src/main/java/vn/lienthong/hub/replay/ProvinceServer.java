package vn.lienthong.hub.replay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP server under the fake province, on loopback; it can leave its port and come back to it. Thread-safe. */
final class ProvinceServer {
    private static final int THREADS = 64;
    /** Stands in a head of each answer, and the same seed is to give the same bytes. */
    private static final UUID STUB = new UUID(0, 1);

    private final Extension[] extensions;
    private int port;
    private int tlsPort;
    private @Nullable Path key;
    private @Nullable WireMockServer running;

    ProvinceServer(int port, Extension... extensions) {
        this.port = port;
        this.extensions = extensions;
    }

    synchronized int port() {
        return port;
    }

    synchronized boolean listens() {
        return running != null;
    }

    /** Where TLS is spoken; 0: nowhere. */
    synchronized int tlsPort() {
        return tlsPort;
    }

    /** Speaks TLS besides with the key in this store, from the next {@link #listen} on. */
    synchronized void show(Path store) {
        key = store;
    }

    synchronized void listen() {
        if (running != null) {
            return;
        }
        WireMockServer server = new WireMockServer(configuration());
        // Before it listens: else a client that knocks meanwhile is told that there is no such address.
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withTransformers(ProvinceAnswers.NAME))
                .withId(STUB));
        try {
            server.start();
        } catch (FatalStartupException e) {
            throw new UncheckedIOException(
                    "The fake province cannot listen. Found: port " + port + " on 127.0.0.1 is taken (" + e.getMessage()
                            + "). Stop what listens there, or choose another port (0 takes a free one).",
                    new IOException(e));
        }
        port = server.port();
        tlsPort = key == null ? 0 : server.httpsPort();
        running = server;
    }

    synchronized void refuse() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private WireMockConfiguration configuration() {
        Path store = key;
        return store == null
                ? plain()
                : plain().httpsPort(tlsPort)
                        .keystoreType("PKCS12")
                        .keystorePath(store.toString())
                        .keystorePassword(ProvinceKeys.PASSWORD)
                        .keyManagerPassword(ProvinceKeys.PASSWORD);
    }

    private WireMockConfiguration plain() {
        return wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .jettyAcceptors(1)
                .jettyStopTimeout(0L)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                .disableRequestJournal() // nobody reads it, and it costs work per message
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.BODY_FILE)
                .gzipDisabled(true)
                .templatingEnabled(false)
                .stubRequestLoggingDisabled(true)
                .notifier(new Silence())
                .mappingSource(new NoMappings())
                .extensions(extensions);
    }

    /** Says nothing: a body in a log would be personal data. */
    private static final class Silence implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable cause) {}
    }

    /** Keeps WireMock away from the mappings/ folder, which is the hub's and means something else. */
    @SuppressWarnings("removal") // the interface still asks for it
    private static final class NoMappings implements MappingsSource {
        @Override
        public void loadMappingsInto(StubMappings stubMappings) {}

        @Override
        public void save(List<StubMapping> stubMappings) {}

        @Override
        public void save(StubMapping stubMapping) {}

        @Override
        public void remove(StubMapping stubMapping) {}

        @Override
        public void removeAll() {}
    }
}
