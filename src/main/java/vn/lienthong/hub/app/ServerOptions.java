package vn.lienthong.hub.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings from the command line: options that {@code run} and {@code demo} share. */
final class ServerOptions {
    @Mixin
    private FolderOptions folders;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of the HTTP server; 0 takes any free one (default: 8080)")
    private @Nullable Integer port;

    Map<String, String> settings() {
        Map<String, String> settings = folders.commandLine();
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw CommandFailure.usage(
                        "A port is a number from 0 to 65535.",
                        "--port " + port,
                        "Give a free port, or 0 for any free one.");
            }
            settings.put("server.port", port.toString());
        }
        return settings;
    }
}
