package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** The places in which a value of a person hides, as systems of this trade write them. */
enum Hidden {
    JSON_FIELD(value -> json("{\"ghiChu\": " + quoted(value) + "}")),
    JSON_ESCAPED(value -> json("{\"ghiChu\":\"" + escaped(value) + "\"}")),
    JSON_NAME(value -> json("{" + quoted(value) + ":1}")),
    JSON_IN_A_STRING(value -> json("{\"data\":" + quoted("[{\"x\":" + quoted(value) + "}]") + "}")),
    XML_IN_JSON(value -> json("{\"data\":" + quoted("<a><b>" + value + "</b></a>") + "}")),
    BASE64_IN_JSON(value -> json("{\"data\":\"" + base64("<a><b>" + value + "</b></a>") + "\"}")),
    BASE64_OF_TEXT_IN_JSON(value -> json("{\"data\":\"" + base64("Người nộp: " + value + ".") + "\"}")),
    BASE64_URL_SAFE(value -> json("{\"data\":\""
            + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("{\"ten??>>\":" + quoted(value) + "}").getBytes(StandardCharsets.UTF_8))
            + "\"}")),
    XML_TEXT(value -> xml("<b>" + value + "</b>")),
    XML_ATTRIBUTE(value -> xml("<b ten=\"" + value + "\"/>")),
    XML_CDATA(value -> xml("<b>\n  <![CDATA[" + value + "]]>\n</b>")),
    XML_COMMENT(value -> xml("<!-- " + value + " --><b/>")),
    XML_INSTRUCTION(value -> xml("<?nguoi-ky " + value + "?><b/>")),
    XML_INSTRUCTION_ATTRIBUTE(value -> xml("<?nguoi-ky ten=\"" + value + "\"?><b/>")),
    XML_ENTITY(value -> message(
            "POST /x HTTP/1.1\r\nContent-Type: text/xml\r\n\r\n",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!-- it's --><!ENTITY ten \"" + value + "\">]><a>&ten;</a>")),
    XML_DOCUMENT_TYPE(value -> message(
            "POST /x HTTP/1.1\r\nContent-Type: text/xml\r\n\r\n",
            "<!DOCTYPE a SYSTEM 'http://h.example/" + value + ".dtd'><a/>")),
    XML_ATTRIBUTE_CUT_OFF(
            value -> message("POST /x HTTP/1.1\r\nContent-Type: text/xml\r\n\r\n", "<a><b ten=\"" + value)),
    XML_CLOSING_TAG(value -> xml("<b></b " + value + ">")),
    HTML_ATTRIBUTE_WITHOUT_QUOTES(value ->
            html("<input name=ten value=" + value.replace(' ', '-') + "><a class='x' title=" + value + ">x</a>")),
    HTML_META(value -> html("<meta name=author content='" + value + "'>")),
    HTML_ADDRESS(value -> html("<a href='/ho-so?ten=" + percent(value) + "'>x</a>")),
    HTML_IDENTIFIER(value -> html("<p id='" + value + "'>x</p>")),
    XML_IN_XML(value -> xml("<b>&lt;c&gt;" + value + "&lt;/c&gt;</b>")),
    JSON_IN_BASE64_IN_XML(
            value -> xml("<content><![CDATA[" + base64("{\"x\":" + quoted(value) + "}") + "]]></content>")),
    BASE64_IN_LINES_IN_XML(value -> xml("<content>"
            + Base64.getMimeEncoder(20, "\n".getBytes(StandardCharsets.UTF_8))
                    .encodeToString(("<x>" + value + "</x>").getBytes(StandardCharsets.UTF_8))
            + "</content>")),
    MULTIPART_FIELD(value -> multipart("Content-Disposition: form-data; name=\"noidung\"\r\n\r\n" + value)),
    MULTIPART_JSON(value ->
            multipart("Content-Disposition: form-data; name=\"x\"\r\nContent-Type: application/json\r\n\r\n{\"a\":"
                    + quoted(value) + "}")),
    MULTIPART_FILE_NAME(value -> multipart("Content-Disposition: form-data; name=\"f\"; filename=\"" + value
            + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 x")),
    BROKEN_BASE64_IN_MULTIPART(value -> multipart(
            "Content-Disposition: form-data; name=\"f\"\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj=Zg " + value)),
    FILE_IN_MULTIPART(value -> multipart(
            "Content-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 "
                    + value)),
    FILE_NAME_WITH_BLANKS(value -> disposition("filename = \"" + value + ".pdf\"")),
    FILE_NAME_WITH_QUOTES(value -> disposition("filename=\"ban \\\"sao\\\" " + value + ".pdf\"")),
    FILE_NAME_WITHOUT_QUOTES(value -> disposition("filename=" + value + ".pdf")),
    FILE_NAME_IN_UTF_8(
            value -> disposition("filename*=utf-8'vi'" + percent(value).replace("+", "%20") + ".pdf")),
    NAME_OF_A_PART(value -> multipart("Content-Disposition: form-data; name=\"" + value + "\"\r\n\r\n1")),
    CONTENT_TYPE(value -> message("POST /x HTTP/1.1\r\nContent-Type: text/plain; name=\"" + value + "\"\r\n\r\n", "1")),
    USER_AGENT(value -> message("POST /x HTTP/1.1\r\nUser-Agent: " + value + "\r\n\r\n", "{}")),
    COOKIE_NAME(value -> message("POST /x HTTP/1.1\r\nCookie: " + value + "=1\r\n\r\n", "{}")),
    COOKIE_PATH(value ->
            message("POST /x HTTP/1.1\r\nSet-Cookie: a=b; Path=/" + percent(value) + "; Secure\r\n\r\n", "{}")),
    QUERY_NAME(value -> message("POST /x?" + percent(value) + "=1 HTTP/1.1\r\n\r\n", "{}")),
    FORM_NAME(value -> message(
            "POST /x HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n", percent(value) + "=1&a=2")),
    HEADER(value -> message("POST /x HTTP/1.1\r\nX-Nguoi-Gui: " + value + "\r\n\r\n", "{}")),
    QUERY(value -> message("POST /x?ten=" + percent(value) + " HTTP/1.1\r\n\r\n", "{}")),
    PATH(value -> message("POST /ho-so/" + percent(value) + " HTTP/1.1\r\n\r\n", "{}")),
    COOKIE(value -> message("POST /x HTTP/1.1\r\nCookie: a=1; ten=" + value + "\r\n\r\n", "{}")),
    FORM(value -> message(
            "POST /x HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n",
            "a=b&ten=" + percent(value))),
    PLAIN_TEXT(value -> message(
            "POST /x HTTP/1.1\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n", "Kính gửi " + value + ",\nhồ sơ")),
    HTML(value -> html("<p>Xin chào " + value)),
    BROKEN_JSON(value -> json("{\"a\":{\"ten\":" + quoted(value) + ",")),
    GZIP(value -> gzip("{\"x\":" + quoted(value) + "}")),
    CAPITALS(value -> json("{\"x\":" + quoted(value.toUpperCase(Locale.ROOT)) + "}")),
    DECOMPOSED(value -> json("{\"x\":" + quoted(Normalizer.normalize(value, Normalizer.Form.NFD)) + "}")),
    WITHOUT_MARKS(value -> json("{\"x\":" + quoted(Fold.of(value)) + "}")),
    WITHIN_A_SENTENCE(value -> json("{\"x\":" + quoted("Ông/bà " + value + " nộp hồ sơ.") + "}"));

    private final Function<String, byte[]> made;

    Hidden(Function<String, byte[]> made) {
        this.made = made;
    }

    /** A request in which the value hides there. */
    byte[] with(String value) {
        return made.apply(value);
    }

    static byte[] json(String body) {
        return message("POST /x HTTP/1.1\r\nContent-Type: application/json\r\n\r\n", body);
    }

    private static byte[] xml(String inner) {
        return message(
                "POST /x HTTP/1.1\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a>" + inner
                        + "</a></s:Body></s:Envelope>");
    }

    private static byte[] html(String inner) {
        return message("POST /x HTTP/1.1\r\nContent-Type: text/html\r\n\r\n", "<html><body><br>" + inner + "</body>");
    }

    private static byte[] multipart(String part) {
        return message(
                "POST /x HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=\"--ranh-gioi\"\r\n\r\n",
                "----ranh-gioi\r\n" + part + "\r\n----ranh-gioi--\r\n");
    }

    private static byte[] disposition(String parameter) {
        return message("POST /x HTTP/1.1\r\nContent-Disposition: attachment; " + parameter + "\r\n\r\n", "{}");
    }

    private static byte[] gzip(String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("POST /x HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] message(String head, String body) {
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append("\\u%04x".formatted(c)));
        return out.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
