package vn.lienthong.hub.connector;

import java.net.URI;
import org.apache.hc.core5.http.HttpHost;

/** Where a request goes, taken apart once instead of per call. */
record HttpTarget(HttpHost host, String path) {

    static HttpTarget of(String url) {
        URI uri = URI.create(url);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new HttpTarget(
                new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** The same with a path in front of its own and one query more; empty: without. */
    HttpTarget directed(String before, String query) {
        if (before.isEmpty() && query.isEmpty()) {
            return this;
        }
        String whole = before + (before.isEmpty() || !path.equals("/") ? path : "");
        return new HttpTarget(host, query.isEmpty() ? whole : whole + (whole.contains("?") ? "&" : "?") + query);
    }

    /** Host and port for people. */
    String shown() {
        return host.toHostString();
    }
}
