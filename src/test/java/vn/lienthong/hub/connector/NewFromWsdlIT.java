package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.replay.CaseServer;

/** A connector begun from a WSDL that nobody has seen before: it passes its checks, and its cases are what happens. */
class NewFromWsdlIT {
    private static final Path THEIRS = Path.of("src/test/resources/soap/new");

    @TempDir
    private Path home;

    @TempDir
    private Path theirs;

    @BeforeEach
    void bringTheModel() throws IOException {
        copy(Bed.CONNECTORS.resolve("echo"), home.resolve("echo"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private NewFolder made(Path wsdl, String port, String operation) {
        return Connectors.create(home, "their-system", new ContractSource(wsdl, port, operation));
    }

    /** Checks what was made, and plays every case of it. */
    private void isSound() throws IOException {
        assertThat(Connectors.load(home).check("their-system")).isEmpty();
        List<ConnectorCase> cases = ConnectorCase.all(home, "their-system");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(17);
        try (CasePlay play = new CasePlay(home, CaseServer::start)) {
            for (ConnectorCase one : cases) {
                assertThat(play.play(one)).as("%s", one).isEmpty();
            }
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(home.resolve("their-system").resolve(file));
    }

    private JsonNode body() throws IOException {
        return JsonPath.JSON.readTree(text("cases/taken/record.json")).at("/messages/0/body");
    }

    @ParameterizedTest
    @CsvSource({
        "asmx-both.wsdl,,TaoMoiHoSo",
        "shapes.wsdl,,guiHoSo",
        "two-services.wsdl,,moi",
        "imports/service.wsdl,,Nhan",
        "../asmx.wsdl,,Tao"
    })
    void passesItsChecksAndItsCases(String wsdl, String port, String operation) throws IOException {
        assertThat(made(THEIRS.resolve(wsdl), port == null ? "" : port, "").operation())
                .isEqualTo(operation);
        isSound();
    }

    @ParameterizedTest
    @CsvSource({"pushDocument", "updateStatus", "updateResult", "countDocument"})
    void anyOperationThatTheContractHasMayBeTheFirst(String operation) throws IOException {
        Path exchange = Bed.CONNECTORS.resolve("province-soap/contract/exchange.wsdl");
        assertThat(made(exchange, "", operation).operation()).isEqualTo(operation);
        assertThat(text("their-system-sink.kamelet.yaml"))
                .contains("usernameAt: /arg0/userName", "passwordAt: /arg0/password", "contract/exchange.wsdl");
        isSound();
    }

    @Test
    void asmxBringsBothVersionsAHeaderAndADataSet() throws IOException {
        NewFolder made = made(THEIRS.resolve("asmx-both.wsdl"), "", "");
        assertThat(String.join("\n", made.left())).contains("operation DanhMuc cannot be spoken", "header AuthHeader");
        assertThat(text("cases/taken/sent.http"))
                .contains("SOAPAction: \"http://tempuri.example/TaoMoiHoSo\"", "Content-Type: text/xml")
                .contains("00000000-0000-0000-0000-000000000000", "2026-01-05T08:00:00+07:00");
        assertThat(text("contract/asmx-both.wsdl")).doesNotContain("bo-nao-do").contains("mau@mau.example");
    }

    @Test
    void whatASchemaCanSayIsInTheSample() throws IOException {
        made(THEIRS.resolve("shapes.wsdl"), "", "");
        JsonNode hoSo = body().path("hoSo");
        assertThat(body().path("@phienBan").asInt()).isEqualTo(1);
        assertThat(body().path("@nguon").asText()).isEqualTo("MOT-CUA");
        assertThat(body().has("matKhau")).isFalse();
        assertThat(hoSo.path("ma").asText()).isEqualTo("H00.00-MM");
        assertThat(hoSo.path("lePhi").toString()).isEqualTo("{\"@loai\":\"mau\",\"#text\":1000}");
        assertThat(hoSo.path("muc").asInt()).isEqualTo(5);
        assertThat(hoSo.has("congDan")).isTrue();
        assertThat(hoSo.has("toChuc")).isFalse();
        assertThat(text("outcomes.yaml"))
                .contains("pointer: /@maLoi", "is: [\"FILL IN\"]", "name: fault-ho-so-da-co", "/Fault/detail/hoSoDaCo");
    }

    @Test
    void attributesTextBesideThemAndInheritedPlacesAreReadAndWrittenBothWays() throws IOException {
        SoapContract contract = SoapContract.read(THEIRS.resolve("shapes.wsdl"));
        JsonNode message = JsonPath.JSON.readTree(
                """
                {"@phienBan":2,"@khoa":"a b","tenDangNhap":"u","matKhau":"p",
                 "hoSo":[{"@lop":"x<&\\"","ma":"G22.000-XY","lienQuan":{"ma":"H01.01-AB","congDan":"c","ngay":null,"muc":"tu do"},
                          "toChuc":"T","maSoThue":"0","lePhi":{"#text":"2000","@loai":"phi"},"ngay":"2026-01-05","muc":7,
                          "nhom":{"la":"1","canh":[{"la":"2"},{"la":"3","canh":{"la":"4"}}]}}]}
                """);
        byte[] written = contract.envelope("guiHoSo", message);
        SoapReading read = SoapReader.request(
                contract, Objects.requireNonNull(contract.operation("guiHoSo")).request(), written);
        JsonNode tree = Objects.requireNonNull(read.tree());
        assertThat(tree.at("/hoSo/lePhi").toString()).isEqualTo("{\"@loai\":\"phi\",\"#text\":\"2000\"}");
        assertThat(tree.at("/hoSo/lienQuan/ngay").isNull()).isTrue();
        assertThat(tree.at("/hoSo/@lop").asText()).isEqualTo("x<&\"");
        assertThat(tree.at("/hoSo/nhom/canh/1/canh/la").asText()).isEqualTo("4");
        assertThat(XmlShape.of(new String(written, StandardCharsets.UTF_8)))
                .contains(
                        "{urn:hinh:mau}guiHoSo{{null}phienBan=2, {urn:khoa:mau}khoa=a b}",
                        "{}lePhi{{null}loai=phi} = 2000");
        for (String broken : List.of(
                "{\"@phienBan\":\"hai\"}",
                "{\"@la\":1}",
                "{\"@nguon\":\"KHAC\"}",
                "{\"hoSo\":{\"lePhi\":{\"@bo\":\"x\",\"#text\":1}}}")) {
            JsonNode wrong = message.deepCopy();
            JsonPath.JSON.readerForUpdating(wrong).readValue(broken);
            assertThatThrownBy(() -> contract.envelope("guiHoSo", wrong)).isInstanceOf(SoapContract.OffContract.class);
        }
    }

    @Test
    void anEnumerationProvesNothingUntilAPersonHasSaidWhichValueIsSuccess() throws IOException {
        made(THEIRS.resolve("don-thu/don-thu.wsdl"), "", "");
        isSound();
        assertThat(text("outcomes.yaml"))
                .contains(
                        "json: {pointer: /KetQua, is: [\"TU_CHOI\"]}   # FILL IN: is this the place",
                        "It is element KetQua in GuiDonTraLoi, KetQua, a xs:string; one of TU_CHOI, DA_NHAN.",
                        "outcome: unclear   # FILL IN: delivered, once");
        assertThat(Connectors.load(home).unfilled("their-system"))
                .extracting(violation -> violation.where().replaceFirst(":\\d+$", ""))
                .contains("connectors/their-system/outcomes.yaml");
        assertThat(readings("TU_CHOI", "DA_NHAN")).doesNotContain("Delivered").hasSize(2);
    }

    @Test
    void trueProvesNothingEither() throws IOException {
        made(THEIRS.resolve("don-thu/don-thu.wsdl"), "", "RutDon");
        isSound();
        assertThat(text("outcomes.yaml")).contains("is: [\"true\"]", "outcome: unclear   # FILL IN");
    }

    /** How answers read that hold one of these values. */
    private List<String> readings(String... values) throws IOException {
        String answer = JsonPath.JSON
                .readTree(text("cases/taken/stub.json"))
                .at("/mappings/0/response/body")
                .asText();
        try (Bed bed = new Bed(home)) {
            Connector connector = bed.open("their-system", "http://127.0.0.1:9", Map.of());
            return Stream.of(values)
                    .map(value -> answer.replace(">TU_CHOI<", ">" + value + "<"))
                    .map(body -> new Answer.Http(
                            200,
                            Map.of("content-type", "text/xml;charset=UTF-8"),
                            body.getBytes(StandardCharsets.UTF_8)))
                    .map(told ->
                            connector.read("GuiDon", told).outcome().getClass().getSimpleName())
                    .toList();
        }
    }

    @Test
    void everyValueOfTheSampleIsOneThatItsTypeTakes() throws IOException {
        made(THEIRS.resolve("don-thu/don-thu.wsdl"), "", "");
        assertThat(body().toString())
                .isEqualTo(
                        "{\"MaHoSo\":\"maumaumaum\",\"NguoiNop\":\"mau\",\"TrichYeu\":\"mau\","
                                + "\"ThoiDiemNop\":\"2026-01-05T08:00:00+07:00\",\"NgayTiepNhan\":\"2026-01-05\",\"HenTra\":\"2026-01-05\","
                                + "\"TrangThai\":\"MOI\",\"DienThoai\":\"0000000000\",\"LePhi\":1000,\"HanCuoi\":\"2030-01-01\"}");
        Connectors connectors = Connectors.load(home);
        JsonNode shape = connectors
                .shape("their-system", connectors.sample("their-system").orElseThrow())
                .orElseThrow();
        assertThat(shape.at("/properties/TrangThai/$comment").asText())
                .isEqualTo("element TrangThai in GuiDon, TrangThaiDon, a xs:string; one of MOI, DANG_XU_LY, XONG");
        assertThat(shape.at("/properties/HenTra/$comment").asText())
                .isEqualTo("element HenTra in GuiDon, may be absent, xs:date");
        assertThat(shape.at("/properties/DienThoai/pattern").asText()).isEqualTo("^(?:0[0-9]{9})$");
    }

    @Test
    void whatIsImportedLiesSideBySideAndNothingNamesAnAddress() throws IOException {
        made(THEIRS.resolve("imports/service.wsdl"), "", "");
        try (Stream<Path> files = Files.list(home.resolve("their-system/contract"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("service.wsdl", "interface.wsdl", "xsd0.xsd", "them.xsd");
        }
        assertThat(text("contract/interface.wsdl"))
                .contains("schemaLocation=\"xsd0.xsd\"", "schemaLocation=\"them.xsd\"");
        assertThat(text("cases/taken/sent.http"))
                .contains("Content-Type: application/soap+xml; charset=UTF-8; action=\"urn:nhan\"");
        assertThat(text("outcomes.yaml")).contains("body: soap   # FILL IN");
    }

    @Test
    void ofSeveralServicesOneIsNamed() throws IOException {
        Path wsdl = THEIRS.resolve("two-services.wsdl");
        assertThatThrownBy(() -> made(wsdl, "Cu", ""))
                .hasMessageContaining("its operations are of style RPC")
                .hasMessageContaining("copy connectors/gateway-soap");
        assertThatThrownBy(() -> made(wsdl, "Moi-nhat", "")).hasMessageContaining("It has: Moi (moi, xoa), Cu (cu)");
        assertThatThrownBy(() -> made(wsdl, "", "sua")).hasMessageContaining("It has: moi");
        assertThatThrownBy(() -> made(wsdl, "", "xoa")).hasMessageContaining("it has no answer");
        NewFolder made = made(wsdl, "Moi", "moi");
        assertThat(text("their-system-sink.kamelet.yaml")).contains("wsdl: \"contract/two-services.wsdl#Moi\"");
        assertThat(made.left()).anyMatch(left -> left.startsWith("port Cu")).anyMatch(left -> left.contains("xoa"));
        isSound();
    }

    @Test
    void aContractOfThousandsOfElementsIsBegunInSeconds() throws IOException {
        String types = IntStream.range(0, 1500)
                .mapToObj(i ->
                        "<xs:complexType name=\"T" + i + "\"><xs:sequence><xs:element name=\"a\" type=\"xs:string\"/>"
                                + "<xs:element name=\"b\" type=\"xs:int\" minOccurs=\"0\"/><xs:element name=\"c\" type=\"t:T"
                                + (i + 1)
                                + "\" minOccurs=\"0\"/><xs:element name=\"d\" type=\"t:T" + (i + 1) % 1500
                                + "\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType>")
                .collect(Collectors.joining("\n"));
        String wsdl = Files.readString(THEIRS.resolve("two-services.wsdl"))
                .replace(
                        "<xs:complexType name=\"Moi\">",
                        types + "<xs:complexType name=\"T1500\"/><xs:complexType name=\"Moi\">")
                .replace("<xs:element name=\"ten\" type=\"xs:string\"/>", "<xs:element name=\"ten\" type=\"t:T0\"/>");
        made(Files.writeString(theirs.resolve("large.wsdl"), wsdl), "", "");
        isSound();
        assertThat(body().at("/ten/c/c/c/a").asText()).isEqualTo("mau");
    }

    @Test
    void anElementThatHoldsItselfByReferenceAndUtf16AreNoTrouble() throws IOException {
        String wsdl = Files.readString(THEIRS.resolve("two-services.wsdl"))
                .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                .replace(
                        "<xs:element name=\"xoa\">",
                        "<xs:element name=\"cay\"><xs:complexType><xs:sequence><xs:element name=\"la\" type=\"xs:string\"/>"
                                + "<xs:element ref=\"t:cay\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType></xs:element>"
                                + "<xs:element name=\"xoa\">")
                .replace(
                        "<xs:all><xs:element name=\"ten\" type=\"xs:string\"/>", "<xs:all><xs:element ref=\"t:cay\"/>");
        Path file = Files.write(theirs.resolve("ho so.asmx"), wsdl.getBytes(StandardCharsets.UTF_16));
        made(file, "", "");
        isSound();
        assertThat(body().at("/cay/la").asText()).isEqualTo("mau");
        assertThat(home.resolve("their-system/contract/ho-so.asmx.wsdl")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | The contract is neither a WSDL nor an OpenAPI document",
                "khong phai xml                                          | The contract is neither a WSDL nor an OpenAPI document",
                "<html><body>Dang nhap</body></html>                     | The file is no WSDL",
                "<definitions/>                                          | The file is no WSDL",
                "<wsdl:definitions xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/'><a> | The file is no XML to its end",
                "<wsdl:definitions xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/'/>  | The WSDL",
                "<description xmlns='http://www.w3.org/ns/wsdl'/>        | WSDL 2.0 is not read",
                "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>      | The file is no WSDL",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a> | The file has a document type",
                "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><import namespace='x' location='http://bo.example/x?wsdl=khong'/></definitions> | The WSDL imports files that are not there",
                "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><import namespace='x' location='../../../../../etc/passwd'/></definitions> | The file is no XML to its end",
            })
    void saysWhatIsWrongAndMakesNothing(String text, String message) throws IOException {
        Path wsdl = Files.writeString(theirs.resolve("hong.wsdl"), text == null ? "" : text);
        assertThatThrownBy(() -> made(wsdl, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("Found: ");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).containsExactly(home.resolve("echo"));
        }
    }

    @Test
    void anAddressIsNotFetchedAndAHugeFileNotRead() throws IOException {
        assertThatThrownBy(() -> made(Path.of("http://bo.example/dich?wsdl"), "", ""))
                .hasMessageContaining("nothing is fetched")
                .hasMessageContaining("curl -o their.wsdl");
        Path huge = theirs.resolve("lon.wsdl");
        Files.writeString(huge, "<a>" + " ".repeat(17 << 20));
        assertThatThrownBy(() -> made(huge, "", "")).hasMessageContaining("too large for a contract");
    }
}
