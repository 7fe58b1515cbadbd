package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a token is asked for: which grant, and where our name and secret go. Immutable; knows credentials by name only. */
final class TokenRequest {

    /** Where the client says who it is. */
    static final Set<String> CLIENT_AS = Set.of("form", "basic", "json");

    private final Map<String, String> plain = new LinkedHashMap<>();
    private final Map<String, String> secret = new LinkedHashMap<>();
    private final boolean json;
    private final String basicName;
    private final String basicSecret;

    private TokenRequest(StepOptions options, String idField, String secretField) {
        String as = options.text("clientAs", "form");
        if (!CLIENT_AS.contains(as)) {
            throw new IllegalArgumentException("Nobody can be a client like this. Found: clientAs " + as + ". Known: "
                    + CLIENT_AS.stream().sorted().toList());
        }
        String id = options.text("clientId", "");
        String clientSecret = options.text("clientSecret", "");
        this.json = as.equals("json");
        this.basicName = as.equals("basic") ? id : "";
        this.basicSecret = as.equals("basic") ? clientSecret : "";
        if (!as.equals("basic") && !id.isEmpty()) {
            secret.put(idField, id);
        }
        if (!as.equals("basic") && !clientSecret.isEmpty()) {
            secret.put(secretField, clientSecret);
        }
    }

    static TokenRequest ofClient(StepOptions options) {
        TokenRequest request = new TokenRequest(
                options,
                options.text("clientIdField", "client_id"),
                options.text("clientSecretField", "client_secret"));
        return request.granting("client_credentials", options);
    }

    static TokenRequest ofUser(StepOptions options) {
        TokenRequest request = new TokenRequest(options, "client_id", "client_secret");
        request.secret.put("username", options.text("username", ""));
        request.secret.put("password", options.text("password", ""));
        return request.granting("password", options);
    }

    /** The JSON form seen has no grant type: only OAuth's own form has. */
    private TokenRequest granting(String grant, StepOptions options) {
        if (!json) {
            plain.put("grant_type", grant);
        }
        if (!options.text("scope", "").isEmpty()) {
            plain.put("scope", options.text("scope", ""));
        }
        return this;
    }

    Map<String, String> headers(Instance instance) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!json) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!basicName.isEmpty()) {
            headers.put(
                    HeaderStep.AUTHORIZATION,
                    HeaderStep.basic(instance.credential(basicName), instance.credential(basicSecret)));
        }
        return headers;
    }

    byte[] body(Instance instance) {
        Map<String, String> fields = new LinkedHashMap<>(plain);
        secret.forEach((field, name) -> fields.put(field, instance.credential(name)));
        if (json) {
            ObjectNode object = JsonPath.JSON.createObjectNode();
            fields.forEach(object::put);
            return SessionBody.bytes(object);
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
