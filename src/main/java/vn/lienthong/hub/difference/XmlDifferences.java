package vn.lienthong.hub.difference;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xmlunit.diff.Comparison;
import org.xmlunit.diff.ComparisonType;
import org.xmlunit.diff.DOMDifferenceEngine;
import org.xmlunit.util.Nodes;
import vn.lienthong.hub.difference.Difference.Kind;

/**
 * XML by meaning: prefixes, the order of attributes and of differently named elements, comments, CDATA and white space around texts mean nothing; the
 * order of elements of one name does. Nothing outside is read, and a document type is not taken. Not thread-safe.
 */
final class XmlDifferences {
    private static final Pattern NUMBER = Pattern.compile("\\[(\\d+)]");
    private static final Pattern TEXT = Pattern.compile("/(?:text|comment|processing-instruction)\\(\\)(?:\\[\\d+])?$");
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z_][\\w.-]*):([A-Za-z_][\\w.-]*)");

    private final Values values;
    private final DocumentBuilder builder = builder();
    /** Making one looks for parsers in all jars, so there is one; what lies within values is compared when it has done. */
    private final DOMDifferenceEngine engine = new DOMDifferenceEngine();

    private @Nullable Heard hearing;

    XmlDifferences(Values values) {
        this.values = values;
        engine.addDifferenceListener((comparison, outcome) -> {
            Heard heard = hearing;
            if (heard != null) {
                heard.take(comparison);
            }
        });
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setCoalescing(true);
            factory.setIgnoringComments(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's own parser knows these features", e);
        }
    }

    /** Null when it is no XML. */
    @Nullable
    Document read(String text) {
        String core = text.strip();
        String begun = core.startsWith("\uFEFF") ? core.substring(1) : core;
        if (!begun.startsWith("<")) {
            return null;
        }
        try {
            return (Document) Nodes.stripWhitespace(builder.parse(new InputSource(new StringReader(begun))));
        } catch (SAXException | IOException e) {
            return null;
        }
    }

    void compare(String path, Document left, Document right, Finds finds) {
        Element a = left.getDocumentElement();
        Element b = right.getDocumentElement();
        if (!a.getLocalName().equals(b.getLocalName())) {
            finds.found(path, Kind.FORMAT, XmlText.of(a), XmlText.of(b));
            return;
        }
        Heard heard = new Heard(path, finds);
        hearing = heard;
        engine.setNodeMatcher(heard.matcher);
        engine.compare(new DOMSource(left), new DOMSource(right));
        heard.found.forEach(Runnable::run);
    }

    /** XMLUnit's words in ours. */
    private final class Heard {
        private final String front;
        private final Finds finds;
        private final XmlMatcher matcher;
        private final Set<String> told = new HashSet<>();
        private final List<Runnable> found = new ArrayList<>();

        Heard(String front, Finds finds) {
            this.front = front;
            this.finds = finds;
            this.matcher = new XmlMatcher(parent -> finds.anyOrder(front + path(XmlText.path(parent))));
        }

        void take(Comparison comparison) {
            Comparison.Detail left = comparison.getControlDetails();
            Comparison.Detail right = comparison.getTestDetails();
            String path = front + path(left.getXPath() == null ? right.getXPath() : left.getXPath());
            switch (comparison.getType()) {
                case TEXT_VALUE, ATTR_VALUE, PROCESSING_INSTRUCTION_DATA, PROCESSING_INSTRUCTION_TARGET ->
                    texts(path, left, right);
                case NAMESPACE_URI ->
                    add(path, Kind.NAMESPACE, String.valueOf(left.getValue()), String.valueOf(right.getValue()));
                case CHILD_LOOKUP, ATTR_NAME_LOOKUP -> lookup(path, comparison);
                case CHILD_NODELIST_SEQUENCE -> order(path, left.getTarget());
                default -> {
                    // Lengths and counts follow from what is missing or extra; declarations, prefixes and CDATA mean
                    // nothing.
                }
            }
        }

        private void add(String path, Kind kind, @Nullable String left, @Nullable String right) {
            found.add(() -> finds.found(path, kind, left, right));
        }

        private void texts(String path, Comparison.Detail left, Comparison.Detail right) {
            String a = String.valueOf(left.getValue());
            String b = String.valueOf(right.getValue());
            if (!sameName(left.getTarget(), a, right.getTarget(), b)) {
                found.add(() -> values.text(path, a, b, finds));
            }
        }

        private void lookup(String path, Comparison comparison) {
            boolean attribute = comparison.getType() == ComparisonType.ATTR_NAME_LOOKUP;
            Comparison.Detail left = comparison.getControlDetails();
            Comparison.Detail right = comparison.getTestDetails();
            if (left.getValue() != null) {
                add(path, Kind.MISSING, XmlText.found(left, attribute), null);
            } else {
                add(front + path(right.getXPath()), Kind.EXTRA, null, XmlText.found(right, attribute));
            }
        }

        private void order(String path, Node element) {
            String list = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
            if (matcher.crossed(element) && told.add(list)) {
                add(
                        list,
                        Kind.ORDER,
                        XmlText.of(element.getParentNode()),
                        XmlText.of(matcher.partner(element).getParentNode()));
            }
        }
    }

    /** A name that is a value, such as {@code soap:Server}: what counts is the namespace behind its prefix. */
    private static boolean sameName(Node left, String a, Node right, String b) {
        Matcher one = QUALIFIED.matcher(a);
        Matcher other = QUALIFIED.matcher(b);
        if (!one.matches() || !other.matches() || !one.group(2).equals(other.group(2))) {
            return false;
        }
        String space = left.lookupNamespaceURI(one.group(1));
        return space != null && space.equals(right.lookupNamespaceURI(other.group(1)));
    }

    /** {@code /a[1]/b[2]/text()[1]} as {@code /a/b[2]}. */
    static String path(@Nullable String xpath) {
        String place = TEXT.matcher(xpath == null ? "" : xpath).replaceAll("");
        return NUMBER.matcher(place).replaceAll(found -> found.group(1).equals("1") ? "" : found.group());
    }
}
