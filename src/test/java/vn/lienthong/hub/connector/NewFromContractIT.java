package vn.lienthong.hub.connector;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connector begun from what the other side publishes. */
class NewFromContractIT {
    private static final String CONTRACT =
            """
            openapi: 3.0.3
            info: {title: "Tax office", version: "7"}
            paths:
              /status:
                get: {operationId: status, responses: {"200": {description: alive}}}
              /api/v2/notices:
                post:
                  operationId: sendNotice
                  parameters:
                    - $ref: '#/components/parameters/Key'
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Notice'}
                  responses:
                    "201":
                      description: taken
                      content:
                        application/json:
                          schema: {type: object, required: [noticeId], properties: {noticeId: {type: string}}}
              /api/v2/withdrawals:
                post: {operationId: withdraw, responses: {"200": {description: done}}}
            components:
              parameters:
                Key: {name: X-Idempotency-Key, in: header, schema: {type: string}}
              schemas:
                Notice:
                  type: object
                  required: [code, amount, kind, lines]
                  properties:
                    code: {type: string}
                    amount: {type: integer, minimum: 5}
                    kind: {enum: [LAND, HOUSE]}
                    lines: {type: array, items: {type: object, properties: {on: {type: string, format: date}}}}
                    note: {type: string, example: "of a real person"}
            """;

    @TempDir
    private Path home;

    @TempDir
    private Path theirs;

    @BeforeEach
    void bringTheModel() throws IOException {
        Path echo = Bed.CONNECTORS.resolve("echo");
        try (Stream<Path> files = Files.walk(echo)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("echo").resolve(echo.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void passesItsChecksAndCarriesTheFirstOperation() throws IOException {
        Path made = Connectors.create(home, "tax-office", source(contract("their.yaml", CONTRACT)))
                .path();

        assertThat(Connectors.load(home).check("tax-office")).isEmpty();
        assertThat(made.resolve("contract/their.yaml")).hasContent(CONTRACT);
        assertThat(made.resolve("contract/openapi.yaml")).doesNotExist();
        assertThat(Files.readString(made.resolve("README.md")))
                .contains("FILL IN", "`sendNotice`", "Not carried yet: POST /api/v2/withdrawals, GET /status.");
        assertThat(Files.readString(made.resolve("outcomes.yaml"))).contains("pointer: /noticeId");
        assertThat(made.resolve("cases/taken/sent.http"))
                .hasContent(
                        """
                        POST /api/v2/notices
                        Content-Type: application/json; charset=UTF-8
                        X-Idempotency-Key: case-1

                        {"code":"mau","amount":5,"kind":"LAND","lines":[{"on":"2026-01-05"}]}
                        """);
    }

    @ParameterizedTest
    @CsvSource({"taken, taken", "refused, refused", "not-now, not-now", "answer-lost, answer-lost"})
    void sendsAndReadsAsItsCasesSay(String situation, String row) throws IOException {
        Path made = Connectors.create(home, "tax-office", source(contract("their.json", json(CONTRACT))))
                .path();
        WireMockServer other = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        other.start();
        try (Bed bed = new Bed(home)) {
            ConnectorCase one =
                    new ConnectorCase("tax-office", made.resolve("cases").resolve(situation));
            one.stub().path("mappings").forEach(stub -> other.addStubMapping(StubMapping.buildFrom(stub.toString())));
            Connector connector = bed.open("tax-office", other.baseUrl(), Map.of());
            ConnectorCase.Message message = one.messages().get(0);
            Conversation said = connector.call(message.operation(), message.body(), () -> "case-1");

            assertThat(message.operation()).isEqualTo("sendNotice");
            assertThat(connector.read(message.operation(), said.answer()).row()).isEqualTo(row);
            assertThat(one.sent())
                    .contains(other.getAllServeEvents().get(0).getRequest().getBodyAsString())
                    .startsWith("POST "
                            + other.getAllServeEvents().get(0).getRequest().getUrl());
        } finally {
            other.stop();
        }
    }

    @Test
    void whatTheContractDoesNotTellIsMarked() throws IOException {
        String poor = "openapi: 3.1.0\npaths:\n  /push:\n    post: {responses: {}}\n";
        Path made = Connectors.create(home, "poor", source(contract("poor.yaml", poor)))
                .path();

        assertThat(Connectors.load(home).check("poor")).isEmpty();
        assertThat(Files.readString(made.resolve("outcomes.yaml"))).contains("# FILL IN");
        assertThat(made.resolve("cases/taken/sent.http")).content().doesNotContain("dempotency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<definitions/>                                          | The file is no WSDL.",
                "swagger: '1.2'                                          | The contract is neither a WSDL nor an OpenAPI document.",
                "swagger: '2.0'                                          | The contract has no operation that the steps can carry",
                "{openapi: 3.0.0, paths: {'/a/{id}': {post: {}}}}        | The contract has no operation that the steps can carry",
                "{openapi: 3.0.0, paths: {'/a': {get: {}}}}              | The contract has no operation that the steps can carry",
                "{openapi                                                | The contract is neither a WSDL nor an OpenAPI document.",
            })
    void saysWhyAConnectorCannotBeBegunAndMakesNothing(String text, String message) throws IOException {
        Path contract = contract("other.txt", text);

        assertThatThrownBy(() -> Connectors.create(home, "other", source(contract)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("Found: ");
        assertThat(home.resolve("other")).doesNotExist();
    }

    private static String json(String yaml) {
        return JsonPath.JSON
                .valueToTree(new org.yaml.snakeyaml.Yaml().load(yaml))
                .toString();
    }

    private static ContractSource source(Path file) {
        return new ContractSource(file, "", "");
    }

    private Path contract(String name, String text) throws IOException {
        return Files.writeString(theirs.resolve(name), text);
    }
}
