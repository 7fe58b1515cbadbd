package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Settings of destinations, of lookups, and of sources that are pulled from, out of the environment. {@code HUB_DESTINATIONS_PROVINCE_REST_PASSWORD} could mean many keys, because a
 * variable's name has no hyphens; here it is read as the setting of the connector folder whose name begins it.
 */
final class DestinationVariables implements EnvironmentPostProcessor, Ordered {
    private static final Map<String, String> PREFIXES = Map.of(
            "HUB_DESTINATIONS_", "hub.destinations.", "HUB_LOOKUPS_", "hub.lookups.", "HUB_PULLS_", "hub.pulls.");

    /** After the settings files are read: they may say where the connectors are. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        apply(environment);
    }

    /** A variable that is called just HUB is somebody else's: read as a setting, it would stand for all of them. */
    private static void leaveAlone(ConfigurableEnvironment environment) {
        if (environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                instanceof SystemEnvironmentPropertySource system) {
            new SettingSieve(environment).takeOut(system, "HUB"::equalsIgnoreCase);
        }
    }

    /** Puts the variables that are understood under the names that are meant. */
    static void apply(ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        leaveAlone(environment);
        PropertySource<?> variables = sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        if (!(variables instanceof SystemEnvironmentPropertySource system) || !any(system.getSource())) {
            return;
        }
        List<String> names =
                names(Path.of(environment.getProperty("hub.home", "")).resolve("connectors"));
        Map<String, Object> understood = new LinkedHashMap<>();
        system.getSource().forEach((variable, value) -> key(variable, names)
                .ifPresent(key ->
                        understood.put(key, OriginTrackedValue.of(value, new SystemEnvironmentOrigin(variable)))));
        // Left where they are, they would also be read as other keys.
        new SettingSieve(environment)
                .takeOut(system, variable -> key(variable, names).isPresent());
        sources.addBefore(
                system.getName(), new OriginTrackedMapPropertySource("variables of destinations", understood, true));
    }

    private static boolean any(Map<String, Object> variables) {
        return variables.keySet().stream()
                .anyMatch(name -> PREFIXES.keySet().stream().anyMatch(name::startsWith));
    }

    private static Optional<String> key(String variable, List<String> names) {
        return PREFIXES.entrySet().stream()
                .filter(prefix -> variable.startsWith(prefix.getKey()))
                .findFirst()
                .flatMap(prefix -> {
                    String rest = variable.substring(prefix.getKey().length());
                    return names.stream()
                            .filter(name -> rest.startsWith(inCapitals(name) + "_"))
                            .findFirst()
                            .map(name -> prefix.getValue() + name + "."
                                    + DestinationKeys.named(rest.substring(name.length() + 1)));
                });
    }

    /** The names of the connector folders, the longest first: {@code province-rest} before {@code province}. */
    private static List<String> names(Path connectors) {
        if (!Files.isDirectory(connectors)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(connectors)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + connectors + " cannot be read", e);
        }
    }

    static String inCapitals(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
