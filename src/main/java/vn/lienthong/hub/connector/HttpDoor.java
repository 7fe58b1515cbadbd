package vn.lienthong.hub.connector;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** Sends a request and turns whatever happens into an {@link Answer}. Thread-safe; opens nothing before the first use. */
final class HttpDoor implements Closeable {

    private static final byte[] NOTHING = new byte[0];

    private final HttpLimits limits;
    private final DeadlineConnections connections;
    private final @Nullable TlsFiles tls;
    private volatile @Nullable CloseableHttpClient client;

    /** @param tls null: no certificate of ours, and whom the Java machine trusts */
    HttpDoor(HttpLimits limits, @Nullable TlsFiles tls) {
        this.limits = limits;
        this.tls = tls;
        this.connections = new DeadlineConnections(limits);
    }

    /** Posts a body. Never throws for what the network or the other side did. */
    Answer post(HttpTarget target, Letter letter) {
        return send("POST", target, letter);
    }

    /** The same by another method. */
    Answer send(String method, HttpTarget target, Letter letter) {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, target.host(), target.path());
        request.setHeader("Accept", letter.accept());
        letter.headers().forEach(request::setHeader);
        Posted posted = new Posted(letter);
        HttpClientContext context = HttpClientContext.create();
        long started = System.nanoTime();
        request.setEntity(posted);
        try {
            return client().execute(target.host(), request, context, this::answer);
        } catch (IOException | RuntimeException e) {
            Answer.Failure failure = failure(e, posted.begun, context, started);
            return new Answer.Failed(failure, method + " to " + target.shown() + ": " + Failures.shown(e));
        }
    }

    /** What makes an answer of a file. */
    interface Taker {
        /** Takes the file out of an answer with HTTP 200; what it leaves unread is not read any more. */
        Answer take(@Nullable HttpEntity entity) throws IOException;
    }

    /** Fetches a file, which is never whole in memory; any other answer than HTTP 200 is kept as it is. Never throws for what the other side did. */
    Answer fetch(HttpTarget target, Map<String, String> headers, Taker taker) {
        // With the whole address: of a path that begins with two strokes alone, the first word would be taken for the
        // host.
        HttpUriRequestBase request =
                new HttpUriRequestBase("GET", URI.create(target.host().toURI() + target.path()));
        request.setHeader("Accept", "*/*");
        request.setHeader("Accept-Encoding", "identity");
        headers.forEach(request::setHeader);
        HttpClientContext context = HttpClientContext.create();
        long started = System.nanoTime();
        try {
            ClassicHttpResponse response = client().executeOpen(target.host(), request, context);
            try {
                return response.getCode() == 200 ? taker.take(response.getEntity()) : answer(response);
            } finally {
                // What is left of an answer that we do not want is not read to its end.
                request.cancel();
                closed(response);
            }
        } catch (IOException | RuntimeException e) {
            Answer.Failure failure = failure(e, context.getEndpointDetails() != null, context, started);
            return new Answer.Failed(failure, "GET to " + target.shown() + ": " + Failures.shown(e));
        }
    }

    private static void closed(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // Its end was ours.
        }
    }

    private Answer.Failure failure(Exception e, boolean begun, HttpClientContext context, long started) {
        Answer.Failure failure = Failures.of(e, begun, hasAnswered(context));
        if (failure == Answer.Failure.CONNECTION_LOST
                && System.nanoTime() - started >= limits.answer().toNanos()) {
            // We broke it off ourselves.
            failure = Answer.Failure.ANSWER_TIMEOUT;
        }
        if (failure == Answer.Failure.CONNECTION_REFUSED
                && !(e instanceof ConnectException)
                && System.nanoTime() - started >= limits.connect().toNanos()) {
            // Nobody refused: it stood, and we broke it off while TLS was being agreed.
            failure = Answer.Failure.CONNECT_TIMEOUT;
        }
        return failure;
    }

    /** Whether an answer has come over the connection that was used, be it to another message. */
    private static boolean hasAnswered(HttpClientContext context) {
        EndpointDetails used = context.getEndpointDetails();
        return used != null && used.getResponseCount() > 0;
    }

    private CloseableHttpClient client() {
        CloseableHttpClient open = client;
        if (open != null) {
            return open;
        }
        synchronized (this) {
            open = client;
            if (open == null) {
                open = HttpClients.create(limits, connections, tls);
                client = open;
            }
            return open;
        }
    }

    private Answer answer(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? NOTHING : bounded(entity);
        return new Answer.Http(response.getCode(), headers, body);
    }

    private byte[] bounded(HttpEntity entity) throws IOException {
        if (entity.getContentLength() > limits.largestAnswer()) {
            throw new AnswerTooLarge();
        }
        try (InputStream in = unpacked(entity)) {
            byte[] body = in.readNBytes(limits.largestAnswer() + 1);
            if (body.length > limits.largestAnswer()) {
                throw new AnswerTooLarge();
            }
            return body;
        }
    }

    /** The hub asks for no compression, but some gateways compress whatever they carry. */
    private static InputStream unpacked(HttpEntity entity) throws IOException {
        String encoding = entity.getContentEncoding();
        boolean packed =
                encoding != null && encoding.strip().toLowerCase(Locale.ROOT).matches("(x-)?gzip");
        return packed ? new GZIPInputStream(entity.getContent()) : entity.getContent();
    }

    @Override
    public void close() throws IOException {
        CloseableHttpClient open = client;
        if (open != null) {
            open.close();
        }
        connections.close();
    }

    /** The answer went over its limit; the connection is dropped rather than read to the end. */
    static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A body that knows whether it began to leave the house. */
    private static final class Posted extends HttpEntityWrapper {

        private boolean begun;

        Posted(Letter letter) {
            super(letter.body());
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            begun = true;
            super.writeTo(out);
        }
    }
}
