package vn.lienthong.hub.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.recording.XmlFile.Element;

/**
 * Projects of SoapUI as recorded exchanges: each request of an interface and of a step of a test, SOAP and REST. A project keeps no answers but those of its
 * mock services: where one of these answers the operation, that answer stands for it.
 */
final class SoapUi {
    private final Map<String, Element> operations = new LinkedHashMap<>();
    private final Map<String, Element> mocked = new LinkedHashMap<>();
    private final Map<String, Element> methods = new LinkedHashMap<>();
    private final Map<Element, Element> interfaces = new LinkedHashMap<>();
    private final Gathering gathering;
    private int number;

    private SoapUi(Gathering gathering) {
        this.gathering = gathering;
    }

    static List<RecordedExchange> read(Path file, String connector, Recorded recorded) {
        Element root;
        try {
            root = XmlFile.read(file);
        } catch (XmlFile.Unreadable e) {
            throw noProject(file, String.valueOf(e.getMessage()));
        }
        Element project =
                root.first("soapui-project").orElseThrow(() -> noProject(file, "no soapui-project at its root"));
        SoapUi ui = new SoapUi(new Gathering(connector, recorded));
        ui.know(project);
        ui.requests(project);
        if (ui.number == 0) {
            throw noProject(file, "a project without requests");
        }
        return ui.gathering.all();
    }

    private static BadRecording noProject(Path file, String found) {
        return new BadRecording(
                "The file is no project of SoapUI with requests.",
                file + ", " + found,
                "Save the project in SoapUI as one file, with a request in an interface or a test.");
    }

    private void know(Element project) {
        project.all("interface").forEach(one -> {
            one.all("operation").forEach(operation -> {
                operations.put(key(one.attribute("name"), operation.attribute("name")), operation);
                interfaces.put(operation, one);
            });
            one.anywhere("method").forEach(method -> {
                methods.put(method.attribute("name"), method);
                interfaces.put(method, one);
            });
        });
        project.anywhere("mockOperation").forEach(mock -> answerOf(mock)
                .ifPresent(
                        answer -> mocked.put(key(mock.attribute("interface"), mock.attribute("operation")), answer)));
    }

    /** An operation often stands in two interfaces, one for each version of SOAP. */
    private static String key(String owner, String operation) {
        return owner + '\n' + operation;
    }

    private static @Nullable Element of(Map<String, Element> all, String owner, String operation) {
        Element exact = all.get(key(owner, operation));
        return exact == null ? all.get(key("", operation)) : exact;
    }

    /** Where the step does not say of which interface, the first that has it. */
    private @Nullable Element operation(String owner, String name) {
        Element exact = operations.get(key(owner, name));
        return exact != null
                ? exact
                : operations.values().stream()
                        .filter(one -> one.attribute("name").equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private static Optional<Element> answerOf(Element mock) {
        String usual = mock.text("defaultResponse");
        return mock.all("response")
                .filter(one -> usual.isEmpty() || one.attribute("name").equals(usual))
                .findFirst()
                .or(() -> mock.first("response"));
    }

    private void requests(Element project) {
        operations.values().forEach(operation -> operation.all("call").forEach(call -> soap(operation, call)));
        project.all("interface").forEach(one -> one.all("resource").forEach(resource -> resource(one, resource, "")));
        project.anywhere("testStep").forEach(step -> step.first("config").ifPresent(this::step));
    }

    private void resource(Element owner, Element resource, String above) {
        String path = joined(above, resource.attribute("path"));
        resource.all("method").forEach(method -> method.all("request")
                .forEach(request -> rest(
                        method, owner.attribute("basePath"), path, request, RestValues.of(resource, method, request))));
        resource.all("resource").forEach(inner -> resource(owner, inner, path));
    }

    /** What a step of a test sends; other steps send nothing. */
    private void step(Element config) {
        Element request = config.first("request").orElse(null);
        if (request == null) {
            config.first("restRequest").ifPresent(inner -> stepOfRest(config, inner));
            return;
        }
        Element operation = operation(
                config.text("interface").strip(), config.text("operation").strip());
        if (operation != null) {
            soap(operation, request);
        } else if (request.children().isEmpty()) {
            String target = target(config.text("endpoint"), "", "");
            add("", new Ask(config.attribute("method"), target, List.of(), request.text()), null);
        }
    }

    private void stepOfRest(Element config, Element request) {
        Element method = methods.get(config.attribute("methodName"));
        if (method != null) {
            Element owner = interfaces.get(method);
            String base = owner == null ? "" : owner.attribute("basePath");
            rest(method, base, config.attribute("resourcePath"), request, RestValues.of(method, method, request));
        }
    }

    private void soap(Element operation, Element call) {
        String name = operation.attribute("name");
        Element owner = interfaces.get(operation);
        String action = operation.attribute("action");
        boolean second = owner != null && owner.attribute("soapVersion").equals("1_2");
        List<HttpBytes.Header> headers = second
                ? List.of(new HttpBytes.Header(
                        "Content-Type", "application/soap+xml; charset=UTF-8; action=\"" + action + '"'))
                : List.of(
                        new HttpBytes.Header("Content-Type", "text/xml; charset=UTF-8"),
                        new HttpBytes.Header("SOAPAction", '"' + action + '"'));
        String endpoint = call.text("endpoint").isBlank() && owner != null
                ? owner.first("endpoints").map(all -> all.text("endpoint")).orElse("")
                : call.text("endpoint");
        Element answer = of(mocked, owner == null ? "" : owner.attribute("name"), name);
        add(name, new Ask("POST", target(endpoint, "", ""), headers, call.text("request")), answer);
    }

    private void rest(Element method, String base, String path, Element request, RestValues values) {
        List<HttpBytes.Header> headers = new ArrayList<>(values.headers());
        String type = request.attribute("mediaType");
        String body = request.text("request");
        if (!type.isEmpty() && !body.isEmpty()) {
            headers.add(new HttpBytes.Header("Content-Type", type));
        }
        String template = joined(base, path);
        String target = target(request.text("endpoint"), values.inPath(template), values.query(template));
        add(method.attribute("name"), new Ask(method.attribute("method"), target, headers, body), null);
    }

    /** A request before it is bytes. */
    private record Ask(String method, String target, List<HttpBytes.Header> headers, String body) {
        byte[] bytes() {
            String verb = method.matches("[A-Z]{3,10}") ? method : body.isEmpty() ? "GET" : "POST";
            List<HttpBytes.Header> clean = headers.stream()
                    .map(one -> new HttpBytes.Header(one.name(), one.value().replaceAll("[\\r\\n]+", " ")))
                    .toList();
            return new HttpBytes(verb + ' ' + target + " HTTP/1.1", clean, SoapUi.bytes(body)).bytes();
        }
    }

    private void add(String operation, Ask ask, @Nullable Element answer) {
        byte[] answered = answer == null ? null : answer(answer, ask.headers());
        String failure = answer == null ? ForeignFile.NO_ANSWER : null;
        gathering.add("request " + ++number, new Leg(operation, ask.bytes(), answered, failure, 0, false, false), null);
    }

    private static byte[] answer(Element response, List<HttpBytes.Header> asked) {
        String status = response.attribute("httpResponseStatus").matches("\\d{3}")
                ? response.attribute("httpResponseStatus")
                : "200";
        List<HttpBytes.Header> type = asked.stream()
                .filter(header -> header.is("Content-Type"))
                .map(header ->
                        new HttpBytes.Header("Content-Type", header.value().replaceFirst("; action=.*", "")))
                .toList();
        return new HttpBytes("HTTP/1.1 " + status, type, bytes(response.text("responseContent"))).bytes();
    }

    /** Always so, and said so in the heads, whatever encoding the project names: it holds letters, not bytes. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String joined(String front, String behind) {
        return Stream.of(front, behind)
                .map(part -> part.replaceAll("^/+|/+$", ""))
                .filter(part -> !part.isEmpty())
                .reduce("", (all, part) -> all + "/" + part);
    }

    /** The path of an address, with what is said behind it. Whither it went is not kept. */
    private static String target(String endpoint, String path, String query) {
        String front = endpoint.isBlank() ? "" : Har.target(endpoint.strip());
        String whole = path.isEmpty() ? front : front.replaceAll("/+$", "") + path;
        String one = (whole.isEmpty() ? "/" : whole).replace(" ", "%20");
        return query.isEmpty() ? one : one + (one.contains("?") ? "&" : "?") + query;
    }
}
