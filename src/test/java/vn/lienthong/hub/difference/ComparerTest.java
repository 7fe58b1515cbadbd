package vn.lienthong.hub.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Ignored;

/** What differs, where, and how; and what does not. */
class ComparerTest {
    private static String packed(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonIsComparedByValueAndPath() {
        assertThat(Exchanges.bodies(
                        "{\"a\":1,\"b\":[1.0,{\"c\":\"x\"}]}", " {\"b\": [1, {\"c\": \"\\u0078\"}], \"a\": 1.00}"))
                .isEmpty();
        assertThat(Exchanges.bodies(
                        "{\"a\":1,\"b\":\"1\",\"n\":null,\"gone\":\"x\",\"s\":\"x\",\"a/b\":true}",
                        "{\"a\":2,\"b\":1,\"s\":\"y\",\"new\":{\"z\":0},\"a/b\":false}"))
                .containsExactly(
                        "answer value /a 1 | 2",
                        "answer type /b \"1\" | 1",
                        "answer missing /n null | null",
                        "answer missing /gone x | null",
                        "answer value /s x | y",
                        "answer value /a~1b true | false",
                        "answer extra /new null | {\"z\":0}");
    }

    @Test
    void whatWasPutIntoAListIsSeenAndTheRestStaysWithItsLike() {
        assertThat(Exchanges.bodies(
                        "[{\"ma\":1,\"t\":\"08:00\"},{\"ma\":2,\"t\":\"08:00\"}]",
                        "[{\"ma\":0,\"t\":\"09:00\"},{\"ma\":1,\"t\":\"09:01\"},{\"ma\":2,\"t\":\"09:01\"}]"))
                .containsExactlyInAnyOrder(
                        "answer value /0/t 08:00 | 09:01",
                        "answer value /1/t 08:00 | 09:01",
                        "answer extra /0 null | {\"ma\":0,\"t\":\"09:00\"}");
        assertThat(Exchanges.bodies("[1,2,3]", "[3,1,2]")).containsExactly("answer order /(body) [1,2,3] | [3,1,2]");
        assertThat(Exchanges.bodies("<a><i>1</i><i>2</i><i>3</i></a>", "<a><i>1</i><i>3</i></a>"))
                .containsExactly("answer missing /a/i[2] 2 | null");
        assertThat(Exchanges.bodies("<a><i>1</i><i>2</i></a>", "<a><i>2</i><i>1</i></a>"))
                .containsExactly("answer order /a <a><i>1</i><i>2</i></a> | <a><i>2</i><i>1</i></a>");
    }

    @Test
    void whatMovedUpInAListOfTheSameLengthStaysWithItsLike() {
        assertThat(Exchanges.bodies("[1,2,3,4]", "[2,3,4,5]"))
                .containsExactlyInAnyOrder("answer missing /0 1 | null", "answer extra /3 null | 5");
        assertThat(Exchanges.bodies("[1,1,2]", "[1,2,2]")).containsExactly("answer value /1 1 | 2");
        assertThat(Exchanges.bodies("<a><i>1</i><i>2</i><i>3</i></a>", "<a><i>2</i><i>3</i><i>4</i></a>"))
                .containsExactlyInAnyOrder("answer missing /a/i 1 | null", "answer extra /a/i[3] null | 4");
    }

    @Test
    void aDroppedSecretIsForgivenWhereAllAroundItIsTheSame() {
        RecordedExchange left =
                Exchanges.answered("{\"a\":\"token=(dropped)&x=1\",\"b\":\"(dropped)\",\"c\":\"(dropped)\"}");
        RecordedExchange right = Exchanges.answered("{\"a\":\"token=s3cret&x=2\",\"b\":\"s3cret\",\"c\":\"\"}");
        Comparison found = Comparer.whereSecretsWereDropped(List.of()).compare("x", left, right);
        assertThat(found.open()).extracting(Difference::path).containsExactly("/a", "/c");
        assertThat(found.ignored()).extracting(Difference::path).containsExactly("/b");
        assertThat(Exchanges.differences(left, right)).hasSize(3);
    }

    @Test
    void xmlIsComparedByMeaning() {
        assertThat(
                        Exchanges.bodies(
                                "<?xml version=\"1.0\"?><s:E xmlns:s=\"urn:s\"><s:B><f>s:Server</f><r x=\"1\" y=\"2\"><![CDATA[<a>]]></r><q/></s:B></s:E>",
                                "<soap:E xmlns:soap='urn:s'>\n  <soap:B>\n <q></q> <f>soap:Server</f><!-- x --><r y='2' x='1'>\n <![CDATA[<a]]>&gt; </r>\n</soap:B></soap:E>"))
                .isEmpty();
        assertThat(Exchanges.bodies(
                        "<E xmlns=\"urn:s\"><a k=\"1\" g=\"1\">x</a><gone/><t/></E>",
                        "<E xmlns=\"urn:s\"><a k=\"2\" h=\"1\">y</a><new>z</new><t xmlns=\"urn:t\"/></E>"))
                .containsExactlyInAnyOrder(
                        "answer value /E/a/@k 1 | 2",
                        "answer missing /E/a/@g 1 | null",
                        "answer extra /E/a/@h null | 1",
                        "answer value /E/a x | y",
                        "answer missing /E/gone  | null",
                        "answer extra /E/new null | z",
                        "answer namespace /E/t urn:s | urn:t");
    }

    @Test
    void layersAreOpenedOnBothSides() {
        String left = "<r><![CDATA[{\"d\":\"" + packed("<x><so>1</so></x>") + "\"}]]></r>";
        String right = "<r>{\"d\" : \"" + packed("<x>\n<so>2</so></x>") + "\"}</r>";
        assertThat(Exchanges.bodies(left, right)).containsExactly("answer value /r/(json)/d/(base64)/(xml)/x/so 1 | 2");
        assertThat(Exchanges.bodies(
                        "{\"d\":\"" + packed("{\"a\":1}  ") + "\"}", "{\"d\":\"" + packed("{ \"a\":1}") + "\"}"))
                .isEmpty();
        assertThat(Exchanges.bodies(
                        "{\"d\":\"" + packed("%PDF-1.4 a") + "\"}", "{\"d\":\"" + packed("%PDF-1.4 b") + "\"}"))
                .singleElement()
                .asString()
                .startsWith("answer value /d/(base64) %PDF-1.4 a");
        String pdf = "%PDF-1.4 \u0001";
        assertThat(Exchanges.bodies("{\"d\":\"" + packed(pdf) + "\"}", "{\"d\":\"" + packed(pdf + "x") + "\"}"))
                .singleElement()
                .asString()
                .startsWith("answer file /d/(base64) 10 bytes, SHA-256 ");
        assertThat(Exchanges.bodies("{\"a\":1}", "<html>Bad gateway</html>"))
                .containsExactly("answer format /(body) {\"a\":1} | <html>Bad gateway</html>");
    }

    @Test
    void theSameLettersInAnotherFormOfUnicodeAreSaidToBeSo() {
        String name = "Trần Thị Mẫu";
        assertThat(Exchanges.bodies(
                        "{\"ten\":\"" + name + "\"}",
                        "{\"ten\":\"" + Normalizer.normalize(name, Normalizer.Form.NFD) + "\"}"))
                .singleElement()
                .asString()
                .startsWith("answer unicode /ten ");
    }

    @Test
    void headsTargetsAndFormsAreComparedPieceByPiece() {
        String form =
                "\r\nContent-Type: application/x-www-form-urlencoded\r\nDate: %s\r\nHost: %s\r\nX-Key: %s\r\n\r\n%s";
        RecordedExchange left = Exchanges.asked(
                "POST /api?b=2&a=1 HTTP/1.1" + form.formatted("today", "province.example", "1", "x=1&y=%C3%AA"));
        assertThat(Exchanges.differences(
                        left,
                        Exchanges.asked("POST http://127.0.0.1:81/api?a=1&b=2 HTTP/1.1"
                                + form.formatted("yesterday", "127.0.0.1:81", "1", "y=%c3%aa&x=1"))))
                .isEmpty();
        assertThat(Exchanges.differences(
                        left,
                        Exchanges.asked(
                                "PUT /api/2?b=2&a=3 HTTP/1.1" + form.formatted("today", "h", "2", "x=1&y=e&z="))))
                .containsExactly(
                        "request value /(method) POST | PUT",
                        "request value /(target) /api | /api/2",
                        "request value /(query)/a 1 | 3",
                        "request value /(header)/x-key 1 | 2",
                        "request value /(form)/y ê | e",
                        "request extra /(form)/z null | ");
    }

    @Test
    void multipartIsComparedByPart() {
        assertThat(Exchanges.differences(
                        Exchanges.asked(multipart("AaB", "{\"a\":1}", "x")),
                        Exchanges.asked(multipart("Q-1", "{ \"a\": 1 }", "x"))))
                .isEmpty();
        assertThat(Exchanges.differences(
                        Exchanges.asked(multipart("AaB", "{\"a\":1}", "x")),
                        Exchanges.asked(multipart("Q-1", "{\"a\":2}", "y"))))
                .containsExactly("request value /(part)/hoSo/a 1 | 2", "request value /(part)/tep x | y");
    }

    private static String multipart(String boundary, String json, String file) {
        return ("POST /f HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=" + boundary
                        + "\r\n\r\n--B\r\nContent-Disposition: form-data; name=\"hoSo\"\r\nContent-Type: application/json\r\n\r\n"
                        + json
                        + "\r\n--B\r\nContent-Disposition: form-data; name=tep; filename=\"a.txt\"\r\n\r\n" + file
                        + "\r\n--B--\r\n")
                .replace("--B", "--" + boundary);
    }

    @Test
    void whatIsPackedIsUnpacked() throws IOException {
        byte[] head = "HTTP/1.1 200\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head);
        try (GZIPOutputStream zip = new GZIPOutputStream(answer)) {
            zip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
        RecordedExchange.Leg plain = Exchanges.leg("o", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200\r\n\r\n{\"a\":2}");
        RecordedExchange.Leg packed =
                new RecordedExchange.Leg("o", plain.request(), answer.toByteArray(), null, 1, false, false);
        assertThat(Exchanges.differences(Exchanges.of(List.of(packed)), Exchanges.of(List.of(plain))))
                .containsExactly("answer value /a 1 | 2");
    }

    @Test
    void messagesMoreOrLessAreNamedAndTheOthersStillCompared() {
        RecordedExchange.Leg login = Exchanges.leg("DangNhap", "POST /l HTTP/1.1\r\n\r\n", "HTTP/1.1 200\r\n\r\n");
        RecordedExchange.Leg send = Exchanges.leg("Gui", "POST /g HTTP/1.1\r\n\r\n", "HTTP/1.1 200\r\n\r\n{\"a\":1}");
        RecordedExchange.Leg other = Exchanges.leg("Gui", "POST /g HTTP/1.1\r\n\r\n", "HTTP/1.1 500\r\n\r\n{\"a\":1}");
        RecordedExchange.Leg silent = Exchanges.leg("Gui", "POST /g HTTP/1.1\r\n\r\n", null);
        assertThat(Exchanges.differences(Exchanges.of(List.of(send)), Exchanges.of(List.of(login, other))))
                .containsExactly(
                        "request extra /(message) null | POST /l HTTP/1.1", "answer value /(status) 200 | 500");
        assertThat(Exchanges.differences(Exchanges.of(List.of(send)), Exchanges.of(List.of(silent))))
                .containsExactly("answer missing /(answer) HTTP/1.1 200 | no answer: timed out");
    }

    @Test
    void whatAPersonWroteDownIsMarkedWithItsReasonAndCounted() {
        Ignored time = new Ignored("answer:/data/*/NgayDongBo", "the time of the call");
        Ignored never = new Ignored("/nowhere", "left over");
        Comparison comparison = new Comparer(List.of())
                .compare(
                        "x",
                        Exchanges.answered("{\"data\":[{\"NgayDongBo\":\"1\",\"so\":1}]}", time, never),
                        Exchanges.answered("{\"data\":[{\"NgayDongBo\":\"2\",\"so\":2}]}"));
        assertThat(comparison.open()).extracting(Difference::path).containsExactly("/data/0/so");
        assertThat(comparison.ignored()).singleElement().satisfies(one -> assertThat(one.ignored())
                .extracting(Ignore::why)
                .isEqualTo("the time of the call"));
        assertThat(comparison.unused()).extracting(Ignore::where).containsExactly("/nowhere");
    }

    @Test
    void aRowForgivesAnotherValueAndNothingElseUnlessItSaysSo() {
        RecordedExchange left = Exchanges.answered("{\"t\":\"1\",\"l\":[1,2]}");
        RecordedExchange gone = Exchanges.answered("{\"l\":[1,2]}");
        RecordedExchange turned = Exchanges.answered("{\"t\":\"1\",\"l\":[2,1]}");
        assertThat(Exchanges.differences(left, gone, row("/t"))).hasSize(1);
        assertThat(Exchanges.differences(left, gone, row("/t#any"))).isEmpty();
        assertThat(Exchanges.differences(left, turned, row("/l"))).hasSize(1);
        assertThat(Exchanges.differences(left, turned, row("/l#order"))).isEmpty();
        assertThat(Exchanges.differences(left, gone, row("2-answer:/t#any"))).hasSize(1);
        assertThat(Exchanges.differences(left, gone, row("1-answer:/**/t#any"))).isEmpty();
        assertThat(Exchanges.differences(left, gone, new Ignore("/t#any", "w", "other", "", "a test")))
                .hasSize(1);
        assertThat(Exchanges.differences(
                        Exchanges.answered("{\"l\":[{\"a\":1,\"t\":1},{\"a\":2,\"t\":2}]}"),
                        Exchanges.answered("{\"l\":[{\"a\":2,\"t\":3},{\"a\":1,\"t\":1}]}"),
                        row("/l#order")))
                .containsExactly("answer value /l/1/t 2 | 3");
    }

    private static Ignore row(String where) {
        return new Ignore(where, "a test", "", "", "a test");
    }

    @Test
    void aRowWithoutAReasonOrAPlaceIsRefused() {
        assertThatThrownBy(() ->
                        Exchanges.differences(Exchanges.answered("a", new Ignored("/x", " ")), Exchanges.answered("b")))
                .isInstanceOf(BadIgnore.class)
                .hasMessage(
                        "A difference is not ignored without a reason. Found: no why for /x in exchange.yaml of x. Write after 'why:' what this is and why it means nothing, or take the row away.");
        for (String where : List.of("x", "/", "/*", "/**", "answr:/x", "/a//b", "")) {
            assertThatThrownBy(() -> row(where)).as(where).hasMessageContaining("names no place");
        }
    }

    @Test
    void aDocumentTypeReadsNothingFromOutside() {
        String hostile = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        assertThat(Exchanges.bodies(hostile, hostile.replace("</a>", "1</a>")))
                .singleElement()
                .asString()
                .contains("&x;")
                .doesNotContain("root:");
    }
}
