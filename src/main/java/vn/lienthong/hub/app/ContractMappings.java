package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.connector.ContractMapping;
import vn.lienthong.hub.connector.LookupFile;
import vn.lienthong.hub.hub.Hub;

/** Through which mappings messages come to a connector and go from it, as the flows and its lookup.yaml say. */
record ContractMappings(Hub hub, Path home) {

    List<ContractMapping> of(String connector) {
        List<ContractMapping> all = new ArrayList<>();
        hub.routes().mappingTo(connector).ifPresent(name -> all.add(read(name, true, false)));
        hub.routes().mappingFrom(connector).ifPresent(name -> all.add(read(name, false, true)));
        LookupFile lookup = hub.connectors().lookups().get(connector);
        if (lookup != null) {
            all.add(read(lookup.asks(), true, false));
            all.add(read(lookup.reads(), false, true));
        }
        return all;
    }

    private ContractMapping read(String name, boolean sends, boolean reads) {
        Path folder = home.resolve("mappings").resolve(name);
        return new ContractMapping(
                name,
                sends ? json(folder.resolve("output.schema.json")) : MissingNode.getInstance(),
                reads ? json(folder.resolve("input.schema.json")) : MissingNode.getInstance(),
                reads ? text(folder.resolve("mapping.jslt")) : "");
    }

    private static JsonNode json(Path file) {
        try {
            return Files.isRegularFile(file) ? Json.MAPPER.readTree(file.toFile()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "A schema of a mapping cannot be read. Found: " + file + ". Run 'check mapping'.", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
