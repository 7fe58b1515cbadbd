package vn.lienthong.hub.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.difference.IgnoreFile;
import vn.lienthong.hub.replay.Procession;

/** Plays a recording again and tells what differs. */
@Command(
        name = ReplayCommand.NAME,
        description =
                "Plays a recording again and tells what differs: its records through a hub, or its requests at an address or at the fake province.")
final class ReplayCommand extends HubCommand {
    static final String NAME = "replay";

    @Parameters(paramLabel = "FOLDER", description = "a recording, or one exchange of it")
    private Path folder;

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(
            names = "--destination",
            paramLabel = "NAME",
            description = "only what was said to this one; needed with --live where the recording has several")
    private @Nullable String destination;

    @Option(
            names = "--pace",
            paramLabel = "none|FACTORx",
            defaultValue = "none",
            description =
                    "1x as fast as it was, 10x ten times, none as fast as it goes; each dossier keeps its order in all (default: ${DEFAULT-VALUE})")
    private String pace;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "with --hub: its data go into 'replay' in there, which is cleared before (default: data in the home of the hub)")
    private @Nullable Path data;

    @Mixin
    private ReplayLive live;

    @Mixin
    private ReplayOutput output;

    @Mixin
    private FolderOptions folders;

    /** Which way it is played. */
    static final class Where {
        @Option(
                names = "--hub",
                description =
                        "the records go in through intake of a hub started for it, the recorded answers are given: what the hub sends is compared")
        private boolean hub;

        @Option(
                names = "--live",
                paramLabel = "ADDRESS",
                description =
                        "the requests go to this address, by hub.rehearsal.addresses.NAME for credentials: what is answered is compared")
        private @Nullable String live;

        @Option(names = "--fake", description = "the requests go to the fake province: what it answers is compared")
        private boolean fake;
    }

    @Override
    public Integer call() throws InterruptedException {
        HubSettings settings = folders.settings();
        ReplayReport report = new ReplayReport(ignored(), output);
        Procession.Pace how = pace(pace);
        // Until all is told: who is stopped still says what was played.
        try (Stop stop = new Stop();
                ReplayOutput told = output) {
            return play(settings, how, stop, report);
        }
    }

    private int play(HubSettings settings, Procession.Pace how, Stop stop, ReplayReport report)
            throws InterruptedException {
        long began = System.nanoTime();
        String address = where.live;
        if (where.hub) {
            ReplayOverHub over = new ReplayOverHub(settings, data == null ? settings.dataFolder() : data, how);
            over.play(folder, destination, stop, report);
        } else if (where.fake) {
            new ReplayOverAddress(settings, how, err(), stop).atFakeProvince(folder, destination, report);
        } else if (address != null) {
            URI there = HubAddress.address(address);
            new ReplayOverAddress(settings, how, err(), stop).at(there, live, folder, destination, report);
        }
        report.took(System.nanoTime() - began);
        try {
            return output.tell(report, out());
        } finally {
            out().flush();
        }
    }

    /** Rows for all exchanges, read before anything is played. */
    private List<Ignore> ignored() {
        Path beside = folder.resolve(IgnoreFile.NAME);
        return Files.isRegularFile(beside) ? IgnoreFile.read(beside) : List.of();
    }

    /** How much faster; 0 as fast as it goes. */
    static Procession.Pace pace(String text) {
        if (text.equals("none")) {
            return Procession.Pace.NONE;
        }
        if (text.matches("[1-9]\\d{0,4}x")) {
            return Procession.Pace.NONE.withFactor(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        throw CommandFailure.usage(
                "The pace of a replay cannot be read.", "--pace " + text, "Say none, 1x, 10x or another whole number.");
    }

    /** The only destination there is, or the one that is named. */
    static String only(@Nullable String named, Map<String, ?> found) {
        Set<String> names = new TreeSet<>(found.keySet());
        if (named != null || names.size() == 1) {
            return named == null ? names.iterator().next() : named;
        }
        throw CommandFailure.usage(
                "One address cannot be that of several destinations.",
                "exchanges with " + String.join(", ", names),
                "Name one: --destination NAME.");
    }
}
