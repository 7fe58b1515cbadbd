package vn.lienthong.hub.app;

import picocli.CommandLine.Command;

/** Which hub this is. */
final class HubVersion {
    private HubVersion() {}

    /** As {@code --version} says it. */
    static String text() {
        String[] lines = RootCommand.class.getAnnotation(Command.class).version();
        return lines[0].substring(lines[0].lastIndexOf(' ') + 1);
    }
}
