package vn.lienthong.hub.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Takes settings out of an environment before anybody reads them; what is left keeps its place. */
final class SettingSieve {
    private final MutablePropertySources sources;

    SettingSieve(ConfigurableEnvironment environment) {
        this.sources = environment.getPropertySources();
    }

    /**
     * Takes out of every file, of the environment and of the system properties what the test says; the command line is left alone.
     *
     * @param unwanted of a key as it is written there, such as {@code hub.data} or {@code HUB_DATA}
     * @return the keys taken out, in order
     */
    NavigableSet<String> takeOut(Predicate<String> unwanted) {
        TreeSet<String> taken = new TreeSet<>();
        for (PropertySource<?> source : List.copyOf(sources.stream().toList())) {
            // A command line is no map.
            if (source instanceof MapPropertySource map) {
                taken.addAll(takeOut(map, unwanted));
            }
        }
        return taken;
    }

    /** The same for one source of settings. */
    NavigableSet<String> takeOut(MapPropertySource source, Predicate<String> unwanted) {
        TreeSet<String> taken = new TreeSet<>();
        Map<String, Object> left = new LinkedHashMap<>();
        source.getSource().forEach((key, value) -> {
            if (unwanted.test(key)) {
                taken.add(key);
            } else {
                left.put(key, value);
            }
        });
        if (!taken.isEmpty()) {
            sources.replace(source.getName(), like(source, left));
        }
        return taken;
    }

    private static MapPropertySource like(MapPropertySource source, Map<String, Object> left) {
        if (source instanceof SystemEnvironmentPropertySource) {
            return new SystemEnvironmentPropertySource(source.getName(), left);
        }
        return source instanceof OriginTrackedMapPropertySource
                ? new OriginTrackedMapPropertySource(source.getName(), left, true)
                : new MapPropertySource(source.getName(), left);
    }
}
