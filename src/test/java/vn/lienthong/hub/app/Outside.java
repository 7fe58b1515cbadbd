package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An outside system in JSON, listening on this machine: it answers as it is told, and says what came. */
final class Outside extends WireMockServer {
    Outside() {
        super(options().dynamicPort().bindAddress("127.0.0.1"));
        start();
    }

    static ResponseDefinitionBuilder said(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** From now on; of two answers to one question the newer counts. */
    void answers(MappingBuilder when, String body) {
        stubFor(when.willReturn(said(body)));
    }

    /** What came so far is forgotten, and each sequence of answers begins anew. A hub asks all the time: there must be answers before this. */
    void forget() {
        resetScenarios();
        resetRequests();
    }

    /** The bodies that came to a path, in order. */
    List<JsonNode> arrived(String path) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (var event : getAllServeEvents()) {
            if (event.getRequest().getUrl().equals(path)) {
                all.add(0, Json.MAPPER.readTree(event.getRequest().getBody()));
            }
        }
        return all;
    }
}
