package vn.lienthong.hub.app;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;

/** Runs the fake province alone until it is stopped. */
@Command(name = "province", description = "The fake province alone: stateful, with named misbehaviour.")
final class ProvinceCommand extends HubCommand {
    /** Served besides where it is at hand: the same that the connector speaks by. */
    private static final Path WSDL = Path.of("connectors/province-soap/contract/exchange.wsdl");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of every chance (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "milliseconds of an ordinary answer (default: ${DEFAULT-VALUE})")
    private long latency;

    @Option(
            names = "--misbehave",
            paramLabel = "NAME[:SHARE][@FROM[-TO]]",
            description =
                    "go wrong in this way, for this share of the messages; @2 spares the first message of each dossier, @2-2"
                            + " hits its second one only; may be repeated, and several may hit one answer. --list names them")
    private List<String> misbehave = new ArrayList<>();

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "answer besides as was recorded in there, each destination at an address of its own")
    private @Nullable Path recordings;

    @Option(
            names = "--tls",
            paramLabel = "FOLDER",
            description =
                    "speak TLS besides, with keys made in this folder; whoever connects must trust its authority.pem")
    private @Nullable Path tls;

    @Mixin
    private FolderOptions folders;

    @Option(names = "--list", description = "list the misbehaviours and end")
    private boolean list;

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Table table = new Table(9, "name", "what it does");
            for (Misbehaviour.Kind kind : Misbehaviour.Kind.values()) {
                table.row(kind.word(), kind.meaning());
            }
            out().print(table);
            return DONE;
        }
        Path folder = recordings;
        RecordedProvinceSetup recorded = folder == null ? null : new RecordedProvinceSetup(folder, folders.settings());
        try (Stop stop = new Stop();
                FakeProvince province = start(settings(port, seed, latency, misbehave))) {
            out().println("The fake province listens at " + province.address() + " (user demo, password demo).");
            if (Files.isRegularFile(WSDL)) {
                province.serveSoap(WSDL);
                out().println("SOAP: " + province.address() + FakeProvince.SOAP_PATH + " (the same user; ?wsdl).");
            }
            Path keys = tls;
            if (keys != null) {
                serveTls(province, keys);
            }
            if (recorded != null) {
                recorded.serve(province, out());
            }
            out().println("What it has seen: " + province.address() + "/__admin/lienthong/report");
            stop.await();
        }
        return DONE;
    }

    private void serveTls(FakeProvince province, Path keys) {
        try {
            province.serveTls(keys);
        } catch (UncheckedIOException e) {
            throw CommandFailure.usage(
                    "The fake province cannot speak TLS.",
                    String.valueOf(e.getMessage()),
                    "Name a folder that can be written, and run it with a JDK.");
        }
        out().println("TLS: " + province.tlsAddress() + " (trust " + keys.resolve("authority.pem")
                + "; Java programs: authority.p12, password " + FakeProvince.TLS_PASSWORD + ").");
    }

    /** The settings of a fake province; what cannot be is a failure in three parts. */
    static FakeProvince.Settings settings(int port, long seed, long latency, List<String> misbehave) {
        try {
            return FakeProvince.Settings.defaults()
                    .withPort(port)
                    .withSeed(seed)
                    .withLatency(Duration.ofMillis(latency))
                    .withMisbehaviours(
                            misbehave.stream().map(Misbehaviour::parse).toList());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.of(e)
                    .orElseGet(() -> CommandFailure.usage(
                            "The fake province cannot be set up so.",
                            String.valueOf(e.getMessage()),
                            "See province --list and --help."));
        }
    }

    static FakeProvince start(FakeProvince.Settings settings) {
        try {
            return FakeProvince.start(settings, Clock.systemUTC());
        } catch (UncheckedIOException e) {
            throw CommandFailure.outOfReach(
                    "The fake province cannot listen.",
                    "port " + settings.port() + " (" + e.getMessage() + ")",
                    "Choose another port: --port 0 takes any free one.");
        }
    }
}
