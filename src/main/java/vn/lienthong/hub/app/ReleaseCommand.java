package vn.lienthong.hub.app;

import picocli.CommandLine.Command;

/** Lets parked transfers go. */
@Command(
        name = "release",
        description = "Lets parked transfers go; by filter, those that are parked unless --state says otherwise.")
final class ReleaseCommand extends ActCommand {
    @Override
    String act() {
        return "release";
    }
}
