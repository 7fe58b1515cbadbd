package vn.lienthong.hub.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import vn.lienthong.hub.hub.Hub;

/** Where the three folders are: an option of every command that reads them. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:HUB_HOME:-.}",
            description = "folder with routes/, connectors/ and mappings/ (default: the current directory)")
    private Path home;

    Path folder() {
        return checked(home.toAbsolutePath().normalize(), "--home");
    }

    /** The folder, if it is the home of a hub; {@code option} is how to name another. */
    static Path checked(Path folder, String option) {
        for (String needed : List.of("routes", "connectors", "mappings")) {
            if (!Files.isDirectory(folder.resolve(needed))) {
                throw CommandFailure.usage(
                        "This is not the home of a hub.",
                        "no folder " + needed + "/ in " + folder,
                        "Go to the folder that has routes/, connectors/ and mappings/, or name it with " + option
                                + ".");
            }
        }
        return folder;
    }

    Hub hub() {
        return Hub.at(folder());
    }
}
