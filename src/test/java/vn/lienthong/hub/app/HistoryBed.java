package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A hub with a folder of exports, and the hands of whoever loads history. All records are made up. */
record HistoryBed(StartedHub hub, Path exports) {
    static final String UNIT = "21556";

    /** A record of a dossier's history. */
    static ObjectNode revision(String code, int revision, String status) {
        ObjectNode record =
                StartedHub.record(code, revision, StartedHub.KNOWN_PROCEDURE).put("status", status);
        if (status.equals("RETURNED")) {
            record.put("finishedAt", "2019-12-16T16:00:00+07:00");
        }
        return record;
    }

    void write(String name, List<String> lines) throws Exception {
        Files.createDirectories(exports);
        Files.writeString(exports.resolve(name), String.join("\n", lines) + "\n");
    }

    static ObjectNode order(String file) {
        return Json.object()
                .put("file", file)
                .put("source", "demo")
                .put("by", "An")
                .put("why", "before the switchover");
    }

    /** Begins a load; its number. */
    String load(ObjectNode order) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/history-loads", order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return StartedHub.json(answer).path("id").asText();
    }

    JsonNode await(String id, String state) {
        return hub.await(
                "/v1/history-loads/" + id, load -> load.path("state").asText().equals(state));
    }

    JsonNode act(String id, String act) throws Exception {
        HttpResponse<String> answer = hub.post(
                "/v1/history-loads/" + id + "/" + act,
                Json.object().put("by", "An").put("why", "a test"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StartedHub.json(answer);
    }

    /** What is explained of a dossier's one path. */
    JsonNode path(String code) throws Exception {
        return StartedHub.json(hub.get("/v1/dossiers/" + code)).at("/paths/0");
    }
}
