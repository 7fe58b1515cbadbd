package vn.lienthong.hub.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Destinations that take large files in three ways and remember only their hashes, so that they need no more memory than the hub. */
final class LargeFilesDesk implements AutoCloseable {

    /** The hashes of the files that arrived, by the way they came and the hash. */
    final Map<String, Integer> arrived = new ConcurrentHashMap<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();

    LargeFilesDesk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            InputStream body = new BufferedInputStream(exchange.getRequestBody(), 1 << 16);
            String answer;
            if (path.endsWith("/token")) {
                answer = "{\"access_token\":\"the-bai-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
            } else if (path.endsWith("/SyncDocument")) {
                after(body, "\"Base64\":\"");
                note("inline", sha256(Base64.getDecoder().wrap(new UntilQuote(body))));
                answer = "{\"Status\":1,\"Message\":\"Thành công\"}";
            } else if (path.endsWith("/upload")) {
                after(body, "name=\"file\"");
                after(body, "\r\n\r\n");
                String sha256 = sha256(new FirstBytes(body, LargeFilesIT.SIZE));
                note("multipart", sha256);
                answer = "{\"id\":\"T-" + sha256.substring(0, 8) + "\",\"hash\":\"" + sha256 + "\"}";
            } else if (path.endsWith("/messages")) {
                after(body, "\"IdTepTin\":\"T-");
                answer = "{\"dossier\":\"D\"}";
            } else if (path.startsWith("/gateway")) {
                // The progress comes after the dossier, without files.
                for (String link : Json.MAPPER.readTree(body.readAllBytes()).findValuesAsText("DuongDanTaiTepTin")) {
                    note("address", download(link));
                }
                answer = "{\"error_code\":\"0\",\"message\":\"Thành công\"}";
            } else {
                answer = "{\"Status\":1,\"Message\":\"Thành công\"}";
            }
            body.transferTo(OutputStream.nullOutputStream());
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void note(String way, String sha256) {
        arrived.merge(way + " " + sha256, 1, Integer::sum);
    }

    /** In three parts, as after two downloads that broke off. */
    private String download(String link) throws IOException {
        MessageDigest digest = digest();
        long third = LargeFilesIT.SIZE / 3;
        for (int part = 0; part < 3; part++) {
            String range = "bytes=" + part * third + "-" + (part == 2 ? "" : (part + 1) * third - 1);
            HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                    .header("Range", range)
                    .build();
            try (InputStream in = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body();
                    OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                in.transferTo(out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(InputStream in) throws IOException {
        MessageDigest digest = digest();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads to the end of some words that begin with a letter they have only once. */
    private static void after(InputStream in, String words) throws IOException {
        int matched = 0;
        while (matched < words.length()) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("nothing like " + words);
            }
            matched = c == words.charAt(matched) ? matched + 1 : c == words.charAt(0) ? 1 : 0;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What comes before the next quote. */
    private static final class UntilQuote extends FilterInputStream {
        private boolean over;

        UntilQuote(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = over ? -1 : in.read();
            over |= c == '"' || c < 0;
            return over ? -1 : c;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = 0;
            for (int c = 0; count < length && (c = read()) >= 0; count++) {
                into[from + count] = (byte) c;
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    /** So many bytes and no more. */
    private static final class FirstBytes extends FilterInputStream {
        private long left;

        FirstBytes(InputStream in, long count) {
            super(in);
            left = count;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("read one by one");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = left == 0 ? -1 : in.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
