package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers in several parts, as others write them and as nobody should. */
class MultipartAnswerTest {

    private static final String RELATED =
            "Multipart/Related; boundary=\"b 1\"; type=\"application/xop+xml\"; start=\"<root@x>\"; start-info=\"text/xml\"";
    private static final String ROOT =
            "Content-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <root@x>\r\n\r\n";
    private static final String INCLUDE =
            "<i:Include xmlns:i=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:a%40x\"/>";
    private static final String FILE = "Content-Type: application/octet-stream\r\nContent-ID: <a@x>\r\n\r\ntệp\0";

    private static Answer.Http came(String type, String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--b 1\r\n").append(part).append("\r\n");
        }
        body.append("--b 1--\r\n");
        return new Answer.Http(
                200, Map.of("content-type", type), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String opened(Answer.Http came) {
        Answer.Http http = (Answer.Http) MultipartAnswer.opened(came);
        return http.headers().get("content-type") + "\n" + new String(http.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theRootIsTheAnswerWhereverItStandsAndEachPartIsInItsPlace() {
        assertThat(opened(came(RELATED, ROOT + "<e><d>" + INCLUDE + "</d></e>", FILE)))
                .isEqualTo("text/xml; charset=UTF-8\n<?xml version='1.0' encoding='UTF-8'?><e><d>dOG7h3AA</d></e>");
        assertThat(opened(came(RELATED, FILE, ROOT + "<e><d>" + INCLUDE + "</d></e>")))
                .endsWith("<e><d>dOG7h3AA</d></e>");
        assertThat(opened(came(RELATED, ROOT + "<e>cid:a@x</e>", FILE)))
                .as("attachments are nobody's")
                .endsWith("\n<e>cid:a@x</e>");
    }

    /** A mebibyte of one part, named twenty thousand times, would be twenty gigabytes. */
    @Test
    void aPartIsUsedOnce() {
        Answer.Http twice = came(RELATED, ROOT + "<e>" + INCLUDE.repeat(2) + "</e>", FILE);
        assertThat(MultipartAnswer.opened(twice)).isSameAs(twice);
    }

    @Test
    void whatCannotBeTakenApartStaysWhatItIs() {
        Answer.Http missing = came(RELATED, ROOT + "<e>" + INCLUDE + "</e>");
        assertThat(MultipartAnswer.opened(missing)).isSameAs(missing);
        Answer.Http bomb = came(
                RELATED,
                ROOT + "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><e>&x;" + INCLUDE + "</e>",
                FILE);
        assertThat(MultipartAnswer.opened(bomb)).isSameAs(bomb);
        Answer.Http many = came(RELATED, "x: y\r\n".repeat(5000) + ROOT + "<e/>");
        assertThat(MultipartAnswer.opened(many)).isNotNull();
        Answer.Http none = new Answer.Http(200, Map.of("content-type", RELATED), new byte[0]);
        assertThat(MultipartAnswer.opened(none)).isSameAs(none);
        Answer.Http other = came("multipart/mixed; boundary=\"b 1\"", ROOT + "<e/>");
        assertThat(MultipartAnswer.opened(other)).isSameAs(other);
        Answer failed = new Answer.Failed(Answer.Failure.ANSWER_TIMEOUT, "x");
        assertThat(MultipartAnswer.opened(failed)).isSameAs(failed);
    }
}
