package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.Landing.KeptExchange;

/** What the bytes of an answer are, whatever a connector makes of them. */
class SymptomTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"error_code\":\"-1\"}                                                    | WORDS",
                "200 | <s:Envelope xmlns:s=\"x\"><s:Body/></s:Envelope>                           | WORDS",
                "200 | <?xml version=\"1.0\"?><Envelope><Body><return/></Body></Envelope>         | WORDS",
                "200 | <s:Envelope xmlns:s=\"x\"><s:Body><return><errCode>0                       | WEB_PAGE",
                "200 | <html><body>Envelope</body></html>                                         | WEB_PAGE",
                "200 | {\"error_                                                                  | UNREADABLE",
                "200 | ''                                                                         | EMPTY",
                "500 | <s:Envelope xmlns:s=\"x\"><s:Body/></s:Envelope>                           | FAILED",
            })
    void anEnvelopeHasWordsLikeJson(int status, String body, Symptom symptom) {
        KeptExchange exchange = new KeptExchange(
                "pushDocument", new byte[0], status, null, body.getBytes(StandardCharsets.UTF_8), 1, false);
        assertThat(Symptom.of(List.of(exchange))).isEqualTo(symptom);
    }
}
