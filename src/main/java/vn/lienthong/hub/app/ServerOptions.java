package vn.lienthong.hub.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Settings from the command line: options that {@code run} and {@code demo} share. */
final class ServerOptions {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder with routes/, connectors/ and mappings/ (default: the current directory)")
    private @Nullable Path home;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of the HTTP server; 0 takes any free one (default: 8080)")
    private @Nullable Integer port;

    @Option(names = "--config", paramLabel = "FILE", description = "a further file of settings (.yaml or .properties)")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "one setting, for example --set hub.broker.url=tcp://a:61616")
    private Map<String, String> set = new LinkedHashMap<>();

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(set);
        if (home != null) {
            settings.put("hub.home", home.toString());
        }
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw CommandFailure.usage(
                        "A port is a number from 0 to 65535.",
                        "--port " + port,
                        "Give a free port, or 0 for any free one.");
            }
            settings.put("server.port", port.toString());
        }
        if (config != null) {
            readable(config);
            settings.put(
                    "spring.config.additional-location",
                    config.toAbsolutePath().toUri().toString());
        }
        return settings;
    }

    private static void readable(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        boolean known = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".properties");
        if (!Files.isReadable(file) || Files.isDirectory(file) || !known) {
            throw CommandFailure.usage(
                    "The file of settings cannot be read.",
                    "--config " + file
                            + (Files.exists(file)
                                    ? Files.isDirectory(file)
                                            ? " (a folder)"
                                            : known ? " (no right to)" : " (another kind)"
                                    : " (no such file)"),
                    "Name a .yaml or .properties file that this user may read.");
        }
    }
}
