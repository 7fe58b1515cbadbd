package vn.lienthong.hub.connector;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fetched.Missed;
import vn.lienthong.hub.connector.Fetched.Why;

/**
 * Fetches files of dossiers from where a source says they are, if that is one of the places that are allowed. Follows three redirects at most, each
 * looked at like the first address; carries no credential and no cookie; unpacks nothing; gives up by size and by time. Thread-safe; opens nothing
 * before the first use.
 */
public final class FileFetch implements Closeable {

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final FetchRules rules;
    private final FileAnswer file;
    private final DeadlineConnections connections;
    private final CloseableHttpClient client;

    /**
     * A file as a record names it.
     *
     * @param url where it is
     * @param sha256 empty when the record does not say
     * @param size -1 when the record does not say
     * @param mediaType empty when the record does not say
     */
    public record Wanted(String url, String sha256, long size, String mediaType) {
        @Override
        public String toString() {
            return "Wanted[" + (sha256.isEmpty() ? "a file" : sha256) + "]";
        }
    }

    public FileFetch(FetchRules rules, FileShelf shelf) {
        this(rules, shelf, InetAddress::getAllByName);
    }

    FileFetch(FetchRules rules, FileShelf shelf, AddressGuard.Lookup lookup) {
        this.rules = rules;
        this.file = new FileAnswer(shelf, rules.largest());
        HttpLimits limits = new HttpLimits(rules.connect(), rules.whole(), rules.atOnce(), 0);
        this.connections = new DeadlineConnections(limits);
        this.client = HttpClients.create(limits, connections, new AddressGuard(lookup, rules.inside()));
    }

    /** Fetches, and blocks until the file is held or it is known why not. Never throws for what the network or the other side did. */
    public Fetched fetch(Wanted wanted) {
        String address = wanted.url();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            URI uri = plain(address);
            if (uri == null || !rules.allows(uri)) {
                String shown = uri == null ? "no plain address" : uri.getScheme() + "://" + uri.getRawAuthority();
                return new Missed(Why.FORBIDDEN, shown + (hop == 0 ? "" : ", to which it was redirected"));
            }
            Step step = ask(uri, wanted);
            if (step.end() != null) {
                return step.end();
            }
            address = step.next();
        }
        return new Missed(Why.FORBIDDEN, "more than " + MOST_REDIRECTS + " redirects");
    }

    /** Where to go next, or how it ended. */
    private record Step(String next, @Nullable Fetched end) {}

    /** Null when it is none that anybody could mean: not HTTP, with a user name, without a host. Letters that no address may hold are written with per cent. */
    static @Nullable URI plain(String address) {
        try {
            URI written = new URI(new URI(address.strip().replace(" ", "%20")).toASCIIString());
            String scheme = String.valueOf(written.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            return http && written.getHost() != null && written.getRawUserInfo() == null ? written : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Step ask(URI uri, Wanted wanted) {
        try {
            HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
            // With the whole address: of a path that begins with two strokes alone, the first word would be taken for
            // the host.
            HttpUriRequestBase request = new HttpUriRequestBase("GET", uri);
            request.setHeader("Accept", "*/*");
            request.setHeader("Accept-Encoding", "identity");
            ClassicHttpResponse response = client.executeOpen(host, request, HttpClientContext.create());
            try {
                return read(uri, response, wanted);
            } finally {
                close(request, response);
            }
        } catch (AddressGuard.Inside e) {
            return missed(Why.FORBIDDEN, uri.getHost() + " is an address inside");
        } catch (FileShelf.NotKept e) {
            return missed(Why.NOT_KEPT, "the hub's own disk: " + Failures.shown(e));
        } catch (IOException | RuntimeException e) {
            return missed(Why.AWAY, uri.getRawAuthority() + ": " + Failures.shown(e));
        }
    }

    /** Where a redirect leads. Of letters that no address may hold, each byte is written with per cent, as it came. */
    private static Step redirected(URI from, String location) {
        StringBuilder written = new StringBuilder();
        for (byte each : location.strip().getBytes(StandardCharsets.ISO_8859_1)) {
            written.append(each > ' ' ? String.valueOf((char) each) : "%%%02X".formatted(each & 0xff));
        }
        try {
            return new Step(from.resolve(new URI(written.toString())).toString(), null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return missed(
                    Why.FORBIDDEN, from.getScheme() + "://" + from.getRawAuthority() + " redirected to no address");
        }
    }

    /** As it stands: what is left of an answer that we do not want is not read to its end. A file that is here whole has ended its answer already. */
    private static void close(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            // Its end was ours.
        }
    }

    private static Step missed(Why why, String found) {
        return new Step("", new Missed(why, found));
    }

    private Step read(URI uri, ClassicHttpResponse response, Wanted wanted) throws IOException {
        int status = response.getCode();
        if (REDIRECTS.contains(status)) {
            Header location = response.getFirstHeader("Location");
            return location == null || location.getValue() == null
                    ? missed(Why.GONE, "HTTP " + status + " without Location")
                    : redirected(uri, location.getValue());
        }
        if (status != 200) {
            boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
            return missed(later ? Why.AWAY : Why.GONE, "HTTP " + status);
        }
        Fetched fetched = file.take(response.getEntity(), wanted);
        return new Step("", fetched);
    }

    @Override
    public void close() throws IOException {
        client.close();
        connections.close();
    }
}
