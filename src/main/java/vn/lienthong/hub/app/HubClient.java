package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** Speaks to a running hub on behalf of a command; every failure comes out as a {@link CommandFailure}. */
final class HubClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Until what is sorted first begins to come. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final URI hub;
    private final @Nullable String credential;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Opens nothing yet.
     *
     * @param credential the Authorization header, if the hub asks for one
     */
    HubClient(URI hub, @Nullable String credential) {
        this.hub = hub;
        this.credential = credential;
    }

    JsonNode get(String path, Map<String, String> parameters) {
        String query = query(parameters);
        return answer(request(path + (query.isEmpty() ? "" : "?" + query)).GET().build());
    }

    /** What the hub streams; the caller reads and closes it. */
    InputStream stream(String path, Map<String, String> parameters) throws IOException {
        HttpRequest request = request(path + "?" + query(parameters))
                .timeout(LONGEST_WAIT)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                throw refused(response.statusCode(), Json.MAPPER.readTree(body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.outOfReach("The call was interrupted.", hub.toString(), "Run the command again.");
        } catch (JacksonException e) {
            throw CommandFailure.outOfReach(
                    "What answers there is not a hub.",
                    hub + " answered with something that is not JSON",
                    "Check --hub.");
        } catch (ConnectException | HttpTimeoutException e) {
            throw HubAddress.unreachable(hub, e);
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, PATIENCE);
    }

    /** The same for what may take long. */
    JsonNode post(String path, JsonNode body, Duration patience) {
        return answer(request(path)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** What may be long, taken as it comes. */
    void download(String path, JsonNode body, Duration patience, Taking taking) {
        HttpRequest request = request(path)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw refused(response.statusCode(), Json.MAPPER.readTree(in));
                }
                taking.take(in);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.outOfReach("The call was interrupted.", hub.toString(), "Run the command again.");
        } catch (IOException e) {
            throw HubAddress.unreachable(hub, e);
        }
    }

    /** Takes what comes. */
    interface Taking {
        void take(InputStream in) throws IOException;
    }

    /** A text as one step of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub + path)).timeout(PATIENCE);
        if (credential != null) {
            request.header("Authorization", credential);
        }
        return request;
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (response.statusCode() / 100 == 2 && body != null && body.isObject()) {
                return body;
            }
            throw refused(response.statusCode(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.outOfReach("The call was interrupted.", hub.toString(), "Run the command again.");
        } catch (JacksonException e) {
            throw CommandFailure.outOfReach(
                    "What answers there is not a hub.",
                    hub + " answered with something that is not JSON",
                    "Check --hub; the hub's default is http://127.0.0.1:8080.");
        } catch (IOException e) {
            throw HubAddress.unreachable(hub, e);
        }
    }

    private CommandFailure refused(int status, @Nullable JsonNode body) {
        JsonNode problem = body == null ? Json.object() : body;
        StringBuilder found = new StringBuilder(problem.path("found").asText("HTTP " + status + " from " + hub));
        problem.path("violations").forEach(one -> found.append('\n')
                .append(one.path("where").asText())
                .append(": ")
                .append(one.path("what").asText())
                .append(" Found: ")
                .append(one.path("found").asText())
                .append(". ")
                .append(one.path("cure").asText()));
        int exit = status == 404 || status == 409 || problem.has("violations")
                ? CommandFailure.WRONG
                : status >= 500 ? CommandFailure.OUT_OF_REACH : CommandFailure.USAGE;
        return new CommandFailure(
                exit,
                new Problem(
                        "hub-refused",
                        problem.path("title").asText("The hub refused the call."),
                        found.toString(),
                        problem.path("cure").asText("See the log of the hub.")));
    }
}
