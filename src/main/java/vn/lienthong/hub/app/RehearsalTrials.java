package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.TrialAttempt;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.rehearsal.Trial;

/** Opens the ways of rehearsals: mapped only, or to an address for tests through a connector that nothing else uses. */
final class RehearsalTrials {
    private final Hub hub;
    private final HubSettings settings;
    private final HubFiles files;
    private final Clock clock;

    RehearsalTrials(Hub hub, HubSettings settings, HubFiles files, Clock clock) {
        this.hub = hub;
        this.settings = settings;
        this.files = files;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** @throws IllegalArgumentException in three parts */
    Trial open(String destination, @Nullable String sendTo) {
        if (!settings.destinations().containsKey(destination)) {
            throw new IllegalArgumentException(
                    "A rehearsal needs a configured destination. Found: " + destination + ". Known are: "
                            + String.join(", ", settings.destinations().keySet()) + ".");
        }
        Map<String, String> own = settings.rehearsal().addresses().getOrDefault(destination, Map.of());
        MappedTrial mapped = mapped(destination);
        if (sendTo == null || sendTo.isEmpty() && own.isEmpty()) {
            return mapped;
        }
        return sending(destination, RehearsalAddress.settings(destination, real(destination), own, sendTo), mapped);
    }

    private Map<String, String> real(String destination) {
        return settings.destinations().getOrDefault(destination, Map.of());
    }

    private MappedTrial mapped(String destination) {
        return new MappedTrial(
                mapping(destination),
                DestinationSettings.forMapping(real(destination)),
                new MappedTrial.Flow(
                        destination, hub.routes().filesTo(destination).orElse("")),
                hub.connectors(),
                files);
    }

    private Mapping mapping(String destination) {
        String name = hub.routes()
                .mappingTo(destination)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No flow maps records to this destination. Found: " + destination + ". See routes/."));
        return new Current(hub, name);
    }

    /** The mapping of a name as it is now: it may be read again between two records. */
    private record Current(Hub hub, String name) implements Mapping {
        @Override
        public MappingResult apply(JsonNode input) {
            return hub.mappings()
                    .named(name)
                    .orElseThrow(() -> new IllegalStateException("The mapping " + name + " is gone. Run: check"))
                    .apply(input);
        }
    }

    /** Held files without what was noted of them: what a test system was given must not count as given to the real one. */
    private record WithoutNotes(HeldFiles held) implements HeldFiles {
        @Override
        public OptionalLong size(String sha256) {
            return held.size(sha256);
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            return held.open(sha256);
        }
    }

    private Trial sending(String destination, Map<String, String> test, MappedTrial mapped) {
        DefaultCamelContext camel = new DefaultCamelContext();
        try {
            Connector connector =
                    hub.connectors().open(destination, test, camel, clock, new WithoutNotes(files.stored()));
            camel.start();
            return new SendingTrial(mapped, connector, camel, new SendingTrial.To(test, clock), attempt(destination));
        } catch (IllegalArgumentException e) {
            camel.stop();
            throw RehearsalAddress.fault(e);
        }
    }

    private SendingTrial.Attempts attempt(String destination) {
        TrialAttempt.Files held = hub.routes()
                .filesTo(destination)
                .map(how -> new TrialAttempt.Files(files.records(), how.equals("link")))
                .orElse(null);
        return (connector, forMapping) -> new TrialAttempt(mapping(destination), connector, forMapping, held, clock);
    }
}
