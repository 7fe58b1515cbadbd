package vn.lienthong.hub.app;

import java.io.PrintWriter;
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
    private final PrintWriter err;
    private final Stop stop;

    /**
     * Asks by these settings.
     *
     * @param err what a person is told before something leaves this machine
     * @param stop may end it early: then what was asked until then is reported
     */
    ReplayOverAddress(HubSettings settings, Procession.Pace pace, PrintWriter err, Stop stop) {
        this.stop = stop;
        this.settings = settings;
        this.err = err;
        this.pace = pace.withBeside(BESIDE);
    }

    /** At an address, if somebody may and knows, and nobody is left in what goes beyond this machine. */
    void at(URI address, ReplayLive live, Path folder, @Nullable String destination, ReplayReport report)
            throws InterruptedException {
        boolean real = live.real(address);
        Hub hub = FolderOptions.hub(settings);
        ReplayFolder found = ReplayFolder.read(folder, destination, exchange -> null);
        found.left().forEach(report::notAsked);
        Map<String, Boolean> destinations = new TreeMap<>();
        found.scripts().forEach(script -> destinations.put(script.destination(), true));
        if (!destinations.isEmpty()) {
            String name = ReplayCommand.only(destination, destinations);
            Map<String, String> own = real ? real(address, name) : test(address, name);
            if (live.leaves(address, own, err)) {
                mayLeave(name, found.scripts());
            }
            play(hub, found.scripts(), Map.of(name, own), !real, report);
        }
    }

    private void mayLeave(String name, List<ReplayScript> scripts) {
        if (!settings.destinations().containsKey(name)) {
            throw CommandFailure.usage(
                    "Nobody can tell whether this is the real address of the destination.",
                    "no setting hub.destinations." + name + ".address",
                    "Run it with the settings of the hub, --config FILE, so that the real address is known and refused.");
        }
        new LocalRecordings(settings)
                .mustBeClean(
                        scripts.stream().map(ReplayScript::folder).toList(),
                        "The recording does not leave this machine");
    }

    private Map<String, String> real(URI address, String name) {
        Map<String, String> own = new HashMap<>(settings.destinations().getOrDefault(name, Map.of()));
        String configured = own.getOrDefault("address", "");
        if (RehearsalAddress.isNamed(address, configured)) {
            own.put("address", address.toString());
            return own;
        }
        throw CommandFailure.usage(
                "This is not the real address of the destination, so it does not get its credentials.",
                "--live " + address + " with --i-know " + ReplayLive.REAL + "; hub.destinations." + name + ".address "
                        + (configured.isEmpty() ? "is not given" : "is another one"),
                "Say --i-know " + ReplayLive.TEST_SYSTEM + ", or give the destination's own address.");
    }

    private Map<String, String> test(URI address, String name) {
        try {
            return RehearsalAddress.settings(
                    name,
                    settings.destinations().getOrDefault(name, Map.of()),
                    settings.rehearsal().addresses().getOrDefault(name, Map.of()),
                    address.toString());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "This is the real address of the destination.",
                    "--live " + address,
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
            play(hub, found.scripts(), own, false, report);
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

    /** @param tests whether the settings are those of an address for tests */
    private void play(
            Hub hub,
            List<ReplayScript> scripts,
            Map<String, Map<String, String>> own,
            boolean tests,
            ReplayReport report)
            throws InterruptedException {
        try (AddressReplay replay = opened(hub, own, tests)) {
            Procession procession = new Procession(scripts, pace, replay);
            stop.whenAsked(procession::stop);
            report.begins();
            procession.play();
            report.stopped(stop.asked());
            scripts.forEach(script -> tell(
                    script,
                    replay.asked(script),
                    procession.broken().getOrDefault(script, "it was stopped before"),
                    report));
        }
    }

    private static AddressReplay opened(Hub hub, Map<String, Map<String, String>> own, boolean tests) {
        try {
            return new AddressReplay(hub.connectors(), own, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.of(tests ? RehearsalAddress.fault(e) : e).orElseThrow(() -> e);
        }
    }

    private static void tell(
            ReplayScript script, AddressReplay.@Nullable Asked asked, String otherwise, ReplayReport report) {
        String why = asked == null ? otherwise : asked.why();
        if (asked != null && why == null) {
            report.compared(script.name(), Replayed.answers(script, asked.legs()), List.of());
        } else if (asked == null) {
            report.failed(script.name(), otherwise);
        } else if (!asked.failed()) {
            report.notAsked(script.name(), String.valueOf(why));
        } else if (asked.legs().isEmpty()) {
            report.unreached(script.name(), String.valueOf(why));
        } else {
            report.failed(script.name(), String.valueOf(why));
        }
    }
}
