package vn.lienthong.hub.difference;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xmlunit.diff.NodeMatcher;

/** Which child is which: elements by name, those of one name as lists are; texts one after the other. Not thread-safe. */
final class XmlMatcher implements NodeMatcher {
    private final Predicate<Node> anyOrder;
    private final IdentityHashMap<Node, Node> crossed = new IdentityHashMap<>();

    /** @param anyOrder whether the order within this element means nothing */
    XmlMatcher(Predicate<Node> anyOrder) {
        this.anyOrder = anyOrder;
    }

    /** Whether it stands elsewhere among those of its name, and nothing else is wrong with their list. */
    boolean crossed(@Nullable Node left) {
        return left != null && crossed.containsKey(left);
    }

    Node partner(Node left) {
        return Objects.requireNonNull(crossed.get(left));
    }

    @Override
    public Iterable<Map.Entry<Node, Node>> match(Iterable<Node> left, Iterable<Node> right) {
        Map<String, List<Node>> from = byName(left, true);
        Map<String, List<Node>> to = byName(right, true);
        List<Map.Entry<Node, Node>> pairs = new ArrayList<>();
        List<Node> restLeft = new ArrayList<>();
        List<Node> restRight = new ArrayList<>();
        from.forEach((name, nodes) -> {
            List<Node> others = to.remove(name);
            if (others == null) {
                restLeft.addAll(nodes);
            } else {
                pair(nodes, others, pairs);
            }
        });
        to.values().forEach(restRight::addAll);
        // What has the same local name is the same thing in another namespace.
        Map<String, List<Node>> strangers = byName(restRight, false);
        byName(restLeft, false).forEach((name, nodes) -> pair(nodes, strangers.getOrDefault(name, List.of()), pairs));
        return pairs;
    }

    private void pair(List<Node> left, List<Node> right, List<Map.Entry<Node, Node>> pairs) {
        if (left.size() == 1 && right.size() == 1) {
            pairs.add(Map.entry(left.get(0), right.get(0)));
            return;
        }
        boolean free =
                left.get(0) instanceof Element && anyOrder.test(left.get(0).getParentNode());
        Pairing pairing = Pairing.of(leaves(left), leaves(right), free);
        for (Pairing.Pair pair : pairing.pairs()) {
            if (pair.left() >= 0 && pair.right() >= 0) {
                Node a = left.get(pair.left());
                Node b = right.get(pair.right());
                pairs.add(Map.entry(a, b));
                if (pairing.reordered() && pair.left() != pair.right()) {
                    crossed.put(a, b);
                }
            }
        }
    }

    private static List<String> leaves(List<Node> nodes) {
        return nodes.stream().map(XmlText::leaves).toList();
    }

    private static Map<String, List<Node>> byName(Iterable<Node> nodes, boolean spaces) {
        Map<String, List<Node>> all = new LinkedHashMap<>();
        for (Node node : nodes) {
            String local = node instanceof Element ? node.getLocalName() : "#" + node.getNodeType();
            String name = spaces && node.getNamespaceURI() != null ? "{" + node.getNamespaceURI() + "}" + local : local;
            all.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
        }
        return all;
    }
}
