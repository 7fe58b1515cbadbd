package vn.lienthong.hub.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The move of units to the provincial software. */
@Command(
        name = "switchover",
        description = "Moves units to the provincial software: plan, status, steps forward and back.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SwitchoverPlanCommand.class,
            SwitchoverWavesCommand.class,
            SwitchoverAdvanceCommand.class,
            SwitchoverBackCommand.class,
            SwitchoverPauseCommand.class,
            SwitchoverResumeCommand.class,
            SwitchoverStatusCommand.class,
            SwitchoverHistoryCommand.class,
            SwitchoverHeldCommand.class
        })
final class SwitchoverCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command. Commands: " + String.join(", ", spec.subcommands().keySet()));
    }
}
