package vn.lienthong.hub.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The list of commands. */
@Command(
        name = "lienthong-hub",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "lienthong-hub 0.1.0",
        description = "Carries one-stop dossiers of Quy Nhon and its wards to the provincial software.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:found something wrong (a difference, a violation, a refused act)",
            "2:wrong usage or configuration",
            "3:something needed is out of reach"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            ProbeCommand.class,
            MapCommand.class,
            PlayCommand.class,
            ExplainCommand.class,
            TransfersCommand.class,
            ReleaseCommand.class,
            CancelCommand.class,
            ResendCommand.class,
            HoldCommand.class,
            UnholdCommand.class,
            HoldsCommand.class,
            UnmappedCommand.class,
            BalanceCommand.class,
            ForecastCommand.class,
            TimelinessCommand.class,
            RerunCommand.class,
            RehearseCommand.class,
            RehearsalsCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            DiffCommand.class,
            PullCommand.class,
            HistoryCommand.class,
            ReconcileCommand.class,
            ReloadCommand.class,
            AuditCommand.class,
            ArchiveCommand.class,
            ProvinceCommand.class,
            NewCommand.class,
            WardBookCommand.class,
            TextCommand.class,
            SwitchoverCommand.class,
            UnitCommand.class
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command. Commands: " + String.join(", ", spec.subcommands().keySet()));
    }
}
