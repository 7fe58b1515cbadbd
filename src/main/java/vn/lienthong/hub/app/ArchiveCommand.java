package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.ArchiveFile;
import vn.lienthong.hub.journal.Landing.KeptExchange;

/** What retention has archived; needs no running hub. */
@Command(
        name = "archive",
        description = "What retention has archived: list, verify, read; needs no running hub.",
        subcommands = {ArchiveCommand.Listing.class, ArchiveCommand.Verify.class, ArchiveCommand.Read.class})
final class ArchiveCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "archive does what? archive list, archive verify, archive read FILE");
    }

    /** A folder of archives, or one of them. */
    static final class Place {
        @Parameters(
                arity = "0..1",
                paramLabel = "FILE|FOLDER",
                description = "an archive, or a folder of them (default: hub.retention.folder)")
        private @Nullable Path place;

        @Mixin
        private FolderOptions folders;

        List<ArchiveFile> archives() {
            HubSettings settings = folders.settings();
            Path meant = place == null ? settings.retention().folder(settings.dataFolder()) : place;
            try {
                if (Files.isRegularFile(meant)) {
                    return List.of(ArchiveFile.at(meant));
                }
                if (place != null && !Files.isDirectory(meant)) {
                    throw CommandFailure.usage(
                            "There is no such archive.", meant.toString(), "Name a file, or a folder of archives.");
                }
                return ArchiveFile.in(meant);
            } catch (IOException e) {
                throw unreadable(meant.toString(), e);
            }
        }

        @Nullable
        Path key() {
            Path file = folders.settings().journalSettings().keyFile();
            return file != null && Files.exists(file) ? file : null;
        }
    }

    /** Lists archives. */
    @Command(name = "list", description = "The archives of a folder, oldest first.")
    static final class Listing extends HubCommand {
        @Mixin
        private Place place;

        @Option(names = "--json", description = "print as JSON")
        private boolean json;

        @Override
        public Integer call() {
            ArrayNode list = Json.array();
            Table table = new Table(1, "file", "bytes", "sha256");
            for (ArchiveFile archive : place.archives()) {
                try {
                    String sum = archive.noted();
                    long bytes = Files.size(archive.file());
                    String name = String.valueOf(archive.file().getFileName());
                    table.row(name, bytes, sum == null ? "-" : sum);
                    Json.put(list.addObject().put("file", name).put("bytes", bytes), "sha256", sum);
                } catch (IOException e) {
                    throw unreadable(archive.file().toString(), e);
                }
            }
            out().print(
                            json
                                    ? Json.pretty(list) + System.lineSeparator()
                                    : list.isEmpty() ? "There are no archives.\n" : table.toString());
            return DONE;
        }
    }

    /** Verifies archives. */
    @Command(
            name = "verify",
            description =
                    "Are archives what was written? Compares checksums, reads every line, and with the key opens every body.")
    static final class Verify extends HubCommand {
        @Mixin
        private Place place;

        @Option(names = "--json", description = "print as JSON")
        private boolean json;

        @Override
        public Integer call() {
            Path key = place.key();
            ArrayNode list = Json.array();
            boolean wrong = false;
            for (ArchiveFile archive : place.archives()) {
                ObjectNode one = verify(archive, key);
                wrong |= one.has("fault");
                list.add(one);
                if (!json) {
                    out().println(one.path("file").asText() + ": "
                            + (one.has("fault")
                                    ? one.path("fault").asText()
                                    : one.path("lines").asLong() + " bodies, "
                                            + (key == null ? "checksum right, not opened: no key" : "all sound")));
                }
            }
            if (json) {
                out().println(Json.pretty(list));
            } else if (list.isEmpty()) {
                out().println("There are no archives.");
            }
            return wrong ? CommandFailure.WRONG : DONE;
        }

        private static ObjectNode verify(ArchiveFile archive, @Nullable Path key) {
            ObjectNode one =
                    Json.object().put("file", String.valueOf(archive.file().getFileName()));
            try {
                String noted = archive.noted();
                String found = archive.checksum();
                if (!found.equals(noted)) {
                    return one.put(
                            "fault",
                            noted == null
                                    ? "there is no checksum beside it"
                                    : "it is not what was written: checksum " + found + " instead of " + noted);
                }
                AtomicLong lines = new AtomicLong();
                archive.lines(line -> {
                    lines.incrementAndGet();
                    if (key != null) {
                        ArchiveFile.body(line, key);
                    }
                });
                return one.put("lines", lines.get());
            } catch (IOException | RuntimeException e) {
                return one.put("fault", "it cannot be read: " + e.getMessage());
            }
        }
    }

    /** Shows what stands in an archive. */
    @Command(
            name = "read",
            description =
                    "What stands in an archive; bodies are masked as explain masks them. Needs the key of the journal.")
    static final class Read extends HubCommand {
        @Parameters(paramLabel = "FILE", description = "an archive")
        private Path file;

        @Option(names = "--dossier", paramLabel = "CODE", description = "only what is of this dossier")
        private @Nullable String dossier;

        @Mixin
        private FolderOptions folders;

        @Override
        public Integer call() {
            HubSettings settings = folders.settings();
            boolean plain = settings.explain().personalData() == HubSettings.Visibility.SHOWN;
            Hub hub = plain ? null : FolderOptions.hub(settings);
            Path key = settings.journalSettings().keyFile();
            AtomicLong shown = new AtomicLong();
            try {
                ArchiveFile.at(file).lines(line -> {
                    if (dossier == null
                            || dossier.equals(line.path("dossierCode").asText())) {
                        shown.incrementAndGet();
                        out().println(opened((ObjectNode) line, key, hub));
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                throw unreadable(file.toString(), e);
            } catch (IllegalStateException e) {
                throw CommandFailure.of(e)
                        .orElseGet(() -> CommandFailure.wrong(
                                "The archive cannot be read.",
                                String.valueOf(e.getMessage()),
                                "Name the key of that time in hub.journal.key-file."));
            }
            return shown.get() > 0 || dossier == null ? DONE : CommandFailure.WRONG;
        }

        /** The line with its body instead of the sealed one. */
        private static JsonNode opened(ObjectNode line, @Nullable Path key, @Nullable Hub hub) {
            byte[] body = ArchiveFile.body(line, key);
            line.remove(List.of("sealed", "sealedFor", "keyId"));
            String destination = line.path("destination").asText();
            BodyMask mask = hub == null
                    ? BodyMask.plain()
                    : hub.connectors().names().contains(destination)
                            ? BodyMask.masking(hub.connectors(), destination)
                            : BodyMask.masking(Set.of(), Set.of());
            if (!line.path("kind").asText().equals("attempt")) {
                return line.put("body", mask.show(body));
            }
            ArrayNode exchanges = line.putArray("exchanges");
            for (KeptExchange exchange : ArchiveFile.exchanges(body)) {
                exchanges
                        .addObject()
                        .put("operation", exchange.operation())
                        .put("sent", mask.show(exchange.operation(), exchange.sent()))
                        .put("status", exchange.status())
                        .put("answered", mask.show(exchange.operation(), exchange.answered()))
                        .put("tookMillis", exchange.tookMillis());
            }
            return line;
        }
    }

    private static CommandFailure unreadable(String what, Exception e) {
        return CommandFailure.usage(
                "The archive cannot be read.",
                what + " (" + e.getMessage() + ")",
                "Name an archive that this user may read.");
    }
}
