package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.replay.Tally.Count;

/**
 * The window of the fake province that stands behind an area gateway: answers as Axis 1.4 writes them, RPC/encoded, every second one with its value
 * behind a reference; HTTP Basic; files by a form, at an address that is given for each. The weather is let at each message. Thread-safe.
 */
final class GatewayWindow {
    static final String PREFIX = "/gw-portlet/";
    static final String PATH = PREFIX + "api/secure/axis/Plugin_NSSGateway_NSSGatewayService";
    private static final String UPLOAD = PREFIX + "upload";
    private static final String DOWNLOAD = PREFIX + "download?ticket=";
    private static final String XML = "text/xml;charset=utf-8";

    private final FakeProvince.Settings settings;
    private final GatewayDesk desk;
    private final Weather weather;
    private final Tally tally;

    GatewayWindow(FakeProvince.Settings settings, Weather weather, Tally tally, Map<String, HeldDossier> held) {
        this.settings = settings;
        this.desk = new GatewayDesk(tally, held);
        this.weather = weather;
        this.tally = tally;
    }

    GatewayDesk desk() {
        return desk;
    }

    /** Answers a message, takes a file or gives one. */
    Reply take(String url, @Nullable String authorization, byte[] body) {
        tally.add(Count.REQUESTS);
        String account = settings.username() + ":" + settings.password();
        String wanted = "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(authorization)) {
            tally.add(Count.REFUSED_LOGINS);
            return new Reply(new byte[0], 401, "text/html");
        }
        if (url.startsWith(UPLOAD + "?ticket=")) {
            return file(body);
        }
        if (url.startsWith(DOWNLOAD)) {
            return desk.mail().download(url.substring(DOWNLOAD.length()));
        }
        return url.equals(PATH)
                ? message(new String(body, StandardCharsets.UTF_8))
                : new Reply(new byte[0], 404, "text/html");
    }

    /** A form with the file in the part {@code file} and what it is in {@code file_meta_data}. */
    private Reply file(byte[] body) {
        String form = new String(body, StandardCharsets.ISO_8859_1);
        boolean whole = form.contains("name=\"file_meta_data\"") && form.contains("name=\"file\"; filename=");
        // The boundary is chance, of whoever sends.
        String name = "file " + Chance.hash(form.replace(form.split("\r\n", 2)[0], ""));
        int visit = weather.turn(name);
        long variation = weather.variation(name, visit);
        Weather.Hits hits = weather.message(name, visit);
        tally.misbehaved(hits);
        String answer = whole && hits.committed()
                ? "{\"httpCode\":\"200\",\"fileEntryId\":" + desk.file(Receipts.number(variation)) + "}"
                : "{\"httpCode\":\"" + (whole ? 500 : 400) + "\",\"description\":\"Không lưu được tệp\"}";
        return new Reply(
                answer.getBytes(StandardCharsets.UTF_8),
                hits.kinds(),
                variation,
                200,
                "application/json;charset=UTF-8");
    }

    private Reply message(String text) {
        Optional<Element> call = GatewayXml.read(text)
                .flatMap(envelope -> GatewayXml.child(envelope, "Body"))
                .flatMap(body -> GatewayXml.children(body).stream().findFirst())
                .filter(wrapper -> GatewayXml.NAMESPACE.equals(wrapper.getNamespaceURI()));
        if (call.isEmpty()) {
            tally.invalid("gateway-call", "no call that can be read");
            return fault("Client", "No such operation");
        }
        String operation = call.get().getLocalName();
        Optional<Element> sent = operation.equals("sendMessage")
                ? GatewayDesk.opened(GatewayXml.text(call.get(), "xmlMessage"))
                : Optional.empty();
        String code =
                sent.map(message -> GatewayXml.text(message, "document-code")).orElse("");
        if (sent.isPresent() && !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            tally.add(Count.BODIES_NOT_NFC);
        }
        String name = code.isEmpty() ? nameless(call.get()) : code;
        int visit = code.isEmpty() ? weather.turn(name) : desk.visit(code);
        long variation = weather.variation(name + operation, visit);
        Weather.Hits hits = weather.message(name, visit);
        tally.misbehaved(hits);
        if (!hits.committed()) {
            String busy = GatewayXml.value(operation, "string", "Hệ thống đang bận, thử lại sau");
            return new Reply(busy.getBytes(StandardCharsets.UTF_8), hits.kinds(), variation, 200, XML);
        }
        boolean anothers = sent.isPresent() && hits.has(Misbehaviour.Kind.DUPLICATE_RECEIPT);
        long written = anothers ? weather.variation(operation, 0) : variation;
        String answer = answered(operation, call.get(), sent, new Turn(hits, written));
        if (answer.isEmpty()) {
            return fault("Client", "No such operation '" + operation + "'");
        }
        tally.processed(hits);
        return new Reply(answer.getBytes(StandardCharsets.UTF_8), hits.kinds(), variation, 200, XML);
    }

    /** What tells calls apart that name no dossier: all that they say. */
    private static String nameless(Element call) {
        String asked = GatewayXml.children(call).stream()
                .map(argument -> argument.getLocalName() + ' ' + argument.getTextContent())
                .collect(Collectors.joining(" "));
        return call.getLocalName() + ' ' + Chance.hash(asked);
    }

    /** What befalls a message. */
    private record Turn(Weather.Hits hits, long variation) {
        <T> List<T> inSomeOrder(List<T> list) {
            return hits.has(Misbehaviour.Kind.OUT_OF_ORDER) ? Chance.shuffled(list, variation) : list;
        }
    }

    private String answered(String operation, Element call, Optional<Element> sent, Turn turn) {
        long variation = turn.variation();
        String number = GatewayXml.text(call, "messageId");
        switch (operation) {
            case "sendMessage" -> {
                return string(
                        operation,
                        sent.map(message -> desk.send(message, Receipts.number(variation)))
                                .orElse("XML không đúng định dạng"),
                        variation);
            }
            case "getUploadFileURL" -> {
                return string(
                        operation, "http://noi-khac.example" + UPLOAD + "?ticket=" + (variation & 0xFFFF), variation);
            }
            case "getDownloadFileURL" -> {
                String address = desk.mail()
                        .ticket(GatewayXml.text(call, "fileId"))
                        .map(ticket -> "http://noi-khac.example" + DOWNLOAD + ticket)
                        .orElse("");
                return string(operation, address, variation);
            }
            case "getReceivedMessageIdsByDocumentType", "getReceivedMessageIds" -> {
                return GatewayXml.list(operation, turn.inSomeOrder(desk.mail().waiting()));
            }
            case "getErrorMessage" -> {
                return GatewayXml.list(operation, List.of());
            }
            case "getMessageByMessageId" -> {
                return string(operation, desk.mail().message(number), variation);
            }
            case "updateReceiveFinish" -> {
                boolean stays = turn.hits().has(Misbehaviour.Kind.UNACKNOWLEDGED_HEAD)
                        && desk.mail().heads(number);
                if (!stays) {
                    desk.mail().finished(number);
                }
                return string(operation, "success", variation);
            }
            case "updateErrorMessage" -> {
                desk.mail().failed(number, GatewayXml.text(call, "errorMessage"));
                return string(operation, "success", variation);
            }
            case "getConnectionStatus" -> {
                tally.add(Count.ENQUIRIES);
                return GatewayXml.value(operation, "int", "1");
            }
            default -> {
                return "";
            }
        }
    }

    private static String string(String operation, String text, long variation) {
        return (variation & 1) == 0
                ? GatewayXml.value(operation, "string", text)
                : GatewayXml.referred(operation, text);
    }

    private static Reply fault(String code, String words) {
        return new Reply(GatewayXml.fault(code, words).getBytes(StandardCharsets.UTF_8), 500, XML);
    }
}
