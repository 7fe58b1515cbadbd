package vn.lienthong.hub.drift;

import static vn.lienthong.hub.drift.Level.BREAKS;
import static vn.lienthong.hub.drift.Level.HARMLESS;
import static vn.lienthong.hub.drift.Level.MAY_BREAK;

import java.util.Map;
import java.util.stream.Stream;

/** What may change in a WSDL and its schemas, and how each change is to be judged. */
final class SoapCatalogue {
    private SoapCatalogue() {}

    private static final String CODE = "<xs:element name=\"maSoHoSo\" type=\"xs:string\" minOccurs=\"0\"/>";
    private static final String SEX = "<xs:element name=\"gioiTinh\" type=\"xs:int\"/>";
    private static final String STATE = "<xs:element name=\"trangThaiKeTiep\" type=\"xs:int\"/>";
    static final String ERROR = "<xs:element name=\"errCode\" type=\"xs:string\" minOccurs=\"0\"/>";
    private static final String COUNT = "<xs:element name=\"countDocument\" type=\"xs:int\"/>";
    private static final String LIST = "type=\"x:dossier\" nillable=\"true\" minOccurs=\"0\" maxOccurs=\"unbounded\"";
    private static final String DOSSIER = "request /arg0/ossDocumentSoapList";

    /**
     * One change.
     *
     * @param before edits of the folder's contract, for what it does not have
     * @param now edits of what they publish, beside those
     */
    record Row(
            String name,
            Map<String, String> before,
            Map<String, String> now,
            Level level,
            String endpoint,
            String place,
            String what,
            String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Map<String, String> now, Level level, String where, String what, String why) {
        return row(name, Map.of(), now, level, where, what, why);
    }

    private static Row row(
            String name,
            Map<String, String> before,
            Map<String, String> now,
            Level level,
            String where,
            String what,
            String why) {
        String[] parts = where.split(": ", 2);
        return new Row(name, before, now, level, parts[0], parts.length > 1 ? parts[1] : "", what, why);
    }

    private static Map<String, String> edit(String from, String to) {
        return Map.of(from, to);
    }

    private static String typed(String name, String base, String facets) {
        return "<xs:element name=\"" + name + "\" minOccurs=\"0\"><xs:simpleType><xs:restriction base=\"xs:" + base
                + "\">" + facets + "</xs:restriction></xs:simpleType></xs:element>";
    }

    private static String values(String... values) {
        StringBuilder all = new StringBuilder();
        Stream.of(values)
                .forEach(value ->
                        all.append("<xs:enumeration value=\"").append(value).append("\"/>"));
        return all.toString();
    }

    static Stream<Row> requests() {
        Map<String, String> wider = edit(CODE, typed("maSoHoSo", "string", "<xs:maxLength value=\"100\"/>"));
        return Stream.of(
                row(
                        "an element that must be there",
                        edit(CODE, CODE + "<xs:element name=\"maXa\" type=\"xs:string\"/>"),
                        BREAKS,
                        "pushDocument: " + DOSSIER + "/maXa",
                        "new element required",
                        "we do not send it"),
                row(
                        "an element that may be there",
                        edit(CODE, CODE + "<xs:element name=\"maXa\" type=\"xs:string\" minOccurs=\"0\"/>"),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/maXa",
                        "new element optional",
                        "nobody must send it"),
                row(
                        "what we send is gone",
                        edit(CODE, ""),
                        BREAKS,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "element is gone",
                        "we send it"),
                row(
                        "must be there from now on, and we always send it",
                        edit(CODE, CODE.replace(" minOccurs=\"0\"", "")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "element becomes required",
                        "we always send it"),
                row(
                        "need not be there any more",
                        edit(SEX, SEX.replace("/>", " minOccurs=\"0\"/>")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/gioiTinh",
                        "element becomes optional",
                        "nobody must send it"),
                row(
                        "a length below ours",
                        edit(CODE, typed("maSoHoSo", "string", "<xs:maxLength value=\"20\"/>")),
                        BREAKS,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "maxLength none becomes 20",
                        "our mapping goes to 50"),
                row(
                        "a length that ours keeps",
                        edit(CODE, typed("maSoHoSo", "string", "<xs:maxLength value=\"50\"/>")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "maxLength none becomes 50",
                        "our mapping goes to 50 only"),
                row(
                        "a length where ours has no end",
                        edit(
                                "<xs:element name=\"soCmnd\" type=\"xs:string\" minOccurs=\"0\"/>",
                                typed("soCmnd", "string", "<xs:maxLength value=\"12\"/>")),
                        MAY_BREAK,
                        "pushDocument: " + DOSSIER + "/soCmnd",
                        "maxLength none becomes 12",
                        "no maxLength of its own"),
                row(
                        "a length is more",
                        wider,
                        edit("value=\"100\"", "value=\"200\""),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "maxLength 100 becomes 200",
                        "all that was taken"),
                row(
                        "a pattern that nobody can prove",
                        edit(CODE, typed("maSoHoSo", "string", "<xs:pattern value=\"[A-Z0-9.-]+\"/>")),
                        MAY_BREAK,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "pattern none becomes",
                        "nobody knows"),
                row(
                        "our very pattern",
                        edit(
                                "<xs:element name=\"maTinhThuongTru\" type=\"xs:string\" minOccurs=\"0\"/>",
                                typed("maTinhThuongTru", "string", "<xs:pattern value=\"([0-9]{2})?\"/>")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/maTinhThuongTru",
                        "pattern none becomes",
                        "this very pattern"),
                row(
                        "values of which ours are some",
                        edit(
                                SEX,
                                typed("gioiTinh", "int", values("0", "1", "2", "3"))
                                        .replace(" minOccurs=\"0\"", "")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/gioiTinh",
                        "only 0, 1, 2, 3",
                        "our mapping sends only 0, 1, 2"),
                row(
                        "a value of ours is gone",
                        edit(
                                STATE,
                                typed("trangThaiKeTiep", "int", values("0", "1", "3", "5", "6", "15", "16", "18"))
                                        .replace(" minOccurs=\"0\"", "")),
                        edit(values("18"), ""),
                        BREAKS,
                        "updateStatus: request /arg0/documentStatusSoapList/trangThaiKeTiep",
                        "value 18 is gone",
                        "our mapping sends 18"),
                row(
                        "a value is gone that we do not send",
                        edit(
                                STATE,
                                typed("trangThaiKeTiep", "int", values("0", "1", "3", "5", "6", "15", "16", "18", "99"))
                                        .replace(" minOccurs=\"0\"", "")),
                        edit(values("99"), ""),
                        HARMLESS,
                        "updateStatus: request /arg0/documentStatusSoapList/trangThaiKeTiep",
                        "value 99 is gone",
                        "our mapping sends only"),
                row(
                        "a number becomes text",
                        edit(SEX, SEX.replace("xs:int", "xs:string")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/gioiTinh",
                        "type integer becomes string",
                        "each value is text"),
                row(
                        "text becomes a number",
                        edit(CODE, CODE.replace("xs:string", "xs:long")),
                        MAY_BREAK,
                        "pushDocument: " + DOSSIER + "/maSoHoSo",
                        "type string becomes integer",
                        "nobody says that it is always integer"),
                row(
                        "a smaller number type",
                        edit(SEX, SEX.replace("xs:int", "xs:byte")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER + "/gioiTinh",
                        "maximum 2147483647 becomes 127",
                        "our mapping goes to 2 only"),
                row(
                        "a number type too small for ours",
                        edit(
                                "<xs:element name=\"lePhiHoSo\" type=\"xs:int\"/>",
                                "<xs:element name=\"lePhiHoSo\" type=\"xs:short\"/>"),
                        BREAKS,
                        "updateResult: request /arg0/documentResultSoapList/lePhiHoSo",
                        "maximum 2147483647 becomes 32767",
                        "our mapping goes to 2147483647"),
                row(
                        "a list becomes one, and we send one",
                        edit(LIST, LIST.replace(" maxOccurs=\"unbounded\"", "")),
                        HARMLESS,
                        "pushDocument: " + DOSSIER,
                        "a list becomes one",
                        "we send one"),
                row(
                        "a list is shorter than ours",
                        edit(
                                "type=\"x:movement\" nillable=\"true\" minOccurs=\"0\" maxOccurs=\"unbounded\"",
                                "type=\"x:movement\" nillable=\"true\" minOccurs=\"0\" maxOccurs=\"5\""),
                        BREAKS,
                        "updateStatus: request /arg0/documentStatusSoapList",
                        "maxItems none becomes 5",
                        "our mapping goes to 10"),
                row(
                        "another order",
                        edit(
                                "<xs:element name=\"hoTenNguoiNop\" type=\"xs:string\" minOccurs=\"0\"/>\n      <xs:element name=\"maDonViTiepNhan\" type=\"xs:string\" minOccurs=\"0\"/>",
                                "<xs:element name=\"maDonViTiepNhan\" type=\"xs:string\" minOccurs=\"0\"/>\n      <xs:element name=\"hoTenNguoiNop\" type=\"xs:string\" minOccurs=\"0\"/>"),
                        BREAKS,
                        "pushDocument: " + DOSSIER,
                        "the order of the elements",
                        "we send"),
                row(
                        "children get a namespace",
                        edit("elementFormDefault=\"unqualified\"", "elementFormDefault=\"qualified\""),
                        BREAKS,
                        "pushDocument: request /arg0",
                        "namespace '' becomes 'http://hoso.provider.exch.sharedservice.dtt.vn/'",
                        "we send it in the old one"),
                row(
                        "an attribute that must be there",
                        edit(
                                "<xs:element name=\"tenNguoiTiepNhan\" type=\"xs:string\" minOccurs=\"0\"/>\n    </xs:sequence>",
                                "<xs:element name=\"tenNguoiTiepNhan\" type=\"xs:string\" minOccurs=\"0\"/>\n    </xs:sequence><xs:attribute name=\"phienBan\" type=\"xs:string\" use=\"required\"/>"),
                        BREAKS,
                        "pushDocument: " + DOSSIER + "/@phienBan",
                        "new attribute required",
                        "we do not send it"));
    }

    static Stream<Row> answers() {
        Map<String, String> codes = edit(ERROR, typed("errCode", "string", values("0", "1", "9", "99")));
        return Stream.of(
                row(
                        "what success is read by is gone",
                        edit(ERROR, ""),
                        BREAKS,
                        "pushDocument: answer /return/errCode",
                        "element is gone",
                        "read by row accepted, row account-refused"),
                row(
                        "what nobody reads, but must be there, is gone",
                        edit(COUNT, COUNT + "<xs:element name=\"soTrang\" type=\"xs:int\"/>"),
                        edit("<xs:element name=\"soTrang\" type=\"xs:int\"/>", ""),
                        BREAKS,
                        "countDocument: answer /return/soTrang",
                        "element is gone",
                        "off-contract"),
                row(
                        "what nobody reads is gone",
                        edit(COUNT, COUNT + "<xs:element name=\"soTrang\" type=\"xs:int\" minOccurs=\"0\"/>"),
                        edit("<xs:element name=\"soTrang\" type=\"xs:int\" minOccurs=\"0\"/>", ""),
                        HARMLESS,
                        "countDocument: answer /return/soTrang",
                        "element is gone",
                        "nobody reads it"),
                row(
                        "an element more in an answer",
                        edit(ERROR, ERROR + "<xs:element name=\"maGiaoDich\" type=\"xs:string\"/>"),
                        HARMLESS,
                        "pushDocument: answer /return/maGiaoDich",
                        "new element",
                        "is passed over"),
                row(
                        "a code that no row knows",
                        codes,
                        edit(values("99"), values("99", "77")),
                        MAY_BREAK,
                        "pushDocument: answer /return/errCode",
                        "new value 77",
                        "off-contract"),
                row(
                        "success has another code",
                        codes,
                        edit(values("0"), values("OK")),
                        BREAKS,
                        "pushDocument: answer /return/errCode",
                        "values 1, 9, 99, OK instead of 0, 1, 9, 99",
                        "success is read by 0"),
                row(
                        "a number of an answer becomes text",
                        edit(COUNT, COUNT.replace("xs:int", "xs:string")),
                        MAY_BREAK,
                        "countDocument: answer /return/countDocument",
                        "type integer becomes string",
                        "off-contract"),
                row(
                        "what must be there may be missing",
                        edit(COUNT, COUNT.replace("/>", " minOccurs=\"0\"/>")),
                        MAY_BREAK,
                        "countDocument: answer /return/countDocument",
                        "may be missing now",
                        "read by row counted"),
                row(
                        "one becomes a list",
                        edit(
                                "<xs:element name=\"return\" type=\"x:counted\" minOccurs=\"0\"/>",
                                "<xs:element name=\"return\" type=\"x:counted\" minOccurs=\"0\" maxOccurs=\"5\"/>"),
                        MAY_BREAK,
                        "countDocument: answer /return",
                        "one becomes a list",
                        "off-contract"),
                row(
                        "a longer text",
                        edit(ERROR, typed("errCode", "string", "<xs:maxLength value=\"2\"/>")),
                        edit("<xs:maxLength value=\"2\"/>", "<xs:maxLength value=\"4\"/>"),
                        MAY_BREAK,
                        "pushDocument: answer /return/errCode",
                        "maxLength 2 becomes 4",
                        "off-contract"));
    }

    static Stream<Row> wholes() {
        String operation = "<soap:operation soapAction=\"\" style=\"document\"/>";
        return Stream.of(
                row(
                        "an operation of ours is gone",
                        edit("ALL:<wsdl:operation name=\"countDocument\">", "<wsdl:operation name=\"demHoSo\">"),
                        BREAKS,
                        "countDocument",
                        "the operation is gone",
                        "this connector uses it"),
                row(
                        "an operation of nobody's is gone",
                        edit("ALL:<wsdl:operation name=\"pullDocument\">", "<wsdl:operation name=\"layHoSo\">"),
                        HARMLESS,
                        "pullDocument",
                        "the operation is gone",
                        "does not use it"),
                row(
                        "an operation is new",
                        edit("ALL:<wsdl:operation name=\"pullDocument\">", "<wsdl:operation name=\"layHoSo\">"),
                        HARMLESS,
                        "layHoSo",
                        "new operation",
                        "does not use it"),
                row(
                        "a SOAPAction",
                        edit(operation, operation.replace("\"\"", "\"urn:gui\"")),
                        BREAKS,
                        "pushDocument",
                        "SOAPAction \"\" becomes \"urn:gui\"",
                        "what the folder's contract says"),
                row(
                        "the next version of SOAP",
                        edit(
                                "xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\"",
                                "xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap12/\""),
                        BREAKS,
                        "pushDocument",
                        "binding SOAP 1.1 becomes SOAP 1.2",
                        "what the folder's contract says"),
                row(
                        "where it says that it listens",
                        edit("location=\"", "location=\"https://other.example/"),
                        HARMLESS,
                        "",
                        "",
                        ""));
    }

    static Stream<Row> all() {
        return Stream.of(requests(), answers(), wholes()).flatMap(rows -> rows);
    }
}
