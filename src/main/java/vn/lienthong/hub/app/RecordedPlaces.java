package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.recording.FromJournal;

/** What the journal does not know of destinations, for who records: by which files they are spoken to now. */
final class RecordedPlaces {
    private final Supplier<Hub> hub;
    private final HubSettings settings;

    RecordedPlaces(Supplier<Hub> hub, HubSettings settings) {
        this.hub = hub;
        this.settings = settings;
    }

    /** Reads the files of its connector and mapping. */
    FromJournal.Place of(String destination) {
        Path home = settings.homeFolder();
        Map<String, String> versions = new TreeMap<>();
        versions.put("hub", HubVersion.text());
        versions.put("connector", FromJournal.sum(home.resolve("connectors").resolve(destination)));
        Optional<String> mapping = hub.get().routes().mappingTo(destination);
        mapping.ifPresent(name -> {
            versions.put("mappingName", name);
            versions.put("mapping", FromJournal.sum(home.resolve("mappings").resolve(name)));
        });
        String address =
                settings.destinations().getOrDefault(destination, Map.of()).getOrDefault("address", "");
        return new FromJournal.Place(destination, address, versions);
    }
}
