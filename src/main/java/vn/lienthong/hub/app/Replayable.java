package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * Which recorded exchanges can be played through a hub, why others cannot, and what must be there for those that can: who stands in for a destination, and
 * files, of which a recording keeps the sum and the size. Not thread-safe.
 */
final class Replayable {
    /** Where nothing that is kept says how large a file was; an empty one is not sent. */
    private static final long ANY_SIZE = 1;

    private static final String LOOKUP =
            "its flow asks a register, and of what that answered a recording keeps only codes";

    private final HubSettings settings;
    private final Hub hub;
    private final Map<String, Flow> flows = new HashMap<>();
    private final Map<String, Long> files = new HashMap<>();

    /**
     * Of one destination, read once for all its exchanges.
     *
     * @param standIn who stands in for it; null when none can be played
     * @param refusal why none can be played; null when some can
     * @param files what it does with the files of records
     */
    private record Flow(@Nullable StandIn standIn, @Nullable String refusal, Optional<String> files) {}

    Replayable(HubSettings settings) {
        this.settings = settings;
        this.hub = FolderOptions.hub(settings);
    }

    /** Who stands in for those of these destinations for which something can be played. */
    SortedMap<String, StandIn> standIns(Collection<String> destinations) {
        SortedMap<String, StandIn> standIns = new TreeMap<>();
        for (String destination : destinations) {
            StandIn standIn = flow(destination).standIn();
            if (standIn != null) {
                standIns.put(destination, standIn);
            }
        }
        return standIns;
    }

    /** The bytes of the files that its records name, by SHA-256. */
    Map<String, Long> files() {
        return files;
    }

    /** Why its record cannot be asked; null when it can. */
    @Nullable
    String reason(RecordedExchange exchange) {
        byte[] content = exchange.record();
        if (content == null) {
            return "the recording has no record, so nothing can go in through intake";
        }
        Flow flow = flow(exchange.about().destination());
        if (flow.refusal() != null) {
            return flow.refusal();
        }
        if (exchange.legs().stream().anyMatch(Leg::isLookup)) {
            return LOOKUP;
        }
        return files(flow, Json.read(content).path("attachments"), exchange);
    }

    private Flow flow(String destination) {
        return flows.computeIfAbsent(destination, this::read);
    }

    private Flow read(String destination) {
        Optional<String> held = hub.routes().filesTo(destination);
        if (hub.routes().mappingTo(destination).isEmpty()) {
            return new Flow(null, "no flow in routes/ maps records to " + destination, held);
        }
        if (!hub.routes().lookupsTo(destination).isEmpty()) {
            return new Flow(null, LOOKUP, held);
        }
        StandIn standIn = StandIn.of(settings.homeFolder().resolve("connectors"), destination)
                .orElse(null);
        String refusal = standIn == null ? "there is no connector " + destination : standIn.refusal();
        return new Flow(refusal == null ? standIn : null, refusal, held);
    }

    /** A hub that holds them is told so: they are named by sum and size, and that is what is compared. */
    private @Nullable String files(Flow flow, JsonNode attachments, RecordedExchange exchange) {
        if (!attachments.isEmpty() && flow.files().filter("link"::equals).isPresent()) {
            return "the addresses of its files were signed by the hub that was recorded";
        }
        boolean uploaded = exchange.legs().stream().anyMatch(leg -> Conversation.isPreparation(leg.operation()));
        Map<String, Long> sent = uploaded(exchange);
        Map<String, Long> named = new HashMap<>();
        for (JsonNode file : attachments) {
            String sha256 = file.path("sha256").asText("");
            if (sha256.isEmpty() && flow.files().isPresent()) {
                return "of a file its record says only where it was fetched from, and a recording keeps none";
            }
            Long size = file.has("size") ? Long.valueOf(file.path("size").asLong(ANY_SIZE)) : sent.get(sha256);
            if (size == null && (uploaded || flow.files().isPresent())) {
                return "its record does not say how large a file is, and a recording keeps none";
            }
            if (!sha256.isEmpty()) {
                named.put(sha256, size == null ? ANY_SIZE : size);
            }
        }
        files.putAll(named);
        return null;
    }

    /** Nothing, where somebody wrote something else there. */
    private static JsonNode said(byte[] body) {
        try {
            return Json.read(body);
        } catch (IllegalArgumentException e) {
            return Json.object();
        }
    }

    /** How large files were when they were uploaded, by SHA-256: the record need not say it. */
    private static Map<String, Long> uploaded(RecordedExchange exchange) {
        Map<String, Long> sizes = new HashMap<>();
        for (Leg leg : exchange.legs()) {
            if (leg.operation().equals(Conversation.UPLOAD) && leg.headMade()) {
                JsonNode said = said(HttpBytes.parse(leg.request()).body());
                if (said.path("size").canConvertToLong()) {
                    sizes.put(said.path("sha256").asText(""), said.path("size").asLong());
                }
            }
        }
        return sizes;
    }
}
