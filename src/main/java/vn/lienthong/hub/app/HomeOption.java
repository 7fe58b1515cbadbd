package vn.lienthong.hub.app;

import java.nio.file.Files;
import java.nio.file.Path;
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
        Path folder = home.toAbsolutePath().normalize();
        for (String needed : new String[] {"mappings", "connectors"}) {
            if (!Files.isDirectory(folder.resolve(needed))) {
                throw CommandFailure.usage(
                        "This is not the home of a hub.",
                        "no folder " + needed + "/ in " + folder,
                        "Go to the folder that has routes/, connectors/ and mappings/, or name it with --home.");
            }
        }
        return folder;
    }

    Hub hub() {
        return Hub.at(folder());
    }
}
