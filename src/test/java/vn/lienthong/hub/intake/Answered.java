package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Answers as they must be. */
final class Answered {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answered() {}

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    /** The answer as the problem document it must be. */
    static JsonNode problem(HttpResponse<String> answer, int status, String retry) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = json(answer);
        OpenApi.mustFit("Problem", problem);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("retry").asText()).isEqualTo(retry);
        assertThat(problem.path("type").asText()).startsWith("urn:lienthong-hub:problem:");
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        return problem;
    }
}
