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

    /** A resource further up may have said where a value stands: the braces say it too. */
    String inPath(String template) {
        String whole = template;
        for (Map<String, String> values : List.of(path, query)) {
            for (Map.Entry<String, String> one : values.entrySet()) {
                whole = whole.replace(braced(one.getKey()), encoded(one.getValue()));
            }
        }
        return whole;
    }

    /** What does not stand in that path. */
    String query(String template) {
        return query.entrySet().stream()
                .filter(one -> !template.contains(braced(one.getKey())))
                .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String braced(String name) {
        return '{' + name + '}';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
