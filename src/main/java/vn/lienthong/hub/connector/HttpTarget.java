package vn.lienthong.hub.connector;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Where a request goes, taken apart once instead of per call. */
record HttpTarget(HttpHost host, String path) {

    static HttpTarget of(String url) {
        URI uri = URI.create(url);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new HttpTarget(
                new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Path and query of another address, at the same host; null when it is none. */
    @Nullable
    HttpTarget at(String address) {
        try {
            URI uri = new URI(address.strip());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if (!path.startsWith("/")) {
                return null;
            }
            return new HttpTarget(host, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Host and port for people. */
    String shown() {
        return host.toHostString();
    }
}
