package vn.lienthong.hub.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;
import vn.lienthong.hub.app.HubSettings;
import vn.lienthong.hub.intake.PullSettings;

/** The settings as the manual lists them, and its samples, against the settings that the hub reads. */
class SettingsTest {
    private static final String MANUAL = Repository.read("docs/operating.md");

    /** Stands for every variable that a sample takes from the environment. */
    private static final String SECRET = "a made-up secret of the tests";

    @Test
    void theManualListsEverySettingWithItsDefault() {
        Map<String, String> written = new TreeMap<>();
        for (List<String> row : MarkdownTable.find(MANUAL, "setting").rows()) {
            written.put(row.get(0), row.get(1));
        }
        Map<String, String> real = new TreeMap<>();
        collect("hub", HubSettings.class, real);
        assertThat(written).containsAllEntriesOf(real);
        assertThat(written.keySet()).isEqualTo(real.keySet());
    }

    @Test
    void theManualListsEverySettingOfADestination() throws IOException {
        String source = Repository.read("src/main/java/vn/lienthong/hub/delivery/DestinationSettings.java");
        TreeSet<String> real = Pattern.compile("read\\.\\w+\\(\"([\\w.-]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        real.addAll(List.of("unit-code", "mapping.NAME"));
        Pattern.compile("static final String [A-Z_]+ = \"(record[\\w-]*)\"")
                .matcher(Repository.read("src/main/java/vn/lienthong/hub/app/LiveSettings.java"))
                .results()
                .forEach(found -> real.add(found.group(1)));
        real.addAll(parametersOf("province-rest"));
        assertThat(MarkdownTable.find(MANUAL, "setting of a destination").column("setting of a destination"))
                .containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void theManualListsEverySettingOfAPull() {
        TreeSet<String> real = new TreeSet<>(PullSettings.KEYS);
        real.add("mapping.NAME");
        assertThat(MarkdownTable.find(Repository.read("docs/pulling.md"), "setting of a pull")
                        .column("setting of a pull"))
                .containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void theManualListsEverySettingOfALookup() {
        String source = Repository.read("src/main/java/vn/lienthong/hub/delivery/LookupSettings.java");
        assertThat(MarkdownTable.find(Repository.read("docs/lookups.md"), "setting of a lookup")
                        .column("setting of a lookup"))
                .containsExactlyElementsOf(Pattern.compile("read\\.\\w+\\(\"([\\w.-]+)\"")
                        .matcher(source)
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    @Test
    void theHubReadsEverySampleOfSettings() throws IOException {
        List<Documents.Sample> samples = Documents.samples("yaml").stream()
                .filter(sample -> sample.text().startsWith("hub:"))
                .toList();
        assertThat(samples).isNotEmpty();
        for (Documents.Sample sample : samples) {
            assertThatCode(() -> bind(sample.text())).as(sample.where()).doesNotThrowAnyException();
        }
    }

    @Test
    void aMisspeltSettingIsNotRead() {
        assertThatCode(() -> bind("hub:\n  jornal:\n    url: jdbc:postgresql://x/y\n"))
                .hasStackTraceContaining("jornal");
    }

    private static HubSettings bind(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        new YamlPropertySourceLoader()
                .load("sample", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(sources::addFirst);
        Map<String, Object> secrets = Pattern.compile("\\$\\{(\\w+)}")
                .matcher(yaml)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toMap(name -> name.substring(2, name.length() - 1), name -> SECRET));
        sources.addLast(new MapPropertySource("secrets", secrets));
        return Binder.get(environment)
                .bind("hub", Bindable.of(HubSettings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .get();
    }

    /** Keys and defaults, as deep as records go. Settings of destinations have a table of their own. */
    private static void collect(String prefix, Class<?> type, Map<String, String> keys) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String key = prefix + "." + kebab(component.getName());
            Type generic = component.getGenericType();
            Class<?> inner = component.getType();
            if (Map.class.isAssignableFrom(inner)
                    && generic instanceof ParameterizedType map
                    && map.getActualTypeArguments()[1] instanceof Class<?> value
                    && value.isRecord()) {
                collect(key + ".NAME", value, keys);
            } else if (inner.isRecord() && inner.getName().startsWith(PackageTable.BASE)) {
                collect(key, inner, keys);
            } else if (!List.of("hub.destinations", "hub.pulls", "hub.lookups").contains(key)) {
                keys.put(Map.class.isAssignableFrom(inner) ? key + entryOf(key) : key, defaultOf(type, i));
            }
        }
    }

    private static String entryOf(String key) {
        boolean bySource = key.endsWith("by-source") || key.endsWith("by-origin");
        if (key.endsWith("columns")) {
            return ".FIELD";
        }
        if (key.endsWith("addresses")) {
            return ".DESTINATION";
        }
        return key.endsWith("by-unit") ? ".UNIT" : bySource ? ".SOURCE" : ".TABLE";
    }

    /** The annotation of a record's component stands on the parameter of its constructor. */
    private static String defaultOf(Class<?> type, int index) {
        DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(DefaultValue.class);
        return value == null || value.value().length == 0 || value.value()[0].isEmpty() ? "-" : value.value()[0];
    }

    private static Set<String> parametersOf(String connector) {
        String file = "connectors/" + connector + "/" + connector + "-sink.kamelet.yaml";
        Map<String, Object> kamelet = new Yaml().load(Repository.read(file));
        return part(part(part(kamelet, "spec"), "definition"), "properties").keySet().stream()
                .map(SettingsTest::kebab)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String name) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
