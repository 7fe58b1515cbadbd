package vn.lienthong.hub.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole hub on this machine with a fake province beside it, carrying a made-up day of the city. */
@Command(
        name = "demo",
        description =
                "A hub with embedded database and broker, a fake province beside it, a made-up day of 21 wards and 14 departments; prints the balance and where to look, and keeps serving until stopped.")
final class DemoCommand extends HubCommand {
    private static final int PORT = 8080;

    @Option(
            names = "--once",
            description = "end when everything is delivered or parked: 0 if the balance closes, else 1")
    private boolean once;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "size of the day; 1 is about 3,000 dossiers (default: ${DEFAULT-VALUE})")
    private double scale;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the day and of the province's chances (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--misbehave",
            paramLabel = "NAME[:SHARE]",
            description = "the province goes wrong in this way; may be repeated; see province --list")
    private List<String> misbehave = new ArrayList<>();

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "2",
            description = "milliseconds of an ordinary answer of the province (default: ${DEFAULT-VALUE})")
    private long latency;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "the demo's data go into 'demo' in there (default: data in the home of the hub)")
    private @Nullable Path data;

    @Option(names = "--keep", description = "go on with what an earlier demo left, instead of beginning afresh")
    private boolean keep;

    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> given = options.settings();
        requireFree(given.get("server.port"));
        try (Stop stop = new Stop();
                DemoFolder folder = DemoFolder.in(dataFolder(given), keep);
                DemoProvince province = DemoProvince.start(seed, latency, misbehave);
                HubServer server = HubServer.start(settings(folder, province, given))) {
            province.await();
            Demo demo = new Demo(server, out(), onTerminal());
            boolean closes = demo.play(seed, scale, stop);
            demo.whereToLook(province, dataFolder(given));
            if (once || stop.asked()) {
                return closes ? DONE : CommandFailure.WRONG;
            }
            out().println("Serving until stopped (Ctrl-C).");
            stop.await();
            out().println("Stopping.");
        }
        return DONE;
    }

    private Path dataFolder(Map<String, String> given) {
        Path home = Path.of(given.getOrDefault("hub.home", "")).toAbsolutePath().normalize();
        return data == null ? home.resolve("data") : data.toAbsolutePath().normalize();
    }

    private static Map<String, String> settings(DemoFolder folder, DemoProvince province, Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hub.data", folder.path().toString());
        settings.put("hub.destinations.province-rest.address", province.address());
        settings.put("hub.destinations.province-rest.username", "demo");
        settings.put("hub.destinations.province-rest.password", "demo");
        settings.put("hub.intake.owed-to", "province-rest");
        settings.put("logging.level.vn.lienthong.hub", "WARN");
        settings.putAll(given);
        return settings;
    }

    /** Tells at once, before anything is started, that the port is taken. */
    private static void requireFree(@Nullable String given) {
        int port = given == null ? PORT : Integer.parseInt(given);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw StartFailures.portTaken(port);
        }
    }
}
