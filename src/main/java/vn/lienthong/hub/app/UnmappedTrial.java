package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.MappingInput;
import vn.lienthong.hub.journal.UnmappedCodes;
import vn.lienthong.hub.journal.UnmappedCodes.Waiting;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Mappings;

/**
 * Maps what waits under codes once more, with tables that were just read: what no longer fails on its code may go. A code alone would not
 * tell, because what it means depends on the date of the record, and on the mapping. Sends nothing.
 */
final class UnmappedTrial {
    private static final int PAGE = 200;

    private final Mappings mappings;
    private final Function<String, Optional<String>> mappingTo;
    private final Map<String, Map<String, String>> destinations;
    private final Map<String, Optional<Mapping>> known = new TreeMap<>();

    /**
     * @param mappingTo the mapping that the flow to a destination names
     * @param destinations their settings
     */
    UnmappedTrial(
            Mappings mappings,
            Function<String, Optional<String>> mappingTo,
            Map<String, Map<String, String>> destinations) {
        this.mappings = mappings;
        this.mappingTo = mappingTo;
        this.destinations = destinations;
    }

    /**
     * One that may go.
     *
     * @param parksAgain why it would be parked again at once, for another reason; null when it maps
     */
    record Freed(Waiting transfer, @Nullable String parksAgain) {}

    /** Goes through all that wait, a page at a time. */
    void run(UnmappedCodes codes, Page page) {
        Waiting after = null;
        List<Waiting> some;
        do {
            some = codes.waiting(after, PAGE);
            List<Freed> freed = new ArrayList<>();
            for (Waiting one : some) {
                tried(one).ifPresent(freed::add);
            }
            if (!freed.isEmpty()) {
                page.take(freed);
            }
            after = some.isEmpty() ? after : some.get(some.size() - 1);
        } while (some.size() == PAGE);
    }

    private Optional<Freed> tried(Waiting one) {
        byte[] content = one.content();
        Mapping mapping = content == null ? null : mapping(one.destination());
        if (mapping == null) {
            return Optional.empty();
        }
        MappingResult result = mapping.apply(input(one, content));
        if (result instanceof MappingResult.Refused refused) {
            return one.code().equals(refused.unmappedCode())
                    ? Optional.empty()
                    : Optional.of(new Freed(one, refused.problem().message()));
        }
        return Optional.of(new Freed(one, null));
    }

    private @Nullable Mapping mapping(String destination) {
        return known.computeIfAbsent(destination, name -> mappingTo.apply(name).flatMap(mappings::named))
                .orElse(null);
    }

    /** As delivery makes it, for a record that was not sent yet. */
    private ObjectNode input(Waiting one, byte @Nullable [] content) {
        try {
            return MappingInput.of(
                    Json.MAPPER.readTree(content),
                    one.held(),
                    false,
                    DestinationSettings.forMapping(destinations.getOrDefault(one.destination(), Map.of())));
        } catch (IOException e) {
            throw new IllegalStateException("The journal gave content that is no JSON", e);
        }
    }

    /** Takes those of a page that may go. */
    interface Page {
        void take(List<Freed> freed);
    }
}
