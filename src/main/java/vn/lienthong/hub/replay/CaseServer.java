package vn.lienthong.hub.replay;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.connector.CasePlay;

/** The other side of a connector's case, on a free port of this machine: answers as the case's {@code stub.json} says. */
public final class CaseServer implements CasePlay.Stub {
    /** A case says some few; a test may go on for long. */
    private static final int MOST = 1_000;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").maxRequestJournalEntries(MOST));

    private CaseServer() {}

    /** Starts one that knows no answer yet. */
    public static CaseServer start() {
        CaseServer started = new CaseServer();
        started.server.start();
        return started;
    }

    @Override
    public String address() {
        return server.baseUrl();
    }

    @Override
    public void answerBy(JsonNode mappings) {
        server.resetAll();
        mappings.forEach(mapping -> server.addStubMapping(StubMapping.buildFrom(mapping.toString())));
    }

    @Override
    public List<CasePlay.Request> received() {
        List<CasePlay.Request> requests = new ArrayList<>();
        for (ServeEvent event : server.getAllServeEvents()) {
            // Newest first.
            requests.add(0, told(event.getRequest()));
        }
        return requests;
    }

    private static CasePlay.Request told(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getAllHeaderKeys().forEach(key -> headers.put(key, request.getHeader(key)));
        return new CasePlay.Request(request.getMethod().getName(), request.getUrl(), headers, request.getBody());
    }

    @Override
    public void close() {
        server.stop();
    }
}
