package vn.lienthong.hub.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.lienthong.hub.hub.Hub;

/** Where the three folders are, and settings: options of every command that reads them, from the same places as {@code run}. */
final class FolderOptions {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder with routes/, connectors/ and mappings/ (default: the current directory)")
    private @Nullable Path home;

    @Option(names = "--config", paramLabel = "FILE", description = "a further file of settings (.yaml or .properties)")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "one setting, for example --set hub.broker.url=tcp://a:61616")
    private Map<String, String> set = new LinkedHashMap<>();

    /** What the command line says; it goes before every other source of settings. */
    Map<String, String> commandLine() {
        Map<String, String> settings = new LinkedHashMap<>(set);
        if (home != null) {
            settings.put("hub.home", home.toString());
        }
        if (config != null) {
            readable(config);
            settings.put(
                    "spring.config.additional-location",
                    config.toAbsolutePath().toUri().toString());
        }
        return settings;
    }

    HubSettings settings() {
        return SettingsFiles.read(commandLine());
    }

    /** The folders as they are, with the tables as the settings say. */
    static Hub hub(HubSettings settings) {
        return Hub.at(folder(settings), settings.referenceSettings());
    }

    static Path folder(HubSettings settings) {
        return home(settings.homeFolder());
    }

    /** The folder, if it is the home of a hub. */
    static Path home(Path folder) {
        for (String needed : new String[] {"routes", "connectors", "mappings"}) {
            if (!Files.isDirectory(folder.resolve(needed))) {
                throw CommandFailure.usage(
                        "This is not the home of a hub.",
                        "no folder " + needed + "/ in " + folder,
                        "Go to the folder that has routes/, connectors/ and mappings/, or name it with --home or hub.home.");
            }
        }
        return folder;
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
