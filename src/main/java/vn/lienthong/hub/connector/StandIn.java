package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server must know that stands in for the other side of a connector: which settings lead to it, where the connector logs in, and what a log-in is
 * answered there. Immutable.
 */
public final class StandIn {
    /** As good as any: whoever stands in lets everybody in. */
    private static final String SECRET = "replay";

    private static final int LIFETIME_SECONDS = 86_400;
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^}]*)?}}");

    private final ConnectorFolder folder;
    private final KameletFile kamelet;

    private StandIn(ConnectorFolder folder, KameletFile kamelet) {
        this.folder = folder;
        this.kamelet = kamelet;
    }

    /**
     * A log-in of the connector.
     *
     * @param path at which it arrives
     * @param answer that grants, as JSON
     */
    public record Login(String path, byte[] answer) {}

    /** Reads a connector's folder; empty where there is none that can be used. */
    public static Optional<StandIn> of(Path connectorsFolder, String name) {
        ConnectorFolder folder = new ConnectorFolder(connectorsFolder.resolve(name));
        return folder.kamelet().map(kamelet -> new StandIn(folder, kamelet));
    }

    /** Why nobody can stand in for its other side; null when somebody can. */
    public @Nullable String refusal() {
        return kinds().contains(StepKind.WS_SECURITY)
                ? "its answers are signed or encrypted by keys that only the other side has"
                : null;
    }

    /**
     * Settings that lead to who stands in: all addresses are its own, credentials are made up, and what must be given and is not has its example.
     *
     * @param given settings of the destination as they are; its addresses, credentials and key files are left out
     */
    public Map<String, String> settings(URI address, Map<String, String> given) {
        Map<String, String> settings = new TreeMap<>();
        given.forEach((key, value) -> {
            KameletFile.Property property = property(key);
            if (property == null || !isOwn(property)) {
                settings.put(key, value);
            }
        });
        for (KameletFile.Property property : kamelet.properties().values()) {
            String key = ConnectorSettings.dashed(property.name());
            if (property.format().equals("uri")) {
                settings.put(key, address.toString());
            } else if (property.required() && property.credential()) {
                settings.put(key, SECRET);
            } else if (property.required() && property.fallback() == null && isMissing(settings, property)) {
                YamlNode example = property.node().get("example");
                settings.put(key, example == null ? SECRET : example.text());
            }
        }
        return settings;
    }

    /** Settings that are not given, must be, and say something: their example stands in, and what is said differs by it. */
    public List<String> examples(Map<String, String> given) {
        return kamelet.properties().values().stream()
                .filter(property -> !isOwn(property) && property.required() && property.fallback() == null)
                .filter(property -> isMissing(given, property))
                .map(property -> ConnectorSettings.dashed(property.name()))
                .toList();
    }

    /** Its log-ins, as they arrive by these settings. */
    public List<Login> logins(Map<String, String> settings) {
        Map<String, String> values = values(settings);
        return kamelet.uses().stream()
                .filter(use -> kind(use).filter(StepKind::isLogin).isPresent())
                .map(use -> new Login(path(use, values), granted(use)))
                .toList();
    }

    /** Whether it sends something to where an answer says: at that path, and at the host and port of its own address. */
    public boolean goesWhereItIsTold() {
        return kamelet.uses().stream()
                .anyMatch(use -> kind(use).filter(StepKind.UPLOAD::equals).isPresent()
                        && !text(use, "pathNoted", "").isEmpty());
    }

    /** What must be known of its words, where messages arrive by these settings. */
    public OtherSide otherSide(Map<String, String> settings) {
        Map<String, String> values = values(settings);
        Map<String, String> paths = new HashMap<>();
        for (KameletFile.Use use : kamelet.uses()) {
            String front = kind(use).filter(StepKind.POST::equals).isPresent() ? path(use, values) : "/";
            for (String way : StepOptions.parts(filled(text(use, "paths", ""), values))) {
                Matcher matcher = PostStep.PATH.matcher(way);
                if (matcher.matches()) {
                    String place = matcher.group(3).split("\\?", 2)[0];
                    paths.put((front.equals("/") ? "" : front.replaceAll("/$", "")) + place, matcher.group(1));
                }
            }
        }
        return new OtherSide(folder, paths);
    }

    /** Whether the setting leads elsewhere, or says who we are there. */
    private static boolean isOwn(KameletFile.Property property) {
        return property.format().equals("uri")
                || property.credential()
                || property.name().endsWith("Store");
    }

    private KameletFile.@Nullable Property property(String key) {
        return kamelet.properties().values().stream()
                .filter(property -> property.name().equals(key)
                        || ConnectorSettings.dashed(property.name()).equals(key))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMissing(Map<String, String> settings, KameletFile.Property property) {
        return settings.getOrDefault(ConnectorSettings.dashed(property.name()), "")
                        .isBlank()
                && settings.getOrDefault(property.name(), "").isBlank();
    }

    private Map<String, String> values(Map<String, String> settings) {
        Map<String, String> values = new HashMap<>();
        for (KameletFile.Property property : kamelet.properties().values()) {
            String given =
                    settings.getOrDefault(ConnectorSettings.dashed(property.name()), settings.get(property.name()));
            String value = given == null ? property.fallback() : given;
            values.put(property.name(), value == null ? "" : value);
        }
        return values;
    }

    private static String path(KameletFile.Use use, Map<String, String> values) {
        String path = URI.create(filled(text(use, "url", ""), values)).getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    private static byte[] granted(KameletFile.Use use) {
        boolean session = kind(use).filter(StepKind.SESSION_LOGIN::equals).isPresent();
        ObjectNode answer = JsonPath.JSON.createObjectNode();
        String at = session ? text(use, "sessionAt", "/session") : text(use, "tokenAt", "/access_token");
        put(answer, at, "stand-in-session");
        String code = text(use, "codeAt", "");
        List<String> success = StepOptions.parts(text(use, "successCodes", ""));
        if (!code.isEmpty() && !success.isEmpty()) {
            put(answer, code, success.get(0));
        }
        if (!session) {
            put(answer, text(use, "lifetimeAt", "/expires_in"), String.valueOf(LIFETIME_SECONDS));
        }
        return SessionBody.bytes(answer);
    }

    private static void put(ObjectNode answer, String pointer, String value) {
        List<String> steps = JsonPath.of(pointer).steps();
        ObjectNode here = answer;
        for (String step : steps.subList(0, steps.size() - 1)) {
            here = here.withObjectProperty(step);
        }
        here.put(steps.get(steps.size() - 1), value);
    }

    private static String text(KameletFile.Use use, String option, String fallback) {
        YamlNode value = use.parameters().get(option);
        return value == null ? fallback : value.text();
    }

    private List<StepKind> kinds() {
        return kamelet.uses().stream().flatMap(use -> kind(use).stream()).toList();
    }

    private static Optional<StepKind> kind(KameletFile.Use use) {
        String step = "step:";
        return use.uri().startsWith(step) ? StepKind.find(use.uri().substring(step.length())) : Optional.empty();
    }
}
