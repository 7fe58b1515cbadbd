package vn.lienthong.hub.route;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.intake.Pulls;
import vn.lienthong.hub.mapping.Mapping;

/**
 * The verbs of a flow: {@code hub:lane/DESTINATION}, {@code hub:enrich/LOOKUP}, {@code hub:files/hold} and {@code hub:files/link},
 * {@code hub:map/MAPPING}, {@code hub:deliver/DESTINATION} and
 * {@code hub:park/REASON}; on the way back {@code hub:pull/SOURCE?every=TIME} and {@code hub:accept/DESTINATION}. A misspelt verb or name stops the start-up with a sentence that names the ones there are.
 */
public final class HubComponent extends DefaultComponent {
    private final Doors doors;

    public HubComponent(Doors doors) {
        this.doors = doors;
    }

    /**
     * What the verbs open.
     *
     * @param mapping the mapping of a name as it is now, or null
     * @param connector what delivers an attempt to a destination, or null when no such connector is configured
     * @param files the files of the records, or null where the hub holds none
     * @param pulls what pulls from sources; null when none is configured
     * @param lookup what asks a register about an attempt's record; of a lookup without settings, nothing
     */
    public record Doors(
            Delivery delivery,
            Function<String, @Nullable Mapping> mapping,
            Function<String, @Nullable Consumer<Attempt>> connector,
            @Nullable RecordFiles files,
            @Nullable Pulls pulls,
            Function<String, @Nullable Consumer<Attempt>> lookup) {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        String verb = slash < 0 ? remaining : remaining.substring(0, slash);
        String name = slash < 0 ? "" : remaining.substring(slash + 1);
        return switch (verb) {
            case "lane" -> new LaneEndpoint(uri, this, name, doors.delivery());
            case "map" -> {
                mapping(name, uri);
                // Looked up for each attempt: mappings may be read again while the flow runs.
                yield StepEndpoint.ofBoth(
                        uri,
                        this,
                        attempt -> attempt.map(mapping(name, uri)),
                        message -> message.map(mapping(name, uri)));
            }
            case "deliver" -> {
                Consumer<Attempt> connector =
                        found(doors.connector().apply(name), uri, "destination", "connectors/ and in hub.destinations");
                yield StepEndpoint.ofAttempts(uri, this, connector);
            }
            case "files" -> {
                RecordFiles files = found(doors.files(), uri, "store of files", "the hub that this one stands in");
                boolean linked = name.equals("link");
                if (!linked && !name.equals("hold")) {
                    throw new IllegalArgumentException("A flow does something unknown with files. Found: " + uri
                            + ". Use hub:files/hold or hub:files/link.");
                }
                yield StepEndpoint.ofAttempts(uri, this, attempt -> attempt.files(files, linked));
            }
            case "enrich" -> {
                Consumer<Attempt> lookup = found(doors.lookup().apply(name), uri, "lookup", "connectors/");
                yield StepEndpoint.ofAttempts(uri, this, lookup);
            }
            case "pull" -> {
                Object every = parameters.remove("every");
                Pulls pulls = found(doors.pulls(), uri, "source", "hub.pulls");
                yield new PullEndpoint(uri, this, every == null ? "PT1M" : every.toString(), flow(pulls, name));
            }
            case "accept" -> {
                found(doors.connector().apply(name), uri, "destination", "connectors/ and in hub.destinations");
                yield StepEndpoint.ofPulled(uri, this, message -> message.owe(name));
            }
            case "park" -> StepEndpoint.ofAttempts(uri, this, attempt -> attempt.reject(Parking.because(name)));
            default ->
                throw new IllegalArgumentException(
                        "No such verb in a flow. Found: " + uri
                                + ". Use one of hub:lane, hub:enrich, hub:files, hub:map, hub:deliver, hub:park, hub:pull, hub:accept.");
        };
    }

    private static PullEndpoint.Flow flow(Pulls pulls, String source) {
        return (every, flow) -> pulls.flow(source, every, flow);
    }

    private Mapping mapping(String name, String uri) {
        return found(doors.mapping().apply(name), uri, "mapping", "mappings/");
    }

    private static <T> T found(@Nullable T thing, String uri, String kind, String place) {
        if (thing == null) {
            throw new IllegalArgumentException(
                    "A flow names a " + kind + " that does not exist. Found: " + uri + ". Look in " + place + ".");
        }
        return thing;
    }
}
