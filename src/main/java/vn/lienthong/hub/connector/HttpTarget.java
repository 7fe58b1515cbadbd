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

    /** Host and port for people. */
    String shown() {
        return host.toHostString();
    }
}
