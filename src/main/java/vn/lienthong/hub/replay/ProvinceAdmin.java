package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tester's side of the fake province: report, what is held of a dossier, switching misbehaviour, forgetting. */
final class ProvinceAdmin implements AdminApiExtension {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SECONDS = 86_400;

    private final FakeProvince province;

    ProvinceAdmin(FakeProvince province) {
        this.province = province;
    }

    @Override
    public String getName() {
        return "fake-province-admin";
    }

    @Override
    public void contributeAdminApiRoutes(Router router) {
        router.add(RequestMethod.GET, "/lienthong/report", (admin, event, path) -> answer(200, province.report()));
        router.add(
                RequestMethod.GET,
                "/lienthong/dossiers/{code}",
                (admin, event, path) -> dossier(String.valueOf(path.get("code"))));
        router.add(
                RequestMethod.POST,
                "/lienthong/misbehave",
                (admin, event, path) -> misbehave(event.getRequest().getBody()));
        router.add(RequestMethod.POST, "/lienthong/forget-sessions", (admin, event, path) -> {
            province.forgetSessions();
            return answer(200, Map.of("sessions", "forgotten"));
        });
    }

    private ResponseDefinition dossier(String code) {
        Optional<FakeProvince.Holding> holding = province.holding(code);
        return holding.isPresent()
                ? answer(200, holding.get())
                : answer(404, Map.of("error", "No such dossier is held. Found: " + code + ". Check the code."));
    }

    private ResponseDefinition misbehave(byte[] body) {
        try {
            JsonNode wish = JSON.readTree(body);
            JsonNode names = wish.path("misbehave");
            if (!names.isArray()) {
                return unreadable("no list named misbehave");
            }
            List<Misbehaviour> next = new ArrayList<>();
            names.forEach(name -> next.add(Misbehaviour.parse(name.asText())));
            int seconds = wish.path("seconds").asInt(0);
            if (seconds < 0 || seconds > MOST_SECONDS) {
                return unreadable("seconds: " + seconds);
            }
            province.misbehave(next, Duration.ofSeconds(seconds));
            return answer(
                    200,
                    Map.of(
                            "misbehave",
                            next.stream().map(Misbehaviour::toString).toList()));
        } catch (IOException e) {
            return unreadable("no JSON");
        } catch (IllegalArgumentException e) {
            return answer(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static ResponseDefinition unreadable(String found) {
        return answer(
                400,
                Map.of(
                        "error",
                        "The wish cannot be read. Found: " + found
                                + ". Example: {\"misbehave\":[\"down:0.2\"],\"seconds\":30}."));
    }

    private static ResponseDefinition answer(int status, Object body) {
        try {
            return new ResponseDefinitionBuilder()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/json; charset=utf-8")
                    .withBody(JSON.writeValueAsBytes(body))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report can always be written as JSON.", e);
        }
    }
}
