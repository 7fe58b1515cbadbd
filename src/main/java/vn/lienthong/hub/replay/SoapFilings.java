package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The part of the exchange service's counter where online filings are given out: pullDocument, updateSendSignal, countDocument. Thread-safe. */
final class SoapFilings {
    private static final String FILES = "attachmentList";

    private final OnlineFilings filings;

    SoapFilings(OnlineFilings filings) {
        this.filings = filings;
    }

    /** Adds a page to an answer. */
    void page(Element answer, String unit) {
        OnlineFilings.Page page = filings.page(unit);
        SoapDesk.add(answer, "conTiep", page.more() ? "1" : "0");
        for (Map<String, String> filing : page.filings()) {
            Element item = child(answer, "onlineDocumentSoapList");
            // The contract's order is that of the names.
            new TreeMap<>(filing).forEach((name, value) -> {
                if (name.equals(FILES)) {
                    value.lines().forEach(file -> file(item, file.split("\\|", 3)));
                } else {
                    SoapDesk.add(item, name, value);
                }
            });
        }
    }

    private static void file(Element item, String[] parts) {
        Element file = child(item, FILES);
        SoapDesk.add(file, "tenFile", parts[0]);
        SoapDesk.add(file, "tenTaiLieuDinhKem", parts[1]);
        SoapDesk.add(file, "urlTaiLieuDinhKem", parts[2]);
    }

    private static Element child(Element of, String name) {
        Element child = of.getOwnerDocument().createElement(name);
        of.appendChild(child);
        return child;
    }

    /** Takes an acknowledgement; says whether it named a filing. */
    boolean acknowledged(Element argument) {
        List<Long> ids = new ArrayList<>();
        for (Node node = argument.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element id
                    && "idList".equals(id.getLocalName())
                    && !id.getTextContent().isBlank()) {
                ids.add(Long.parseLong(id.getTextContent().strip()));
            }
        }
        filings.acknowledge(ids);
        return !ids.isEmpty();
    }

    int waiting(String unit) {
        return filings.waiting(unit);
    }
}
