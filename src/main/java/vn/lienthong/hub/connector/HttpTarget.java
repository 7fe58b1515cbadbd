package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    /** The same with a path in front of its own and one query more; empty: without. */
    HttpTarget directed(String before, String query) {
        if (before.isEmpty() && query.isEmpty()) {
            return this;
        }
        String whole = before + (before.isEmpty() || !path.equals("/") ? path : "");
        return new HttpTarget(host, query.isEmpty() ? whole : whole + (whole.contains("?") ? "&" : "?") + query);
    }

    /** The same place with the fields of a message in its query; what is no single value stands there as JSON, null not at all. */
    HttpTarget asking(JsonNode fields) {
        StringBuilder all = new StringBuilder(path);
        char before = path.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getValue().isNull()) {
                String value = field.getValue().isValueNode()
                        ? field.getValue().asText()
                        : field.getValue().toString();
                all.append(before).append(encoded(field.getKey())).append('=').append(encoded(value));
                before = '&';
            }
        }
        return new HttpTarget(host, all.toString());
    }

    /** A blank with a percent sign: not everybody takes a plus for one. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
