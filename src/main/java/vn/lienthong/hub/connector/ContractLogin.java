package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.lienthong.hub.connector.ContractUse.Called;
import vn.lienthong.hub.connector.ContractUse.Heard;

/** What a log-in sends, and what it reads of the answer. */
final class ContractLogin {

    private ContractLogin() {}

    static Called called(String endpoint, KameletFile.Use use, StepKind kind, KameletValues values) {
        boolean session = kind == StepKind.SESSION_LOGIN;
        List<String> fields = new ArrayList<>();
        if (kind == StepKind.SESSION_LOGIN || kind == StepKind.PASSWORD_GRANT) {
            fields.add(values.told(use, "usernameField", "username"));
            fields.add(values.told(use, "passwordField", "password"));
        }
        String clientAs = values.told(use, "clientAs", "form");
        if (!session && use.parameters().containsKey("clientId") && !clientAs.equals("basic")) {
            fields.add(values.told(use, "clientIdField", "client_id"));
            fields.add(values.told(use, "clientSecretField", "client_secret"));
        }
        if (!session && !clientAs.equals("json")) {
            fields.add("grant_type");
        }
        SortedMap<String, Heard> reads = new TreeMap<>();
        read(reads, values.told(use, session ? "sessionAt" : "tokenAt", session ? "/session" : "/access_token"), "");
        read(reads, values.told(use, "codeAt", ""), values.told(use, "successCodes", ""));
        Set<Integer> good = IntStream.range(200, 300).boxed().collect(Collectors.toSet());
        Set<Integer> all = IntStream.range(100, 600).boxed().collect(Collectors.toSet());
        return new Called(endpoint, List.of(schema(fields)), reads, new TreeMap<>(), all, good, true);
    }

    private static void read(SortedMap<String, Heard> reads, String at, String codes) {
        if (!at.isEmpty()) {
            Set<String> good = Set.copyOf(StepOptions.parts(codes));
            reads.put(at, new Heard(Set.of("the log-in"), good, good));
        }
    }

    private static ObjectNode schema(List<String> fields) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String field : fields) {
            properties.putObject(field).put("type", "string");
            required.add(field);
        }
        return schema;
    }
}
