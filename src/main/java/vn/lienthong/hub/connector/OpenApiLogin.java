package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an operation of an OpenAPI contract wants to be let in, as the steps that do it, their settings, and what the cases then see. Immutable. */
final class OpenApiLogin {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final StringBuilder steps = new StringBuilder();
    private final TreeMap<String, String> headers = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private String tokenPath = "";
    private String tokenBody = "";

    OpenApiLogin(Map<String, JsonNode> schemes) {
        schemes.forEach(this::scheme);
    }

    private void scheme(String name, JsonNode scheme) {
        String type = scheme.path("type").asText();
        String http = scheme.path("scheme").asText().toLowerCase(java.util.Locale.ROOT);
        if (type.equals("http") && http.equals("basic")) {
            credential("username", "User name");
            credential("password", "Password");
            step("basic", "username: \"{{username}}\"", "password: \"{{password}}\"");
            headers.put("Authorization", "Basic dGFpLWtob2FuLXRodTptYXQta2hhdS10aHU=");
        } else if (type.equals("http") && http.equals("bearer")) {
            credential("token", "Token");
            step("bearer", "token: \"{{token}}\"");
            headers.put("Authorization", "Bearer the-bai-thu");
        } else if (type.equals("apiKey") && scheme.path("in").asText().equals("header")) {
            key(scheme.path("name").asText());
        } else if (type.equals("oauth2") && scheme.path("flows").has("clientCredentials")) {
            credential("clientId", "Client id");
            credential("clientSecret", "Client secret");
            token("client-credentials", scheme.path("flows").path("clientCredentials"), "clientId", "clientSecret");
            tokenBody = "grant_type=client_credentials&client_id=khach-thu&client_secret=bi-mat-thu";
        } else if (type.equals("oauth2") && scheme.path("flows").has("password")) {
            credential("username", "User name");
            credential("password", "Password");
            token("password-grant", scheme.path("flows").path("password"), "username", "password");
            tokenBody = "grant_type=password&username=tai-khoan-thu&password=mat-khau-thu";
        } else {
            left.add("the login " + name + " (" + type + "), for which no step was chosen");
        }
    }

    private void key(String header) {
        if (headers.isEmpty() || !headers.containsKey(header)) {
            String setting = settings.containsKey("accessKey") ? "secretKey" : "accessKey";
            credential(setting, "Key in the header " + header);
            step("header", "header: " + header, "secret: \"{{" + setting + "}}\"");
            headers.put(header, setting.equals("accessKey") ? "khoa-thu" : "khoa-bi-mat-thu");
        }
    }

    private void token(String step, JsonNode flow, String name, String secret) {
        String path = flow.path("tokenUrl").asText("").replaceFirst("^[a-zA-Z][\\w+.-]*://[^/]*", "");
        tokenPath = path.matches("/[\\w./-]*") ? path : "/token";
        settings.put("loginAddress", "Where they listen for logins, without the path " + tokenPath + ".");
        step(
                step,
                "url: \"{{loginAddress}}" + tokenPath + "\"",
                name + ": \"{{" + name + "}}\"",
                secret + ": \"{{" + secret + "}}\"",
                "concurrency: \"{{concurrency}}\"",
                "connectTimeout: \"{{connectTimeout}}\"",
                "answerTimeout: \"{{answerTimeout}}\"");
        headers.put("Authorization", "Bearer the-bai-1");
    }

    private void credential(String name, String title) {
        settings.put(name, title);
    }

    private void step(String kind, String... parameters) {
        steps.append("        - to:\n            uri: \"step:").append(kind).append("\"\n            parameters:\n");
        for (String parameter : parameters) {
            steps.append("              ").append(parameter).append('\n');
        }
    }

    /** Whether a token is asked for before the first message. */
    boolean asks() {
        return !tokenPath.isEmpty();
    }

    List<String> left() {
        return left;
    }

    String steps() {
        return steps.toString();
    }

    /** Names of the settings, in order. */
    List<String> settings() {
        return List.copyOf(settings.keySet());
    }

    String properties() {
        StringBuilder properties = new StringBuilder();
        settings.forEach((name, says) -> properties.append(
                name.equals("loginAddress")
                        ? """
                              loginAddress:
                                title: Address of the login
                                description: "%s"
                                type: string
                                format: uri
                                example: "https://login.example"
                        """
                                .formatted(says)
                        : """
                              %s:
                                title: %s
                                description: "As they gave it to us; goes into every message, or into the login."
                                type: string
                                format: password
                        """
                                .formatted(name, says)));
        return properties.toString();
    }

    String readme() {
        StringBuilder lines = new StringBuilder();
        settings.forEach((name, says) ->
                lines.append("| `").append(name).append("` | – | ").append(says).append(" |\n"));
        return lines.toString();
    }

    /** What the cases see in each message. */
    Map<String, String> headers() {
        return headers;
    }

    String tokenPath() {
        return tokenPath;
    }

    /** The request for a token, as {@code sent.http} writes it. */
    String tokenRequest() {
        return "POST " + tokenPath + "\nContent-Type: application/x-www-form-urlencoded\n\n" + tokenBody + "\n";
    }
}
