package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The answer of a list, in JSON or in an envelope, without some of its items. Used once. */
final class ShrunkList {
    private final PullForm form;
    private final Set<String> ids;

    ShrunkList(PullForm form, Set<String> ids) {
        this.form = form;
        this.ids = ids;
    }

    byte[] of(byte[] answered) {
        String text = new String(answered, StandardCharsets.UTF_8);
        if (text.strip().startsWith("<")) {
            return xml(text, answered);
        }
        JsonNode json = JsonPath.parse(text);
        if (json == null) {
            return answered;
        }
        boolean shrinks = false;
        for (JsonPath place : form.items()) {
            shrinks |= shrink(json, place.steps());
        }
        return shrinks ? SessionBody.bytes(json) : answered;
    }

    private boolean shrink(JsonNode root, List<String> steps) {
        JsonNode parent = root;
        for (String step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            parent = parent.path(step);
        }
        JsonNode items = steps.isEmpty() ? root : parent.path(steps.get(steps.size() - 1));
        if (items instanceof ArrayNode list) {
            int before = list.size();
            for (Iterator<JsonNode> left = list.elements(); left.hasNext(); ) {
                if (goes(left.next())) {
                    left.remove();
                }
            }
            return list.size() < before;
        }
        return items.isObject()
                && parent instanceof ObjectNode owner
                && goes(items)
                && owner.remove(steps.get(steps.size() - 1)) != null;
    }

    private boolean goes(JsonNode item) {
        return ids.contains(PullForm.first(form.id(), item).asText(""));
    }

    private byte[] xml(String text, byte[] answered) {
        try {
            Document tree = SafeXml.tree(text);
            List<Element> going = new ArrayList<>();
            for (JsonPath place : form.items()) {
                String name = place.steps().isEmpty()
                        ? ""
                        : place.steps().get(place.steps().size() - 1);
                NodeList items = tree.getElementsByTagNameNS("*", name);
                for (int i = 0; i < items.getLength(); i++) {
                    Element item = (Element) items.item(i);
                    if (form.id().stream().anyMatch(id -> ids.contains(number(item, id)))) {
                        going.add(item);
                    }
                }
            }
            going.forEach(item -> item.getParentNode().removeChild(item));
            return going.isEmpty() ? answered : DomTree.written(tree);
        } catch (XMLStreamException | SafeXml.Harmful e) {
            return answered;
        }
    }

    /** The number of an item; of one that is its number, its text. */
    private static String number(Element item, JsonPath id) {
        Element here = item;
        for (String step : id.steps()) {
            Element next = child(here, step);
            if (next == null) {
                return "";
            }
            here = next;
        }
        return child(here, null) == null ? here.getTextContent().strip() : "";
    }

    private static @Nullable Element child(Element of, @Nullable String name) {
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && (name == null || name.equals(element.getLocalName()))) {
                return element;
            }
        }
        return null;
    }
}
