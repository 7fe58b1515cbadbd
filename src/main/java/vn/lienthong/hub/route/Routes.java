package vn.lienthong.hub.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import vn.lienthong.hub.check.Violation;

/** The flows of {@code routes/}: one per file, checked without starting anything. Immutable. */
public final class Routes {
    private static final String ENDING = ".camel.yaml";
    private static final Pattern LANE = Pattern.compile("uri:\\s*[\"']?hub:lane/([a-z0-9-]+)");

    private static final Pattern PULL = Pattern.compile("uri:\\s*[\"']?hub:pull/([a-z0-9-]+)");

    private static final Pattern ACCEPT = Pattern.compile("(?m)^[^#]*hub:accept/([a-z0-9-]+)");

    private static final Pattern FILES = Pattern.compile("(?m)^[^#]*hub:files/([a-z]+)");
    private static final Pattern MAP = Pattern.compile("(?m)^[^#]*hub:map/([a-z0-9-]+)");

    private static final Pattern ENRICH = Pattern.compile("(?m)^[^#]*hub:enrich/([a-z0-9-]+)");

    private final List<Path> files;

    private Routes(List<Path> files) {
        this.files = files;
    }

    /** Finds the files; reads nothing yet. A missing folder is an empty catalogue. */
    public static Routes load(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Routes(List.of());
        }
        try (Stream<Path> found = Files.list(folder)) {
            return new Routes(found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("README.md"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Folder " + folder + " cannot be read", e);
        }
    }

    /** Ids of the flows, which are the names of their files. */
    public List<String> names() {
        return files.stream().map(Routes::idOf).toList();
    }

    /**
     * Everything that is wrong, at once.
     *
     * @param names the names that {@code hub:map/…}, {@code hub:lane|deliver|accept/…} {@code hub:pull/…} and {@code hub:enrich/…} may use: "map", "deliver", "pull" and "enrich"
     */
    public List<Violation> check(Map<String, Set<String>> names) {
        List<Violation> violations = new ArrayList<>();
        for (Path file : files) {
            violations.addAll(new FlowCheck(file, idOf(file), names).violations());
        }
        return violations;
    }

    /**
     * Gives the flows of the configured destinations to Camel, in the order of their names. They start when the context does.
     * A flow that begins with the lane of a destination without settings is left out: nothing can be owed to it. So is one that pulls from a
     * source without settings.
     */
    public void addTo(CamelContext context, Set<String> destinations, Set<String> sources) throws Exception {
        for (Path file : files) {
            if (!laneOf(file).map(destinations::contains).orElse(true)
                    || !sourceOf(file).map(sources::contains).orElse(true)) {
                continue;
            }
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromBytes(file.getFileName().toString(), Files.readAllBytes(file)));
        }
    }

    /** The mapping that the flow of a destination names first; empty when there is no such flow, or it maps nothing. */
    public Optional<String> mappingTo(String destination) {
        return firstIn(destination, MAP);
    }

    /** The mapping that the flow of a source names first; empty when there is no such flow, or it maps nothing. */
    public Optional<String> mappingFrom(String source) {
        try {
            for (Path file : files) {
                if (sourceOf(file).filter(source::equals).isPresent()) {
                    Matcher found = MAP.matcher(Files.readString(file));
                    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A flow in routes/ cannot be read", e);
        }
    }

    private Optional<String> firstIn(String destination, Pattern verb) {
        try {
            for (Path file : files) {
                if (laneOf(file).filter(destination::equals).isPresent()) {
                    Matcher found = verb.matcher(Files.readString(file));
                    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A flow in routes/ cannot be read", e);
        }
    }

    /**
     * What is pulled, and to whom it is owed.
     *
     * @param flow id of the flow
     */
    public record WayBack(String flow, String source, List<String> destinations) {}

    /** The flows that pull, in the order of their names. */
    public List<WayBack> waysBack() {
        try {
            List<WayBack> ways = new ArrayList<>();
            for (Path file : files) {
                Optional<String> source = sourceOf(file);
                if (source.isPresent()) {
                    List<String> destinations = ACCEPT.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group(1))
                            .distinct()
                            .toList();
                    ways.add(new WayBack(idOf(file), source.get(), destinations));
                }
            }
            return ways;
        } catch (IOException e) {
            throw new UncheckedIOException("A flow in routes/ cannot be read", e);
        }
    }

    private static Optional<String> sourceOf(Path file) throws IOException {
        Matcher pull = PULL.matcher(Files.readString(file));
        return pull.find() ? Optional.of(pull.group(1)) : Optional.empty();
    }

    /** What the flow of a destination does with the files of records: {@code hold} or {@code link}; empty when nothing. */
    public Optional<String> filesTo(String destination) {
        return firstIn(destination, FILES);
    }

    /** The lookups that the flow to a destination asks; none where there is no such flow. */
    public Set<String> lookupsTo(String destination) {
        Set<String> names = new TreeSet<>();
        try {
            for (Path file : files) {
                if (laneOf(file).filter(destination::equals).isPresent()) {
                    ENRICH.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A flow in routes/ cannot be read", e);
        }
        return names;
    }

    private static Optional<String> laneOf(Path file) throws IOException {
        Matcher lane = LANE.matcher(Files.readString(file));
        return lane.find() ? Optional.of(lane.group(1)) : Optional.empty();
    }

    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
