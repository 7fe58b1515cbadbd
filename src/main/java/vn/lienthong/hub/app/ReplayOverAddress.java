package vn.lienthong.hub.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Procession;
import vn.lienthong.hub.replay.ReplayScript;
import vn.lienthong.hub.replay.Replayed;

/** Asks the recorded requests anew, at an address or at the fake province, and reports what is answered. */
final class ReplayOverAddress {
    private static final int BESIDE = 4;

    private final HubSettings settings;
    private final Procession.Pace pace;

    ReplayOverAddress(HubSettings settings, Procession.Pace pace) {
        this.settings = settings;
        this.pace = pace.withBeside(BESIDE);
    }

    void at(ReplayLive.Allowed allowed, Path folder, @Nullable String destination, ReplayReport report)
            throws InterruptedException {
        Hub hub = FolderOptions.hub(settings);
        ReplayFolder found = ReplayFolder.read(folder, destination, exchange -> null);
        found.left().forEach(report::notAsked);
        Map<String, Boolean> destinations = new TreeMap<>();
        found.scripts().forEach(script -> destinations.put(script.destination(), true));
        if (!destinations.isEmpty()) {
            String name = ReplayCommand.only(destination, destinations);
            play(hub, found.scripts(), Map.of(name, live(allowed, name)), report);
        }
    }

    private Map<String, String> live(ReplayLive.Allowed allowed, String name) {
        Map<String, String> real = settings.destinations().getOrDefault(name, Map.of());
        if (allowed.real()) {
            Map<String, String> own = new HashMap<>(real);
            own.put("address", allowed.address().toString());
            return own;
        }
        try {
            return RehearsalAddress.settings(
                    name,
                    real,
                    settings.rehearsal().addresses().getOrDefault(name, Map.of()),
                    allowed.address().toString());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "This is the real address of the destination.",
                    "--live " + allowed.address(),
                    "Give the address of a test system; or say --i-know " + ReplayLive.REAL + ".");
        }
    }

    void atFakeProvince(Path folder, @Nullable String destination, ReplayReport report) throws InterruptedException {
        Hub hub = FolderOptions.hub(settings);
        try (FakeProvince province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC())) {
            Map<String, URI> windows = windows(province);
            ReplayFolder found = ReplayFolder.read(
                    folder,
                    destination,
                    exchange -> windows.containsKey(exchange.about().destination())
                            ? null
                            : "the fake province does not speak as "
                                    + exchange.about().destination() + " does; it does as " + windows.keySet());
            found.left().forEach(report::notAsked);
            Map<String, Map<String, String>> own = new HashMap<>();
            found.scripts()
                    .forEach(script -> own.computeIfAbsent(
                            script.destination(),
                            name -> fake(name, windows.getOrDefault(name, province.address()), report)));
            play(hub, found.scripts(), own, report);
        }
    }

    private Map<String, URI> windows(FakeProvince province) {
        Map<String, URI> windows = new TreeMap<>();
        windows.put("province-rest", province.address());
        Path wsdl = settings.homeFolder().resolve("connectors/province-soap/contract/exchange.wsdl");
        if (Files.isRegularFile(wsdl)) {
            province.serveSoap(wsdl);
            windows.put("province-soap", URI.create(province.address() + FakeProvince.SOAP_PATH));
        }
        province.serveGateway();
        windows.put("gateway-soap", URI.create(province.address() + FakeProvince.GATEWAY_PATH));
        return windows;
    }

    private Map<String, String> fake(String name, URI address, ReplayReport report) {
        StandIn standIn = StandIn.of(settings.homeFolder().resolve("connectors"), name)
                .orElseThrow(() -> CommandFailure.usage(
                        "There is no such connector.", name, "Run it where connectors/ has it, or name the --home."));
        ReplaySettings.tell(settings, name, standIn, report);
        Map<String, String> own = ReplaySettings.destination(settings, address, name, standIn);
        own.replaceAll((key, value) -> key.equals("username") || key.equals("password") ? "demo" : value);
        return own;
    }

    private void play(Hub hub, List<ReplayScript> scripts, Map<String, Map<String, String>> own, ReplayReport report)
            throws InterruptedException {
        try (Stop stop = new Stop();
                AddressReplay replay = opened(hub, own)) {
            Procession procession = new Procession(scripts, pace, replay);
            stop.whenAsked(procession::stop);
            procession.play();
            scripts.forEach(script -> tell(script, replay.asked(script), report));
        }
    }

    private static AddressReplay opened(Hub hub, Map<String, Map<String, String>> own) {
        try {
            return new AddressReplay(hub.connectors(), own, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.of(e).orElseThrow(() -> e);
        }
    }

    private static void tell(ReplayScript script, AddressReplay.@Nullable Asked asked, ReplayReport report) {
        String why = asked == null ? "it was stopped before" : asked.notAsked();
        if (asked == null || why != null) {
            report.notAsked(script.name(), String.valueOf(why));
        } else {
            report.compared(script.name(), Replayed.answers(script, asked.legs()), List.of());
        }
    }
}
