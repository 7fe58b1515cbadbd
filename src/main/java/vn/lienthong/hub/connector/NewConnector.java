package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the folder of a new connector: echo under another name. Whole or not at all. */
record NewConnector(Path folder, String name) {

    private static final String MODEL = "echo";
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

    NewConnector {
        if (!FolderRules.validName(name) || name.equals(MODEL)) {
            throw new IllegalArgumentException(
                    "A connector's name must be lower case letters, digits and single dashes, at most 40. Found: "
                            + name + ". Example: ministry-soap.");
        }
        if (!Files.isDirectory(folder.resolve(MODEL))) {
            throw new IllegalArgumentException("There is no connector to copy. Found: no folder "
                    + folder.resolve(MODEL) + ". Set hub.home to the folder that holds connectors/echo.");
        }
        if (Files.exists(folder.resolve(name))) {
            throw new IllegalArgumentException("There is a connector of this name already. Found: "
                    + folder.resolve(name) + ". Choose another name or remove the folder.");
        }
    }

    Path write() {
        return written(half -> {
                    copy(half, false, (file, text) -> text);
                    return new NewFolder(folder, "", List.of());
                })
                .path();
    }

    /** The same, begun from what the other side publishes; their document is kept, with mail addresses made unrecognisable. */
    NewFolder write(ContractSource source) {
        if (source.file().toString().matches("(?i)https?:/.*")) {
            throw new ContractFault(
                    "A contract is read from a file, and nothing is fetched",
                    source.file().toString().replaceFirst(":/(?!/)", "://"),
                    "Fetch it first, with what it imports: curl -o their.wsdl 'ADDRESS', then --from their.wsdl");
        }
        return written(half -> OpenApiContract.isXml(source.file()) ? wsdl(source, half) : openApi(source, half));
    }

    private NewFolder openApi(ContractSource source, Path half) throws IOException {
        ContractDraft draft = new ContractDraft(name, OpenApiContract.read(source.file(), source.operation()));
        copy(half, true, draft::changed);
        for (Map.Entry<String, String> file : draft.more().entrySet()) {
            put(half, file.getKey(), file.getValue());
        }
        String file = String.valueOf(source.file().getFileName());
        put(half, "contract/" + file, masked(Files.readString(source.file())));
        return new NewFolder(folder, draft.operation(), draft.left());
    }

    private NewFolder wsdl(ContractSource source, Path half) throws IOException {
        WsdlFiles files = WsdlFiles.gather(source.file());
        Map<String, String> together = files.sideBySide();
        for (Map.Entry<String, String> file : together.entrySet()) {
            put(half, "contract/" + file.getKey(), masked(file.getValue()));
        }
        String wsdl = "contract/" + together.keySet().iterator().next();
        SoapPorts ports = new SoapPorts(half.resolve(wsdl));
        SoapPorts.Port port = null;
        SoapDraft draft = null;
        ContractFault first = null;
        for (SoapPorts.Port tried : ports.candidates(source.port())) {
            try {
                String reference = ports.several() ? wsdl + "#" + tried.name() : wsdl;
                draft = new SoapDraft(
                        name, half, reference, new SoapDraft.Wanted(source.operation(), files.named("operation")));
                port = tried;
                break;
            } catch (ContractFault e) {
                // Another port may do where nobody named one.
                first = first == null ? e : first;
            }
        }
        if (draft == null || port == null) {
            throw first == null ? new IllegalStateException("no port") : first;
        }
        for (Map.Entry<String, String> file : draft.files().entrySet()) {
            put(half, file.getKey(), file.getValue());
        }
        List<String> left = new ArrayList<>(draft.left());
        ports.besides(port).forEach(other -> left.add("port " + other));
        return new NewFolder(folder, draft.operation(), left);
    }

    /** A mail address in somebody's contract is somebody's. */
    private static String masked(String text) {
        return MAIL.matcher(text)
                .replaceAll(found -> found.group().matches(".*[.@]example") ? found.group() : "mau@mau.example");
    }

    /** What fills the folder while nobody sees it yet. */
    private interface Filling {
        NewFolder into(Path half) throws IOException;
    }

    private NewFolder written(Filling filling) {
        Path target = folder.resolve(name);
        Path half = null;
        try {
            half = Files.createTempDirectory(folder, ".new-");
            NewFolder made = filling.into(half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new NewFolder(
                    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE), made.operation(), made.left());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + target + " could not be written", e);
        } finally {
            remove(half);
        }
    }

    /** Nothing is left of a folder that did not come to its end. */
    static void remove(@Nullable Path half) {
        if (half == null || !Files.exists(half)) {
            return;
        }
        try (Stream<Path> all = Files.walk(half)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + half + " could not be removed", e);
        }
    }

    private void copy(Path half, boolean otherContract, BinaryOperator<String> change) throws IOException {
        for (TextFile file : new ConnectorFolder(folder.resolve(MODEL)).files()) {
            if (!otherContract || !file.name().startsWith("contract/")) {
                String text = change.apply(file.name(), renamed(file, Files.readString(file.path())));
                put(half, file.name().replace(MODEL + "-sink", name + "-sink"), text);
            }
        }
    }

    private static void put(Path half, String file, String text) throws IOException {
        Path copy = half.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, text);
    }

    /** Only what names the connector changes; the cases stay as they are and go on proving the rows. */
    private String renamed(TextFile file, String text) {
        String title = Words.title(name);
        return switch (file.name()) {
            case MODEL + "-sink.kamelet.yaml" ->
                text.replace("name: echo-sink", "name: " + name + "-sink")
                        .replace("title: \"Echo\"", "title: \"" + title + "\"");
            case "README.md" -> text.replaceFirst("(?m)^# .*$", "# " + title);
            default -> text;
        };
    }
}
