package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.replay.SampleDay;

/** The whole hub on this machine with a fake province beside it, carrying a made-up day of the city. */
@Command(
        name = "demo",
        description =
                "A hub with embedded database and broker, a fake province beside it, a made-up day of 21 wards and 14 departments; prints the balance and where to look, and keeps serving until stopped.")
final class DemoCommand extends HubCommand {
    private static final double SMALL = 0.02;

    @Option(
            names = "--once",
            description =
                    "end when everything is delivered or parked: 0 if the balance closes and all is as planned, else 1")
    private boolean once;

    @Option(
            names = "--switchover",
            description =
                    "instead of a day: three weeks in which 21 wards move, with an accelerated clock, and a report to sign; the same with the same seed. Size of its days: --scale 0.02 unless another is given")
    private boolean switchover;

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
            description =
                    "the province goes wrong in this way; may be repeated; see province --list. Without it: a little of several kinds; 'none' for a province that never does")
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
        DemoSettings.refuseOwn(given.keySet());
        given.put("hub.home", FolderOptions.home(home(given)).toString());
        return switchover ? switchover(given) : day(given);
    }

    private int switchover(Map<String, String> given) throws InterruptedException {
        try (DemoFolder folder = DemoFolder.in(dataFolder(given), false)) {
            SwitchoverReport report = SwitchoverPlay.play(
                    folder, given, new SwitchoverDemo.Size(seed, scale == 1 ? SMALL : scale), out());
            out().println();
            out().print(report.text());
            out().println("The same as a page: " + folder.path().resolve("switchover-report.html"));
            return report.sound() ? DONE : CommandFailure.WRONG;
        }
    }

    private int day(Map<String, String> given) throws InterruptedException {
        try (Stop stop = new Stop();
                DemoFolder folder = DemoFolder.in(dataFolder(given), keep);
                DemoProvince province = DemoProvince.start(seed, latency, DemoProvince.weather(misbehave));
                HubServer server = HubServer.start(
                        DemoSettings.of(folder, province, given),
                        environment -> DemoSettings.leaveAside(environment, out()::println))) {
            province.await();
            Demo demo = new Demo(server, out(), onTerminal(), !keep);
            out().println(province.words());
            Demo.Found found = demo.play(SampleDay.of(seed, scale, SampleDay.USUAL_DAY, demo.reference()), stop);
            demo.tellProvince(province);
            if (once || stop.asked()) {
                out().println("The demo's data are in " + folder.path() + ".");
                return found.closes() && (stop.asked() || found.asPlanned()) ? DONE : CommandFailure.WRONG;
            }
            demo.whereToLook(province, folder.path());
            out().println("Serving until stopped (Ctrl-C).");
            stop.await();
            out().println("Stopping.");
        }
        return DONE;
    }

    private Path dataFolder(Map<String, String> given) {
        return data == null
                ? home(given).resolve("data")
                : data.toAbsolutePath().normalize();
    }

    private static Path home(Map<String, String> given) {
        String otherwise = System.getenv().getOrDefault("HUB_HOME", "");
        return Path.of(given.getOrDefault("hub.home", otherwise))
                .toAbsolutePath()
                .normalize();
    }
}
