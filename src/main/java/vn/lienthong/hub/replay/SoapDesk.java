package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.replay.HeldDossier.StepFate;
import vn.lienthong.hub.replay.Tally.Count;

/**
 * The counter of the fake province for the exchange service: keeps the same books as {@link ProvinceDesk}, by that service's rules. It looks for no
 * duplicate and for no dossier that is missing, as the public one does not; it counts both. Thread-safe.
 */
final class SoapDesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> PUSHES = Set.of("pushDocument", "updateStatus", "updateResult");

    private final FakeProvince.Settings settings;
    private final Tally tally;
    private final Map<String, HeldDossier> held;
    private final SoapFilings filings;
    private final OnlineFilings given;

    SoapDesk(FakeProvince.Settings settings, Tally tally, Map<String, HeldDossier> held, OnlineFilings filings) {
        this.filings = new SoapFilings(filings);
        this.given = filings;
        this.settings = settings;
        this.tally = tally;
        this.held = held;
    }

    /** What citizens filed online. */
    OnlineFilings filings() {
        return given;
    }

    /** How many messages named a dossier before this one. */
    int visit(String code) {
        return code.isEmpty() ? 0 : dossier(code).visit();
    }

    /** Takes the wrapper of a request and gives the wrapper of its answer. */
    Element take(Element request) {
        String operation = request.getLocalName();
        Element argument = child(request, "arg0").orElse(null);
        if (argument == null) {
            return answer(request, "1", "Input parameter is NULL");
        }
        List<Element> items = items(argument);
        if (PUSHES.contains(operation) && items.isEmpty()) {
            return answer(request, "2", "Input parameter contains no record");
        }
        if (!settings.username().equals(text(argument, "userName"))
                || !settings.password().equals(text(argument, "password"))) {
            tally.add(Count.REFUSED_LOGINS);
            return answer(request, "3", "Unknown user name or password");
        }
        if (!PUSHES.contains(operation)) {
            return wayBack(request, argument);
        }
        for (Element item : items) {
            switch (operation) {
                case "pushDocument" -> pushed(item);
                case "updateStatus" -> moved(item);
                default -> ended(item);
            }
        }
        return answer(request, "0", "");
    }

    /** Online filings: counted, given, acknowledged. */
    private Element wayBack(Element request, Element argument) {
        if (request.getLocalName().equals("updateSendSignal")) {
            return filings.acknowledged(argument)
                    ? answer(request, "0", "")
                    : answer(request, "2", "Input parameter contains no record");
        }
        tally.add(Count.ENQUIRIES);
        String unit = text(argument, "maDonViTiepNhan");
        if (unit.isEmpty()) {
            return answer(request, "4", "Document receiver has no value");
        }
        Element answer = answer(request, "0", "");
        Element said = (Element) answer.getFirstChild();
        if (request.getLocalName().equals("pullDocument")) {
            filings.page(said, unit);
        } else {
            said.getLastChild().setTextContent(Integer.toString(filings.waiting(unit)));
        }
        return answer;
    }

    private void pushed(Element item) {
        ObjectNode dossier = fields(item);
        String code = text(item, "maSoHoSo");
        dossier.put("MaHoSo", code);
        if (dossier(code).create(dossier)) {
            tally.created(text(item, "maDonViTiepNhan"));
        } else {
            tally.finding(Count.REPEATED_CREATES, "pushed again: " + code);
            dossier(code).update(dossier);
        }
    }

    private void moved(Element item) {
        String code = text(item, "maSoHoSo");
        unknown(code, "a movement");
        String at = text(item, "ngayGioLuanChuyen");
        StepFate fate = dossier(code).step(Chance.hash(fields(item).toString()), stamp(at));
        if (fate == StepFate.REPEATED) {
            tally.finding(Count.REPEATED_STEPS, code + ": movement of " + at + " came again");
            return;
        }
        tally.add(Count.STEPS);
        if (fate == StepFate.OUT_OF_ORDER) {
            tally.finding(Count.ORDER_BREAKS, code + ": movement of " + at + " after a later one");
        }
    }

    private void ended(Element item) {
        unknown(text(item, "maSoHoSo"), "a result");
        tally.add(Count.UPDATES);
    }

    private void unknown(String code, String what) {
        if (!dossier(code).exists()) {
            tally.finding(Count.UNKNOWN_DOSSIER, what + " for a dossier not held: " + code);
        }
    }

    /** dd/MM/yyyy HH:mm:ss as yyyyMMddHHmmss; what cannot be read is 0, as it was never. */
    static long stamp(String written) {
        return written.matches("\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d")
                ? Long.parseLong(written.substring(6, 10)
                        + written.substring(3, 5)
                        + written.substring(0, 2)
                        + written.substring(11).replace(":", ""))
                : 0;
    }

    private static Element answer(Element request, String code, String words) {
        Document document = request.getOwnerDocument();
        String prefixed = "n:" + request.getLocalName() + "Response";
        Element wrapper = document.createElementNS(request.getNamespaceURI(), prefixed);
        Element said = document.createElement("return");
        wrapper.appendChild(said);
        add(said, "errCode", code);
        add(said, "errMsg", words);
        if (request.getLocalName().equals("countDocument")) {
            add(said, "countDocument", "0");
        }
        return wrapper;
    }

    static void add(Element to, String name, String text) {
        Element child = to.getOwnerDocument().createElement(name);
        child.setTextContent(text);
        to.appendChild(child);
    }

    /** The items of a list that are not nil. */
    private static List<Element> items(Element argument) {
        List<Element> items = new ArrayList<>();
        for (Node node = argument.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element item && item.getLocalName().endsWith("SoapList") && item.hasChildNodes()) {
                items.add(item);
            }
        }
        return items;
    }

    private static ObjectNode fields(Element item) {
        ObjectNode fields = JSON.createObjectNode();
        for (Node node = item.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element field) {
                fields.put(field.getLocalName(), field.getTextContent());
            }
        }
        return fields;
    }

    private static String text(Element of, String name) {
        return child(of, name).map(Element::getTextContent).orElse("").strip();
    }

    private static Optional<Element> child(Element of, String name) {
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private HeldDossier dossier(String code) {
        return held.computeIfAbsent(code, k -> new HeldDossier());
    }
}
