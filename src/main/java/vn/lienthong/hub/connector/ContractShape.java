package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a contract says of the fields of a message, whatever form the contract has. */
final class ContractShape {

    private ContractShape() {}

    /** @param soap the contract, where the connector speaks SOAP */
    static Optional<JsonNode> of(ConnectorFolder connector, Optional<SoapContract> soap, JsonNode message) {
        String operation = message.path("operation").asText("");
        JsonNode body = message.path("body");
        if (soap.isPresent()) {
            return Optional.ofNullable(soap.get().operation(operation))
                    .map(known -> SoapShape.of(known.request(), body));
        }
        for (Path file : documents(connector.path().resolve("contract"))) {
            try {
                OpenApiContract contract = OpenApiContract.read(file, operation);
                JsonNode shape = contract.shape(contract.first(), body);
                if (!shape.path("properties").isEmpty()) {
                    return Optional.of(shape);
                }
            } catch (ContractFault e) {
                // Not every file there is a contract, and not every contract has this operation.
            }
        }
        return Optional.empty();
    }

    static List<Path> documents(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Objects.toString(file.getFileName()).matches(".*[.](json|ya?ml|txt)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
