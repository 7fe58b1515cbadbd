package vn.lienthong.hub.recording;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.hub.recording.XmlFile.Element;

/** The values of a REST request in SoapUI, by where they stand: in the path, the query, or a header. */
final class RestValues {
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<HttpBytes.Header> headers = new ArrayList<>();

    private RestValues() {}

    /** Where each stands is said by resource and method, and what it is by the request. */
    static RestValues of(Element resource, Element method, Element request) {
        Map<String, String> styles = new HashMap<>();
        for (Element owner : List.of(resource, method)) {
            owner.first("parameters").ifPresent(all -> all.all("parameter")
                    .forEach(one ->
                            styles.put(one.text("name"), one.text("style").toUpperCase(Locale.ROOT))));
        }
        RestValues values = new RestValues();
        request.first("parameters").ifPresent(all -> all.all("entry").forEach(entry -> {
            String key = entry.attribute("key");
            String value = entry.attribute("value");
            switch (styles.getOrDefault(key, "QUERY")) {
                case "HEADER" -> values.headers.add(new HttpBytes.Header(key, value));
                case "TEMPLATE" -> values.path.put(key, value);
                default -> values.query.put(key, value);
            }
        }));
        return values;
    }

    List<HttpBytes.Header> headers() {
        return headers;
    }

    String inPath(String template) {
        String whole = template;
        for (Map.Entry<String, String> one : path.entrySet()) {
            whole = whole.replace('{' + one.getKey() + '}', encoded(one.getValue()));
        }
        return whole;
    }

    String query() {
        return query.entrySet().stream()
                .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
