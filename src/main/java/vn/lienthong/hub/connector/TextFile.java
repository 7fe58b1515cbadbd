package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A file of a connector folder.
 *
 * @param name path inside the folder, with slashes
 */
record TextFile(String name, Path path) {

    String extension() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
