package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cases of a connector that is begun from a WSDL: one message, and whatever may come back. */
record SoapCases(SoapDraft.Spoken spoken, List<SoapDraft.Declared> faults) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern FAULT = Pattern.compile("\\$FAULT:(\\w+)\\$");
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    void into(Map<String, String> files) {
        Object known = new Load(LoadSettings.builder().build())
                .loadFromString(Template.read("soap/cases.yaml").text().replaceAll("(\\$[A-Z:a-z]+\\$)", "\"$1\""));
        JsonPath.JSON
                .valueToTree(known)
                .properties()
                .forEach(one -> into(files, one.getKey(), (ObjectNode) one.getValue()));
        for (SoapDraft.Declared fault : faults) {
            ObjectNode declared = JSON.objectNode()
                    .put("row", fault.row())
                    .put("outcome", "rejected")
                    .put("status", 500)
                    .put("body", fault("Server", fault));
            into(files, fault.row(), declared);
        }
    }

    private void into(Map<String, String> files, String situation, ObjectNode told) {
        String folder = "cases/" + situation + "/";
        boolean nothing = told.has("sends") || told.has("unreachable");
        ObjectNode body = spoken.message().deepCopy();
        if (told.has("sends")) {
            body.put("noSuchField", "mau");
        }
        ObjectNode record = JSON.objectNode();
        record.putArray("messages")
                .addObject()
                .put("operation", spoken.operation())
                .set("body", body);
        files.put(folder + "record.json", record.toPrettyString() + "\n");
        files.put(folder + "sent.http", nothing ? "# Nothing is sent.\n" : sent());
        files.put(folder + "stub.json", stub(told).toPrettyString() + "\n");
        StringBuilder expected =
                new StringBuilder("readings:\n  - row: " + told.path("row").asText() + "\n");
        told = told.path("row").asText().equals("taken")
                ? told.put("outcome", spoken.proof().outcome())
                : told;
        for (String key : List.of("outcome", "trouble", "needs-a-person", "after")) {
            if (told.has(key)) {
                expected.append("    ")
                        .append(key)
                        .append(": ")
                        .append(told.path(key).asText())
                        .append('\n');
            }
        }
        files.put(folder + "expected.yaml", expected.toString());
    }

    private String sent() {
        boolean newer = spoken.contract().newer();
        String action = newer && spoken.action().isEmpty() ? "" : '"' + spoken.action() + '"';
        String head = newer
                ? "Content-Type: application/soap+xml; charset=UTF-8" + (action.isEmpty() ? "" : "; action=" + action)
                : "Content-Type: text/xml; charset=UTF-8\nSOAPAction: " + action;
        return "POST /\n" + head + "\n\n" + XmlLines.indented(spoken.sent()) + "\n";
    }

    private ObjectNode stub(ObjectNode told) {
        ObjectNode stub = JSON.objectNode();
        if (told.has("unreachable")) {
            return stub.put("unreachable", told.path("unreachable").asText());
        }
        ObjectNode mapping = stub.putArray("mappings").addObject();
        mapping.putObject("request").put("method", "POST").put("urlPath", "/");
        ObjectNode response = mapping.putObject("response");
        if (told.has("fault")) {
            response.put("fault", told.path("fault").asText());
            return stub;
        }
        String marked = told.path("body").asText("");
        boolean silent = marked.equals("$OTHER$") && spoken.proof().other().isEmpty();
        response.put("status", silent ? 202 : told.path("status").asInt(200));
        response.put("body", body(marked));
        ObjectNode headers = response.putObject("headers");
        headers.put(
                "Content-Type",
                told.path("type")
                        .asText((spoken.contract().newer() ? "application/soap+xml" : "text/xml") + ";charset=UTF-8"));
        if (told.has("retry-after")) {
            headers.put("Retry-After", told.path("retry-after").asText());
        }
        return stub;
    }

    private String body(String marked) {
        Matcher fault = FAULT.matcher(marked);
        if (fault.matches()) {
            return fault(fault.group(1), null);
        }
        SoapProof proof = spoken.proof();
        return switch (marked) {
            case "$TAKEN$" -> envelope(proof.taken());
            case "$OTHER$" -> envelope(proof.other().orElse(proof.taken()));
            case "$FOREIGN$" ->
                "<s:Envelope xmlns:s=\"" + namespace()
                        + "\"><s:Body><x:another xmlns:x=\"urn:another\"/></s:Body></s:Envelope>";
            default -> marked;
        };
    }

    private String envelope(ObjectNode answer) {
        return new String(spoken.contract().answerEnvelope(spoken.operation(), answer), StandardCharsets.UTF_8);
    }

    private String namespace() {
        return spoken.contract().newer() ? SOAP_12 : SOAP_11;
    }

    private String fault(String code, SoapDraft.@org.jspecify.annotations.Nullable Declared declared) {
        boolean newer = spoken.contract().newer();
        String detail = declared == null
                ? ""
                : "<f:" + declared.element().getLocalPart() + " xmlns:f=\""
                        + declared.element().getNamespaceURI() + "\">mau</f:"
                        + declared.element().getLocalPart() + ">";
        String said = newer
                ? "<s:Code><s:Value>s:" + newer(code)
                        + "</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">mau</s:Text></s:Reason>"
                        + (detail.isEmpty() ? "" : "<s:Detail>" + detail + "</s:Detail>")
                : "<faultcode>s:" + code + "</faultcode><faultstring>mau</faultstring>"
                        + (detail.isEmpty() ? "" : "<detail>" + detail + "</detail>");
        return "<s:Envelope xmlns:s=\"" + namespace() + "\"><s:Body><s:Fault>" + said
                + "</s:Fault></s:Body></s:Envelope>";
    }

    private static String newer(String code) {
        return switch (code) {
            case "Client" -> "Sender";
            case "Server" -> "Receiver";
            default -> code;
        };
    }
}
