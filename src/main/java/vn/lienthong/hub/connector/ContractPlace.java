package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where the other side publishes its contract: {@code published.yaml} in a connector's folder.
 *
 * @param at an address with names of settings in double braces
 * @param assumption why it is taken to be there; empty where it was seen there
 * @param importsFrom hosts, beside that of the contract itself, from which what it imports may be fetched
 */
record ContractPlace(String at, String assumption, List<String> importsFrom) {

    static final String FILE = "published.yaml";

    /** @param soap whether the folder's contract is a WSDL: for where it is looked for when nobody said */
    static ContractPlace of(ConnectorFolder folder, boolean soap) {
        Path file = folder.path().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return soap
                    ? new ContractPlace("{{address}}?wsdl", "most services show it there; nobody has looked", List.of())
                    : new ContractPlace(
                            "{{address}}/v3/api-docs",
                            "services made with Spring show it there; nobody has looked",
                            List.of());
        }
        Findings findings = new Findings();
        YamlNode root = YamlNode.read(file, folder.shown(FILE), findings)
                .orElseThrow(() -> new ContractFault(
                        "The file that says where the contract is published cannot be read",
                        findings.all().isEmpty() ? FILE : findings.all().get(0).message(),
                        "Write at: ADDRESS, with {{address}} for the setting"));
        YamlNode hosts = root.get("imports-from");
        return new ContractPlace(
                Objects.requireNonNullElse(root.text("at", ""), ""),
                root.text("assumption", ""),
                hosts == null
                        ? List.of()
                        : hosts.items().stream().map(YamlNode::text).toList());
    }
}
