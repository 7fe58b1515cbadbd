package vn.lienthong.hub.app;

import picocli.CommandLine.Command;

/** Gives transfers up. */
@Command(
        name = "cancel",
        description = "Gives transfers up; by filter, those that are parked unless --state says otherwise.")
final class CancelCommand extends ActCommand {
    @Override
    String act() {
        return "cancel";
    }
}
