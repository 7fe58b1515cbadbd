package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.CaseServer;

/** A connector begun from OpenAPI or Swagger that nobody has seen before: how it is let in, where it speaks, and every case of it. */
class NewFromOpenApiIT {

    private static final String SWAGGER =
            """
            {"swagger": "2.0", "info": {"title": "Kho \\"cũ\\""}, "host": "kho.example", "basePath": "/api/v1/", "schemes": ["https"],
             "securityDefinitions": {"khoa": {"type": "apiKey", "in": "header", "name": "X-Api-Key"}, "thu": {"type": "basic"}},
             "security": [{"khoa": []}],
             "paths": {
               "/ho-so/{id}": {"post": {"operationId": "sua", "responses": {"200": {"description": "ok"}}}},
               "/tep": {"post": {"operationId": "tep", "parameters": [{"in": "formData", "name": "f", "type": "file"}], "responses": {}}},
               "/ho-so": {"post": {"operationId": "guiHoSo",
                 "parameters": [{"in": "header", "name": "Idempotency-Key", "type": "string"}, {"in": "body", "name": "b", "schema": {"$ref": "#/definitions/HoSo"}}],
                 "responses": {"200": {"description": "ok", "schema": {"type": "object", "properties": {"message": {"type": "string"}, "error_code": {"type": "integer"}}}},
                   "409": {"description": "đã có"}, "401": {"description": "ai đó"}}}},
               "/huy": {"post": {"operationId": "huyHoSo", "security": [{"thu": []}], "responses": {"200": {"description": "ok"}}}}},
             "definitions": {"HoSo": {"type": "object", "required": ["ma", "cha"],
               "properties": {"ma": {"type": "string", "pattern": "^H\\\\d{2}-[0-9]{4}$"}, "cha": {"$ref": "#/definitions/HoSo"}}}}}
            """;

    private static final String OAUTH =
            """
            openapi: 3.1.0
            info: {title: Nền tảng}
            servers: [{url: "https://nen-tang.example:8443/lgsp"}]
            security: [{dangNhap: []}]
            paths:
              /nhan:
                post:
                  operationId: nhan
                  requestBody: {$ref: "#/components/requestBodies/Nhan"}
                  responses:
                    "200":
                      description: ok
                      content: {application/problem+json: {schema: {type: object, properties: {success: {type: boolean}}}}}
            components:
              requestBodies:
                Nhan:
                  content:
                    application/vnd.mau+json:
                      schema:
                        allOf:
                          - {type: object, properties: {so: {type: integer, exclusiveMinimum: 4}}}
                          - {type: object, properties: {loai: {const: A}, ten: {type: [string, "null"], minLength: 5}, mail: {type: string, format: email}}}
              securitySchemes:
                dangNhap:
                  type: oauth2
                  flows: {FLOW: {tokenUrl: "https://cong.example/oauth2/token", scopes: {}}}
            """;

    private static final Path KHO = Path.of("src/test/resources/openapi/kho.json");

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
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private NewFolder made(String contract, String operation) throws IOException {
        Path file = Files.writeString(theirs.resolve("their.txt"), contract);
        return Connectors.create(home, "their-system", new ContractSource(file, "", operation));
    }

    private String text(String file) throws IOException {
        return Files.readString(home.resolve("their-system").resolve(file));
    }

    private void isSound(int cases) throws IOException {
        assertThat(Connectors.load(home).check("their-system")).isEmpty();
        List<ConnectorCase> all = ConnectorCase.all(home, "their-system");
        assertThat(all).hasSize(cases);
        try (CasePlay play = new CasePlay(home, CaseServer::start)) {
            for (ConnectorCase one : all) {
                assertThat(play.play(one)).as("%s", one).isEmpty();
            }
        }
    }

    @Test
    void swaggerIsReadAndItsKeyGoesIntoTheHeader() throws IOException {
        NewFolder made = made(SWAGGER, "");
        assertThat(made.operation()).isEqualTo("guiHoSo");
        assertThat(made.left()).contains("POST /api/v1/huy", "POST /api/v1/ho-so/{id}", "POST /api/v1/tep");
        assertThat(text("cases/taken/sent.http"))
                .startsWith(
                        "POST /api/v1/ho-so\nContent-Type: application/json; charset=UTF-8\nIdempotency-Key: case-1\nX-Api-Key: khoa-thu\n")
                .contains("\"ma\":\"H00-0000\"");
        assertThat(text("outcomes.yaml"))
                .contains("name: answer-409", "pointer: /error_code, is: [\"-98765\"]}   # FILL IN");
        isSound(10);
    }

    @Test
    void theOperationThatWasAskedForIsLetInAsItSays() throws IOException {
        assertThat(made(SWAGGER, "huyHoSo").operation()).isEqualTo("huyHoSo");
        assertThat(text("their-system-sink.kamelet.yaml"))
                .contains("step:basic")
                .doesNotContain("step:header");
        isSound(9);
        assertThatThrownBy(() -> made(SWAGGER, "sua")).hasMessageContaining("There is a connector of this name");
    }

    @Test
    void aTokenIsAskedForWhereTheContractSaysSo() throws IOException {
        for (String flow : List.of("clientCredentials", "password")) {
            made(OAUTH.replace("FLOW", flow), "");
            assertThat(text("their-system-sink.kamelet.yaml"))
                    .contains("url: \"{{loginAddress}}/oauth2/token\"", "/lgsp/nhan");
            assertThat(text("cases/taken/sent.http"))
                    .contains("{\"so\":5,\"loai\":\"A\",\"ten\":\"mauma\",\"mail\":\"mau@mau.example\"}");
            isSound(11);
            try (Stream<Path> all = Files.walk(home.resolve("their-system"))) {
                all.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> assertThat(path.toFile().delete()).isTrue());
            }
        }
    }

    @Test
    void aLoginThatNoStepDoesIsLeftToAPerson() throws IOException {
        NewFolder made = made(OAUTH.replace("FLOW", "authorizationCode"), "");
        assertThat(made.left()).containsExactly("the login dangNhap (oauth2), for which no step was chosen");
        isSound(9);
    }

    @Test
    void bearerIsASettingAndTheOperationIsFound() throws IOException {
        String bearer = OAUTH.replaceAll("(?s)type: oauth2.*", "type: http\n      scheme: bearer\n");
        assertThat(made(bearer, "/nhan").operation()).isEqualTo("nhan");
        assertThat(text("cases/taken/sent.http")).contains("Authorization: Bearer the-bai-thu");
        isSound(9);
    }

    @Test
    void ofAlternativesOneIsChosenWholeAndAnEnumerationProvesNothing() throws IOException {
        NewFolder made = made(Files.readString(KHO), "");
        assertThat(made.left()).containsExactly("GET /api/v3/phieu/{so}");
        assertThat(text("cases/taken/sent.http"))
                .contains(
                        "X-Kho-Khoa: khoa-thu\n",
                        "{\"maHoSo\":\"maumaumaum\",\"loai\":\"GIAY\",\"ngayTiepNhan\":\"2026-01-05T08:00:00+07:00\",\"trangThai\":\"NHAN\","
                                + "\"chuThe\":{\"kieu\":\"CN\",\"hoTen\":\"mau\",\"soDinhDanh\":\"000000000000\"},\"soTrang\":2}");
        assertThat(text("outcomes.yaml"))
                .contains(
                        "pointer: /trangThai, is: [\"TU_CHOI\"]}   # FILL IN",
                        "It is field trangThai of TraLoi, string; one of TU_CHOI, DA_NHAN.",
                        "outcome: unclear   # FILL IN");
        isSound(10);
        Connectors connectors = Connectors.load(home);
        JsonNode shape = connectors
                .shape("their-system", connectors.sample("their-system").orElseThrow())
                .orElseThrow();
        assertThat(shape.at("/properties/chuThe/properties/soDinhDanh/$comment").asText())
                .isEqualTo("field soDinhDanh of chuThe, string; of the form ^[0-9]{12}$");
        assertThat(shape.at("/properties/ghiChu/$comment").asText())
                .isEqualTo("field ghiChu of Phieu, string, may be absent; 0 to 100 characters");
    }

    @Test
    void whatKeepsNoSchemaIsSaid() throws IOException {
        // HoSo wants a HoSo in itself, without end.
        assertThat(made(SWAGGER, "").left())
                .anyMatch(left -> left.startsWith("the message of the cases, for none could be made up"));
    }
}
