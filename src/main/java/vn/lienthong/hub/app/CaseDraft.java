package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.replay.RecordedProvince;
import vn.lienthong.hub.replay.ReplayScript;

/** The files of a connector's case, made by having the connector say the recorded messages as the cases' tests do. */
final class CaseDraft implements AutoCloseable {
    private final Connectors connectors;
    private final ReplayScript script;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RecordedProvince province = RecordedProvince.start();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private final List<JsonNode> messages = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private List<StandIn.Login> logins = List.of();

    private CaseDraft(Connectors connectors, ReplayScript script) {
        this.connectors = connectors;
        this.script = script;
    }

    /** Says the messages of an exchange through a connector, and answers what was answered. */
    static CaseDraft play(Path folder, Connectors connectors, String name, ReplayScript script) {
        CaseDraft draft = new CaseDraft(connectors, script);
        try {
            draft.play(folder, name);
            return draft;
        } catch (IllegalArgumentException e) {
            draft.close();
            throw CommandFailure.of(e).orElseThrow(() -> e);
        } catch (RecordedMessage.Unsayable e) {
            draft.close();
            throw CommandFailure.usage(
                    "No case can be made of this exchange.",
                    String.valueOf(e.getMessage()),
                    "Write the case by hand; connectors/README.md says how.");
        }
    }

    private void play(Path folder, String name) throws RecordedMessage.Unsayable {
        URI address = province.address(script.destination());
        Map<String, String> settings = CasePlay.settings(address.toString());
        logins = StandIn.of(folder, name)
                .map(standIn -> standIn.logins(settings))
                .orElse(List.of());
        province.admit(script.destination(), logins);
        province.listen(sent::add);
        province.begin(script);
        camel.start();
        Connector connector = connectors.open(name, settings, camel, CasePlay.CLOCK, CasePlay.files());
        for (Leg leg : script.legs()) {
            JsonNode body = RecordedMessage.of(connectors, name, leg);
            String key = "case-" + (messages.size() + 1);
            messages.add(Json.object().put("operation", leg.operation()).set("body", body));
            Conversation said = connector.call(leg.operation(), body, () -> key);
            Reading reading = connector.read(said.operation(), said.answer());
            readings.add(reading);
            if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
                connector.logInAgain(said.session());
            }
        }
    }

    /** The row as which the last answer reads. */
    String row() {
        return readings.get(readings.size() - 1).row();
    }

    /** The files of the case by name. */
    Map<String, String> files(@Nullable String expect) {
        Map<String, String> files = new LinkedHashMap<>();
        ObjectNode record = Json.object();
        record.putArray("messages").addAll(messages);
        files.put("record.json", Json.pretty(record) + "\n");
        files.put("sent.http", sent.stream().map(CaseDraft::shown).collect(Collectors.joining("\n###\n")));
        files.put("stub.json", Json.pretty(stub()) + "\n");
        files.put("expected.yaml", expected(expect));
        return files;
    }

    private static String shown(byte[] request) {
        HttpBytes message = HttpBytes.parse(request);
        Map<String, String> headers = new LinkedHashMap<>();
        message.headers().forEach(header -> headers.putIfAbsent(header.name(), header.value()));
        return CasePlay.written(new CasePlay.Request(message.method(), message.target(), headers, message.body()));
    }

    private ObjectNode stub() {
        ObjectNode stub = Json.object();
        ArrayNode mappings = stub.putArray("mappings");
        for (StandIn.Login login : logins) {
            ObjectNode mapping = mappings.addObject();
            mapping.putObject("request").put("method", "POST").put("urlPath", province.within(login.path()));
            ObjectNode response = mapping.putObject("response").put("status", 200);
            response.put("body", new String(login.answer(), StandardCharsets.UTF_8));
            response.putObject("headers").put("Content-Type", "application/json; charset=UTF-8");
        }
        List<HttpBytes> asked = sent.stream()
                .map(HttpBytes::parse)
                .filter(message -> logins.stream()
                        .noneMatch(login -> province.within(login.path()).equals(message.target())))
                .toList();
        for (int i = 0; i < Math.min(asked.size(), script.legs().size()); i++) {
            ObjectNode mapping = mappings.addObject();
            if (script.legs().size() > 1) {
                mapping.put("scenarioName", "in order");
                mapping.put("requiredScenarioState", i == 0 ? "Started" : "answer " + (i + 1));
                mapping.put("newScenarioState", "answer " + (i + 2));
            }
            String path = asked.get(i).target().split("\\?", 2)[0];
            mapping.putObject("request").put("method", asked.get(i).method()).put("urlPath", path);
            answer(mapping.putObject("response"), script.legs().get(i));
        }
        return stub;
    }

    private static void answer(ObjectNode response, Leg leg) {
        byte[] recorded = leg.answer();
        if (recorded == null) {
            response.put("fault", "CONNECTION_RESET_BY_PEER");
            return;
        }
        HttpBytes answer = HttpBytes.parse(recorded);
        response.put("status", answer.status());
        response.put("body", new String(answer.body(), StandardCharsets.UTF_8));
        ObjectNode headers = response.putObject("headers");
        answer.headers().stream()
                .filter(header -> !header.is("Content-Length"))
                .forEach(header -> headers.put(header.name(), header.value()));
    }

    private String expected(@Nullable String expect) {
        StringBuilder text = new StringBuilder(
                "# Recorded " + script.exchange().about().recorded().at() + ": "
                        + script.exchange().about().recorded().why().replaceAll("\\s+", " ") + "\nreadings:\n");
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            boolean wanted = expect != null && saysWhatTheLastSays(i);
            String row = wanted ? String.valueOf(expect) : reading.row();
            text.append("  - row: ")
                    .append(row)
                    .append("\n    outcome: ")
                    .append(outcome(reading, row))
                    .append('\n');
        }
        return text.toString();
    }

    /** The same answer that reads as the same row today reads as the same one tomorrow, however often it came before. */
    private boolean saysWhatTheLastSays(int i) {
        int last = readings.size() - 1;
        return readings.get(i).row().equals(row())
                && Arrays.equals(
                        script.legs().get(i).answer(), script.legs().get(last).answer());
    }

    private String outcome(Reading reading, String row) {
        return connectors
                .meaning(script.exchange().about().connector(), row)
                .map(meaning -> meaning.kind().name())
                .orElse(reading.outcome().getClass().getSimpleName())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        camel.stop();
        province.close();
    }
}
