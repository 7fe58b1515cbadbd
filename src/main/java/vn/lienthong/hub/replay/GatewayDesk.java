package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;
import vn.lienthong.hub.replay.HeldDossier.StepFate;
import vn.lienthong.hub.replay.Tally.Count;

/**
 * The counter of the fake province behind the gateway: opens what is sent, keeps the same books as {@link ProvinceDesk}, takes files ahead and counts a
 * message that names one it never got. Thread-safe.
 */
final class GatewayDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOSSIER = "2.100.1.1";
    private static final String STATUS = "6.1.0.1";

    private final Tally tally;
    private final Map<String, HeldDossier> held;
    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final GatewayMail mail = new GatewayMail();

    GatewayDesk(Tally tally, Map<String, HeldDossier> held) {
        this.tally = tally;
        this.held = held;
    }

    /** What is named in a message by the sender; empty when it cannot be read. */
    static Optional<Element> opened(String xml) {
        return GatewayXml.read(xml).filter(root -> root.getLocalName().equals("message"));
    }

    int visit(String code) {
        return code.isEmpty() ? 0 : dossier(code).visit();
    }

    /** Takes a message; gives the number that it is to have, or words why not. */
    String send(Element message, String number) {
        String code = GatewayXml.text(message, "document-code");
        String packed = GatewayXml.text(message, "content");
        String content;
        try {
            content = new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return refused(code, "content không đúng định dạng base64");
        }
        String type = GatewayXml.text(message, "document-type");
        String fault = type.equals(DOSSIER)
                ? dossier(code, content, message)
                : type.equals(STATUS) ? status(code, content) : "document-type không hợp lệ";
        return fault.isEmpty() ? number : refused(code, fault);
    }

    private String refused(String code, String words) {
        tally.invalid("gateway-message", words + ": " + code);
        return words;
    }

    private String dossier(String code, String content, Element message) {
        ObjectNode dossier;
        try {
            dossier = JSON.readTree(content) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return "JSON không đúng định dạng";
        }
        if (!dossier.path("soBienNhan").asText().equals(code)) {
            return "soBienNhan không hợp lệ";
        }
        List<Element> attached = GatewayXml.child(message, "attach-files")
                .map(GatewayXml::children)
                .orElse(List.of());
        for (Element file : attached) {
            if (!files.contains(GatewayXml.text(file, "attach-file-id"))) {
                return "attach-file-id không hợp lệ";
            }
        }
        dossier.put("MaHoSo", code);
        if (dossier(code).create(dossier)) {
            tally.created(GatewayXml.text(message, "sending-system-id"));
        } else {
            dossier(code).update(dossier);
            tally.add(Count.UPDATES);
        }
        return "";
    }

    private String status(String code, String content) {
        Optional<Element> said = GatewayXml.read(content)
                .flatMap(envelope -> GatewayXml.child(envelope, "Header"))
                .flatMap(header -> GatewayXml.child(header, "Status"));
        if (said.isEmpty() || GatewayXml.text(said.get(), "StatusCode").isEmpty()) {
            return "XML không đúng định dạng";
        }
        if (!dossier(code).exists()) {
            tally.finding(Count.UNKNOWN_DOSSIER, "a status for a dossier not held: " + code);
        }
        String at = GatewayXml.text(said.get(), "Timestamp");
        StepFate fate = dossier(code).step(Chance.hash(content), SoapDesk.stamp(at));
        if (fate == StepFate.REPEATED) {
            tally.finding(Count.REPEATED_STEPS, code + ": status of " + at + " came again");
            return "";
        }
        tally.add(Count.STEPS);
        if (fate == StepFate.OUT_OF_ORDER) {
            tally.finding(Count.ORDER_BREAKS, code + ": status of " + at + " after a later one");
        }
        return "";
    }

    /** Takes a file ahead of its message; gives its number back. */
    String file(String number) {
        files.add(number);
        return number;
    }

    /** What is held for us. */
    GatewayMail mail() {
        return mail;
    }

    private HeldDossier dossier(String code) {
        return held.computeIfAbsent(code, k -> new HeldDossier());
    }
}
