package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A WSDL with everything that it imports, all of it files on this machine: nothing is fetched. Looked through without document types and entities, with
 * an end to size and number. Immutable.
 */
final class WsdlFiles {

    static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL_2 = "http://www.w3.org/ns/wsdl";
    private static final String SCHEMA = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final long LARGEST = 16L << 20;
    private static final int MOST = 400;
    private static final Set<String> BRINGING = Set.of("import", "include", "redefine");
    /** What begins with a scheme, or with a host. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:|//|\\\\\\\\).*", Pattern.DOTALL);

    private static final Pattern NAMED_IN_QUERY = Pattern.compile("[?&](?:xsd|wsdl)=([\\w.-]+)");

    private final Map<Path, One> files = new LinkedHashMap<>();
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> afar = new LinkedHashSet<>();
    private final Finder finder;

    /**
     * One file.
     *
     * @param name what it is called where they all lie side by side
     * @param text with its imports as they are
     * @param brings by the location that it writes, the file that is meant
     */
    private record One(String name, String text, Map<String, Path> brings) {}

    /** Where the file is that a document brings in. */
    interface Finder {
        /** Null where it is not there; {@code folder} is that of the WSDL. */
        @Nullable
        Path find(String location, Path file, Path folder);
    }

    private WsdlFiles(Path wsdl, Finder finder) {
        this.finder = finder;
        Deque<Path> left = new ArrayDeque<>(List.of(wsdl.toAbsolutePath().normalize()));
        Set<String> names = new LinkedHashSet<>();
        Path folder = left.element().getParent();
        while (!left.isEmpty()) {
            Path file = left.remove();
            if (files.containsKey(file)) {
                continue;
            }
            if (files.size() == MOST) {
                throw new ContractFault(
                        "The WSDL imports too much",
                        "more than " + MOST + " files from " + wsdl,
                        "Take only what it needs");
            }
            One one = read(file, folder == null ? file : folder, names, files.isEmpty());
            files.put(file, one);
            left.addAll(one.brings.values());
        }
        if (!missing.isEmpty()) {
            throw new ContractFault(
                    "The WSDL imports files that are not there",
                    String.join(", ", missing) + " of " + wsdl,
                    "Fetch each and put it beside the WSDL, under the last part of its name; nothing is fetched for you");
        }
    }

    /** @throws ContractFault if it is none, could do harm, or something that it imports is not there */
    static WsdlFiles gather(Path wsdl) {
        return gather(wsdl, WsdlFiles::beside);
    }

    /** The same, of which somebody else knows where the parts are. */
    static WsdlFiles gather(Path wsdl, Finder finder) {
        return new WsdlFiles(wsdl, finder);
    }

    /** All of them by the name under which they may lie side by side, the WSDL first; imports name each other so. */
    Map<String, String> sideBySide() {
        Map<String, String> all = new LinkedHashMap<>();
        files.values().forEach(one -> {
            String text = one.text;
            for (Map.Entry<String, Path> brought : one.brings.entrySet()) {
                String name = Objects.requireNonNull(files.get(brought.getValue())).name;
                String written = Pattern.quote(escaped(brought.getKey()));
                text = Pattern.compile("(location\\s*=\\s*)([\"'])" + written + "\\2", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .replaceAll("$1$2" + Matcher.quoteReplacement(name) + "$2");
            }
            all.put(one.name, text);
        });
        return all;
    }

    /** Locations that are addresses: found here beside the WSDL, but whoever else reads it would ask the address. */
    List<String> afar() {
        return List.copyOf(afar);
    }

    /** What all elements of WSDL of this name are called, such as {@code operation}, in the order of the files. */
    List<String> named(String element) {
        return List.copyOf(named.getOrDefault(element, Set.of()));
    }

    private static String escaped(String location) {
        return location.replace("&", "&amp;");
    }

    private One read(Path file, Path folder, Set<String> names, boolean first) {
        byte[] bytes = bytes(file);
        Map<String, Path> brings = new LinkedHashMap<>();
        String encoding;
        try {
            XMLStreamReader at = SafeXml.plain(new ByteArrayInputStream(bytes));
            encoding = at.getEncoding() == null ? "UTF-8" : at.getEncoding();
            for (boolean root = true; at.hasNext(); ) {
                int event = at.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new ContractFault(
                            "The file has a document type or an entity, which could do harm",
                            file.toString(),
                            "No WSDL needs one: take the line with <!DOCTYPE away, or ask them for a plain one");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (root) {
                        root(at, file, first);
                        root = false;
                    }
                    brings(at, file, folder, brings);
                    if (WSDL.equals(at.getNamespaceURI())) {
                        named.computeIfAbsent(at.getLocalName(), key -> new LinkedHashSet<>())
                                .add(String.valueOf(at.getAttributeValue(null, "name")));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new ContractFault(
                    "The file is no XML to its end",
                    file + ", line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNumber()),
                    "Give it the WSDL itself, whole: in a browser the address that ends in ?wsdl, saved as it came");
        }
        return new One(name(file, names), text(bytes, encoding), brings);
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ContractFault(
                        "The file is too large for a contract",
                        file + ", " + Files.size(file) + " bytes",
                        "At most " + LARGEST + "; is it really the WSDL?");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ContractFault(
                    "The contract cannot be read",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file that this user may read");
        }
    }

    private static void root(XMLStreamReader at, Path file, boolean first) {
        String name = at.getLocalName();
        String namespace = at.getNamespaceURI() == null ? "" : at.getNamespaceURI();
        if (namespace.equals(WSDL_2)) {
            throw new ContractFault(
                    "WSDL 2.0 is not read",
                    file.toString(),
                    "Ask them for WSDL 1.1; almost every service has it at ?wsdl");
        }
        boolean wsdl = name.equals("definitions") && namespace.equals(WSDL);
        boolean schema = name.equals("schema") && namespace.equals(SCHEMA);
        if (first ? !wsdl : !wsdl && !schema) {
            throw new ContractFault(
                    first ? "The file is no WSDL" : "What the WSDL imports is neither a WSDL nor a schema",
                    file + " begins with <" + name + "> of '" + namespace + "'",
                    schema
                            ? "Give it the WSDL; the schema comes with it"
                            : "Save the address that ends in ?wsdl, as it came");
        }
    }

    private void brings(XMLStreamReader at, Path file, Path folder, Map<String, Path> brings) {
        String namespace = at.getNamespaceURI();
        boolean wsdl = WSDL.equals(namespace);
        if (!BRINGING.contains(at.getLocalName()) || !wsdl && !SCHEMA.equals(namespace)) {
            return;
        }
        String location = at.getAttributeValue(null, wsdl ? "location" : "schemaLocation");
        if (location != null && !location.isBlank()) {
            if (ADDRESS.matcher(location.strip()).matches()) {
                afar.add(location.strip());
            }
            Path brought = finder.find(location.strip(), file, folder);
            if (brought == null) {
                missing.add(location.strip());
            } else {
                brings.put(location, brought);
            }
        }
    }

    /** Where it says, or beside the WSDL under the last part of what it says: an address cannot be followed, but its file may have been saved. */
    static @Nullable Path beside(String location, Path file, Path folder) {
        List<Path> places = new ArrayList<>();
        String last = last(location);
        try {
            if (!location.contains("://")) {
                places.add(file.resolveSibling(location.startsWith("file:") ? location.substring(5) : location));
            }
            places.add(file.resolveSibling(last));
            places.add(folder.resolve(last));
            places.add(folder.resolve(last + ".xsd"));
            places.add(folder.resolve(last + ".wsdl"));
        } catch (InvalidPathException e) {
            return null;
        }
        return places.stream()
                .map(place -> place.toAbsolutePath().normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static String last(String location) {
        Matcher query = NAMED_IN_QUERY.matcher(location);
        String last = query.find() ? query.group(1) : location.replaceAll("[?#].*$", "");
        return last.substring(last.lastIndexOf('/') + 1);
    }

    /** Its own name as far as a folder of contracts takes it, told apart from those before it. */
    private static String name(Path file, Set<String> names) {
        String own =
                String.valueOf(file.getFileName()).replaceAll("[^\\w.-]+", "-").replaceAll("^[.-]+", "");
        int dot = own.lastIndexOf('.');
        String ending = dot < 0 ? "" : own.substring(dot);
        boolean fits = Set.of(".wsdl", ".xsd", ".xml").contains(ending.toLowerCase(Locale.ROOT));
        String stem = fits ? own.substring(0, dot) : own.isEmpty() ? "contract" : own;
        String end = fits ? ending : names.isEmpty() ? ".wsdl" : ".xsd";
        String name = stem + end;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + "-" + i + end;
        }
        return name;
    }

    /** The files of a repository are UTF-8, whatever they came in. */
    private static String text(byte[] bytes, String encoding) {
        Charset charset;
        try {
            charset = Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            charset = StandardCharsets.UTF_8;
        }
        String text = new String(bytes, charset);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)
                ? text
                : text.replaceFirst("(<\\?xml[^>]*encoding=[\"'])[^\"']+", "$1UTF-8");
    }
}
