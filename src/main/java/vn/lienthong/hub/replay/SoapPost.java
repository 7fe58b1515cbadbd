package vn.lienthong.hub.replay;

import jakarta.xml.ws.spi.http.HttpContext;
import jakarta.xml.ws.spi.http.HttpExchange;
import jakarta.xml.ws.spi.http.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries bytes to a service of CXF and back, through the door that Jakarta XML Web Services keeps for HTTP servers of others. Thread-safe. */
final class SoapPost extends HttpContext {

    private static final Map<String, List<String>> SENT =
            Map.of("Content-Type", List.of("text/xml; charset=UTF-8"), "SOAPAction", List.of("\"\""));

    private @Nullable HttpHandler service;

    /** What came back. */
    record Answer(int status, String type, byte[] body) {}

    /** Posts a message. */
    Answer take(byte[] body) {
        return exchanged(new Exchange(this, "POST", body, null, 80));
    }

    /**
     * Asks for a description.
     *
     * @param port under which the one who asks reaches us: it stands in what is described
     */
    Answer ask(String query, int port) {
        return exchanged(new Exchange(this, "GET", new byte[0], query, port));
    }

    private Answer exchanged(Exchange exchange) {
        HttpHandler open = service;
        if (open == null) {
            throw new IllegalStateException("Nothing is served here yet.");
        }
        try {
            open.handle(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException("A service in memory has no network that could fail", e);
        }
        List<String> type = exchange.answered.getOrDefault("content-type", List.of("text/xml"));
        return new Answer(exchange.status, type.get(0), exchange.out.toByteArray());
    }

    @Override
    public void setHandler(HttpHandler handler) {
        service = handler;
    }

    @Override
    public String getPath() {
        return SoapWindow.PATH;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.of();
    }

    /** One request with its answer, in memory. */
    private static final class Exchange extends HttpExchange {

        private final HttpContext context;
        private final String method;
        private final byte[] body;
        private final @Nullable String query;
        private final int port;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Map<String, List<String>> answered = new TreeMap<>();
        private int status = 200;

        Exchange(HttpContext context, String method, byte[] body, @Nullable String query, int port) {
            this.context = context;
            this.method = method;
            this.body = body;
            this.query = query;
            this.port = port;
        }

        @Override
        public Map<String, List<String>> getRequestHeaders() {
            return SENT;
        }

        @Override
        public @Nullable String getRequestHeader(String name) {
            return SENT.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Map<String, List<String>> getResponseHeaders() {
            return answered;
        }

        @Override
        public void addResponseHeader(String name, String value) {
            answered.put(name.toLowerCase(Locale.ROOT), List.of(value));
        }

        @Override
        public String getRequestURI() {
            return SoapWindow.PATH;
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getPathInfo() {
            return SoapWindow.PATH;
        }

        @Override
        public @Nullable String getQueryString() {
            return query;
        }

        @Override
        public String getRequestMethod() {
            return method;
        }

        @Override
        public HttpContext getHttpContext() {
            return context;
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public InputStream getRequestBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public OutputStream getResponseBody() {
            return out;
        }

        @Override
        public void setStatus(int code) {
            status = code;
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return InetSocketAddress.createUnresolved("127.0.0.1", 0);
        }

        @Override
        public InetSocketAddress getLocalAddress() {
            return InetSocketAddress.createUnresolved("127.0.0.1", port);
        }

        @Override
        public String getProtocol() {
            return "HTTP/1.1";
        }

        @Override
        public String getScheme() {
            return "http";
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return null;
        }

        @Override
        public Set<String> getAttributeNames() {
            return Set.of();
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }
    }
}
