package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.replay.ReplayScript;

/** Makes a case in a connector's folder of one recorded exchange, so that what went wrong once is tested for ever. */
@Command(
        name = "case",
        description =
                "Makes a case of a connector of one recorded exchange: what is sent, what was answered, how it must read. 0: it reads so today, 1: it does not yet.")
final class RecordCaseCommand extends HubCommand {
    @Parameters(paramLabel = "FOLDER", description = "one exchange of a recording")
    private Path folder;

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            description = "whose case it becomes (default: the one it was recorded with)")
    private @Nullable String connector;

    @Option(
            names = "--name",
            paramLabel = "SITUATION",
            required = true,
            description = "name of the case in kebab case, such as refused-without-a-reason")
    private String name;

    @Option(
            names = "--expect",
            paramLabel = "ROW",
            description =
                    "row of outcomes.yaml as which the last answer must read, there or still to be written (default: as it reads today)")
    private @Nullable String expect;

    @Mixin
    private FolderOptions folders;

    @Override
    public Integer call() {
        LocalRecordings recordings = new LocalRecordings(folders);
        List<Path> found = recordings.in(folder);
        if (found.size() != 1) {
            throw CommandFailure.usage(
                    "A case is made of one exchange.",
                    found.size() + " in " + folder,
                    "Name one of the folders in it, such as " + found.get(0) + ".");
        }
        recordings.mustBeClean(found, "No case is made of the recording");
        ReplayScript script = new ReplayScript(found.get(0), recordings.read(found.get(0)));
        String whose = connector == null ? script.exchange().about().connector() : connector;
        HubSettings settings = folders.settings();
        Path home = FolderOptions.folder(settings);
        Connectors connectors = FolderOptions.hub(settings).connectors();
        if (!connectors.names().contains(whose)) {
            throw CommandFailure.usage(
                    "There is no such connector.", whose, "Known are: " + String.join(", ", connectors.names()) + ".");
        }
        Path target = target(home, whose);
        try (CaseDraft draft = CaseDraft.play(home.resolve("connectors"), connectors, whose, script)) {
            write(target, draft.files(expect));
            return told(
                    target, whose, draft, script.exchange().about().recorded().set() != null);
        }
    }

    private Path target(Path home, String whose) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw CommandFailure.usage(
                    "A case is named in kebab case.", "--name " + name, "Say what happened: refused-without-a-reason.");
        }
        Path target = home.resolve("connectors").resolve(whose).resolve("cases").resolve(name);
        if (Files.exists(target)) {
            throw CommandFailure.usage(
                    "There is such a case already.", target.toString(), "Give another --name, or take that one away.");
        }
        return target;
    }

    private static void write(Path target, Map<String, String> files) {
        try {
            Files.createDirectories(target);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.write(target.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The case cannot be written.",
                    target + " (" + e.getMessage() + ")",
                    "Run it as a user who may write to connectors/.");
        }
    }

    private int told(Path target, String whose, CaseDraft draft, boolean masked) {
        out().println("case written: " + target);
        out().println("the last answer reads today as row '" + draft.row() + "'");
        boolean green = expect == null || expect.equals(draft.row());
        out().println(
                        green
                                ? "the case is green. If it must read otherwise, write the right row into expected.yaml."
                                : "the case is red: it expects row '" + expect + "'. Write that row into connectors/"
                                        + whose + "/outcomes.yaml before the one that took it, then: check connector "
                                        + whose + " --play");
        if (!green && masked) {
            out().println(
                            "what it was answered is masked: of its words only those stay that some row knows. Where the row needs"
                                    + " others, write them into stub.json as they were said, unless they name somebody");
        }
        return green ? DONE : CommandFailure.WRONG;
    }
}
