package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.wsdl.Binding;
import javax.wsdl.BindingOperation;
import javax.wsdl.Definition;
import javax.wsdl.Import;
import javax.wsdl.Service;
import javax.wsdl.extensions.ExtensibilityElement;
import javax.wsdl.extensions.UnknownExtensibilityElement;
import org.apache.cxf.wsdl11.WSDLServiceBuilder;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a port wants beyond its messages, as WS-Policy and WS-Addressing say it: the names of what must be kept, wherever it is attached; not what is said
 * to be optional. Whether two alternatives are both named is not told apart.
 */
final class SoapPolicies {

    private static final int DEEPEST = 32;
    private static final Set<String> GROUPS = Set.of("Policy", "ExactlyOne", "All");

    private final Map<String, Element> byId = new HashMap<>();
    private final Set<String> wanted = new TreeSet<>();

    private SoapPolicies() {}

    static Set<String> of(SoapPorts.Port port, String operation) {
        SoapPolicies policies = new SoapPolicies();
        if (port.service().getProperty(WSDLServiceBuilder.WSDL_DEFINITION) instanceof Definition definition) {
            policies.known(definition, 0);
            for (Object one : definition.getAllServices().values()) {
                if (one instanceof Service service
                        && service.getQName().equals(port.service().getName())) {
                    policies.attached(service, port.name(), operation);
                }
            }
        }
        return policies.wanted;
    }

    private void known(Definition definition, int depth) {
        for (Element one : elements(definition.getExtensibilityElements())) {
            for (int i = 0; i < one.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) one.getAttributes().item(i);
                if (Set.of("Id", "Name").contains(String.valueOf(attribute.getLocalName()))) {
                    byId.put(attribute.getValue().replaceFirst("^.*#", ""), one);
                }
            }
        }
        for (Object all : depth > DEEPEST ? List.of() : definition.getImports().values()) {
            for (Object one : (List<?>) all) {
                if (one instanceof Import brought && brought.getDefinition() != null) {
                    known(brought.getDefinition(), depth + 1);
                }
            }
        }
    }

    private void attached(Service service, String name, String operation) {
        take(service.getExtensibilityElements());
        javax.wsdl.Port port = service.getPort(name);
        if (port == null) {
            return;
        }
        take(port.getExtensibilityElements());
        Binding binding = port.getBinding();
        take(binding.getExtensibilityElements());
        for (Object one : binding.getBindingOperations()) {
            if (one instanceof BindingOperation each && operation.equals(each.getName())) {
                take(each.getExtensibilityElements());
                take(
                        each.getBindingInput() == null
                                ? List.of()
                                : each.getBindingInput().getExtensibilityElements());
            }
        }
    }

    private static List<Element> elements(List<?> extensions) {
        List<Element> elements = new ArrayList<>();
        for (Object one : extensions) {
            if (one instanceof UnknownExtensibilityElement unknown) {
                elements.add(unknown.getElement());
            }
        }
        return elements;
    }

    private void take(List<?> extensions) {
        elements(extensions).forEach(one -> take(one, 0));
        for (Object one : extensions) {
            if (one instanceof ExtensibilityElement element
                    && "UsingAddressing".equals(element.getElementType().getLocalPart())
                    && Boolean.TRUE.equals(element.getRequired())) {
                wanted.add("Addressing");
            }
        }
    }

    private void take(Element one, int depth) {
        String name = String.valueOf(one.getLocalName());
        if (isOptional(one) || depth > DEEPEST) {
            return;
        }
        if (name.equals("PolicyReference")) {
            Element meant = byId.get(one.getAttribute("URI").replaceFirst("^.*#", ""));
            if (meant != null) {
                within(meant, depth);
            }
        } else if (isPolicy(one)) {
            within(one, depth);
        }
    }

    private static boolean isPolicy(Element element) {
        return String.valueOf(element.getNamespaceURI()).matches(".*/(ws-)?policy")
                && GROUPS.contains(String.valueOf(element.getLocalName()));
    }

    private static boolean isOptional(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if ("Optional".equals(attribute.getLocalName()) && "true".equals(attribute.getNodeValue())) {
                return true;
            }
        }
        return false;
    }

    private void within(Element policy, int depth) {
        List<Element> children = children(policy);
        boolean free = "ExactlyOne".equals(policy.getLocalName())
                && children.stream()
                        .anyMatch(one -> isPolicy(one) && children(one).isEmpty());
        if (free || depth > DEEPEST) {
            return;
        }
        for (Element one : children) {
            if (isPolicy(one) || "PolicyReference".equals(one.getLocalName())) {
                take(one, depth + 1);
            } else if (!isOptional(one)) {
                wanted.add(one.getLocalName());
                within(one, depth + 1);
            }
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(inner);
            }
        }
        return children;
    }
}
