package vn.lienthong.hub.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Units in time. */
@Command(
        name = "unit",
        description = "Which unit a code meant on a day, what became of it, and where its dossiers go.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UnitShowCommand.class, UnitTraceCommand.class, UnitReformCommand.class})
final class UnitCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command. Commands: " + String.join(", ", spec.subcommands().keySet()));
    }
}
