package vn.lienthong.hub.torture;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.testkit.Relay;

/**
 * All parts of one phase, each reached through a stretch of network that can fail: the hub, a province that can be asked, a second
 * destination that cannot, and database and broker beside the hub or inside it. The two destinations are in this process, so that
 * what arrived is counted outside of the hub.
 */
final class Site implements AutoCloseable {
    private static final String LOGIN = "torture";

    final Disk disk;
    final @Nullable DatabaseProcess database;
    final @Nullable BrokerProcess broker;
    final FakeProvince province;
    final Receiver second;
    final Map<String, Relay> links = new LinkedHashMap<>();
    final HubProcess hub;
    private final Path folder;

    /**
     * How a site is laid out.
     *
     * @param outside whether database and broker are processes beside the hub
     * @param megabytes of the disk under the database
     * @param more settings of the hub
     * @param clock how much later than the machine's the hub's clock is at the start
     */
    record Layout(boolean outside, int megabytes, Map<String, String> more, Duration clock) {}

    Site(Path folder, Layout layout, long seed, Diary diary) throws IOException, InterruptedException {
        boolean outside = layout.outside();
        this.folder = folder;
        Machine.delete(folder);
        Files.createDirectories(folder);
        disk = Disk.of(folder.resolve("disk"), layout.megabytes());
        province = FakeProvince.start(provinceSettings(seed), Clock.systemUTC());
        second = new Receiver(seed);
        link("senders", 0);
        link("province", province.port());
        link("second", second.port());
        if (outside) {
            database = new DatabaseProcess(disk, folder.resolve("database.log"));
            database.create();
            broker = new BrokerProcess(folder.resolve("broker"), folder.resolve("broker.log"));
            broker.start();
            link("database", database.port());
            link("broker", broker.port());
        } else {
            database = null;
            broker = null;
        }
        Map<String, String> settings = hubSettings(outside);
        settings.putAll(layout.more());
        hub = new HubProcess(outside ? Disk.none(folder) : disk, folder, settings, link("senders"), diary);
        hub.moveClock(layout.clock().toMillis());
        hub.start();
    }

    Relay link(String name) {
        Relay relay = links.get(name);
        if (relay == null) {
            throw new IllegalArgumentException(
                    "There is no such stretch of network. Found: " + name + ". Known: " + links.keySet());
        }
        return relay;
    }

    /** Where the senders push. */
    URI door() {
        return URI.create("http://127.0.0.1:" + link("senders").port());
    }

    /** Counts what either destination took. */
    LongSupplier deliveries() {
        return () -> {
            ProvinceReport report = province.report();
            return report.creates() + report.updates() + report.steps() + second.taken();
        };
    }

    /** Where the embedded database writes down its process. */
    Path embeddedProcess() {
        return disk.seen().resolve("data/journal/pg/postmaster.pid");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        hub.close();
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
        for (Relay relay : links.values()) {
            relay.close();
        }
        second.close();
        province.close();
        disk.close();
    }

    private void link(String name, int target) throws IOException {
        links.put(name, new Relay(name, target));
    }

    private static FakeProvince.Settings provinceSettings(long seed) {
        return new FakeProvince.Settings(
                0,
                seed,
                Duration.ofMillis(4),
                LOGIN,
                LOGIN,
                Duration.ofMinutes(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                1_000_000,
                List.of());
    }

    private Map<String, String> hubSettings(boolean outside) {
        Map<String, String> settings = new LinkedHashMap<>();
        Path data = outside ? folder.resolve("data") : disk.folder().resolve("data");
        settings.put("hub.home", Path.of("").toAbsolutePath().toString());
        settings.put("hub.data", data.toString());
        String province = "hub.destinations.province-rest.";
        settings.put(
                province + "address", "http://127.0.0.1:" + link("province").port());
        settings.put(province + "username", LOGIN);
        settings.put(province + "password", LOGIN);
        settings.put(province + "unit-code", "000.00.00.H08");
        settings.put(
                "hub.destinations.echo.address",
                "http://127.0.0.1:" + link("second").port());
        for (String destination : List.of(province, "hub.destinations.echo.")) {
            settings.put(destination + "concurrency", "8");
            settings.put(destination + "connect-timeout", "PT2S");
            settings.put(destination + "answer-timeout", "PT4S");
            settings.put(destination + "probe-every", "PT2S");
            settings.put(destination + "retry.first", "PT0.5S");
            settings.put(destination + "retry.cap", "PT5S");
        }
        if (outside) {
            settings.put(
                    "hub.journal.url",
                    "jdbc:postgresql://127.0.0.1:" + link("database").port() + "/postgres");
            settings.put("hub.journal.username", DatabaseProcess.USER);
            settings.put("hub.journal.password", DatabaseProcess.PASSWORD);
            settings.put("hub.broker.url", "tcp://127.0.0.1:" + link("broker").port());
        }
        return settings;
    }
}
