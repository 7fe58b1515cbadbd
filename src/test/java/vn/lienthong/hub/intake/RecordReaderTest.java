package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.Readers.RECORD;
import static vn.lienthong.hub.intake.Readers.accepted;
import static vn.lienthong.hub.intake.Readers.refused;
import static vn.lienthong.hub.intake.Readers.with;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Channel;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

class RecordReaderTest {
    @Test
    void readsASoundRecord() {
        DossierRecord record = accepted(RECORD).record();

        assertThat(record.dossierCode()).isEqualTo("000.01.10.H08-191216-0042");
        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.procedureCode()).isEqualTo("1.001193.000.00.00.H08");
        assertThat(record.unit()).isEqualTo("21556");
        assertThat(record.channel()).isEqualTo(Channel.COUNTER);
        assertThat(record.status()).isEqualTo(Status.PROCESSING);
        assertThat(record.receivedAt()).isEqualTo(Instant.parse("2019-12-16T01:05:00Z"));
        assertThat(record.dueAt()).isEqualTo(Instant.parse("2019-12-16T10:00:00Z"));
        assertThat(accepted(RECORD).notes()).isEmpty();
    }

    @Test
    void writesTheContentWithSortedKeysAndWithoutWhiteSpace() {
        assertThat(new String(accepted(RECORD).record().content(), StandardCharsets.UTF_8))
                .isEqualTo("{\"applicant\":{\"kind\":\"CITIZEN\",\"name\":\"NGUYỄN VĂN MẪU\"},\"channel\":\"COUNTER\","
                        + "\"dossierCode\":\"000.01.10.H08-191216-0042\",\"dueAt\":\"2019-12-16T17:00:00+07:00\","
                        + "\"extra\":{\"mine\":\"1\"},\"procedureCode\":\"1.001193.000.00.00.H08\","
                        + "\"receivedAt\":\"2019-12-16T08:05:00+07:00\",\"revision\":1,\"status\":\"PROCESSING\","
                        + "\"summary\":\"Bản ghi mẫu, không có thật\",\"unit\":\"21556\"}");
    }

    @Test
    void readsItsOwnContentAsTheSameRecord() {
        RecordReader.Read first = accepted(RECORD);
        RecordReader.Read again = accepted(new String(first.record().content(), StandardCharsets.UTF_8));

        assertThat(again.record().content()).isEqualTo(first.record().content());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    }

    // Section 17 of the wire formats, number 1
    @Test
    void takesDecomposedTextForTheSameRecord() {
        String decomposed = Normalizer.normalize(RECORD, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(RECORD);
        assertThat(accepted(decomposed).fingerprint())
                .isEqualTo(accepted(RECORD).fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "channel": "COUNTER"   | "channel": " COUNTER\\u00a0"
                    "unit": "21556"        | "unit": "\\t21556 "
                    "summary": "Bản ghi    | "papers": [], "submitter": {}, "returnMethod": "", "summary": "Bản ghi
                    "revision": 1          | "finishedAt": "0001-01-01T00:00:00", "revision": 1
                    "revision": 1          | "finishedAt": 0, "revision": 1
                    "revision": 1          | "finishedAt": "99991231", "revision": 1
                    "extra": {"mine": "1"} | "extra": {"mine": "1", "none": null}
                    """)
    void takesTheseWaysOfSayingTheSame(String piece, String replacement) {
        assertThat(accepted(with(piece, replacement)).fingerprint())
                .isEqualTo(accepted(RECORD).fingerprint());
    }

    @Test
    void takesAWholeNumberWithAnExponentForTheSame() {
        RecordReader.Read plain = accepted(with("\"revision\": 1", "\"revision\": 50000"));

        assertThat(accepted(with("\"revision\": 1", "\"revision\": 5.0E4")).fingerprint())
                .isEqualTo(plain.fingerprint());
        assertThat(plain.record().revision()).isEqualTo(50_000);
    }

    @Test
    void takesAByteOrderMarkAndCanonicalOrderForTheSameRecord() {
        assertThat(accepted("\uFEFF" + RECORD).fingerprint())
                .isEqualTo(accepted(RECORD).fingerprint());
    }

    @Test
    void keepsEveryDigitOfNumbersUnderExtra() {
        String content = new String(
                accepted(with("\"1\"", "123456789012345678901234567890.10"))
                        .record()
                        .content(),
                StandardCharsets.UTF_8);

        assertThat(content).contains("\"mine\":123456789012345678901234567890.10");
    }

    // Number 3
    @Test
    void makesAVerticalTabALineFeedAndSaysSo() {
        RecordReader.Read read = accepted(with("mẫu, không", "mẫu,\\u000b<b>&]]>\\\"không"));

        assertThat(new String(read.record().content(), StandardCharsets.UTF_8)).contains("mẫu,\\n<b>&]]>\\\"không");
        assertThat(read.notes())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("page-mark", "/summary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "revision": 1             | "revision": 1, "revision": 1                      | duplicate-key      | /revision
                    "kind": "CITIZEN"         | "kind": "CITIZEN", "kind": "BUSINESS"             | duplicate-key      | /applicant/kind
                    mẫu, không                | mẫu,\\u0000không                                  | control-character  | /summary
                    mẫu, không                | mẫu,\\ud83dkhông                                  | lone-surrogate     | /summary
                    "revision": 1             | "revision": 1, "\\ud83d": "7"                     | lone-surrogate     | ''
                    "unit": "21556"           | "unit": "99999"                                   | unknown-unit       | /unit
                    2019-12-16T08:05:00+07:00 | 2019-12-16T08:05:00                               | bad-date           | /receivedAt
                    2019-12-16T17:00:00+07:00 | 2019-12-16T07:00:00+07:00                         | date-order         | /dueAt
                    2019-12-16T17:00:00+07:00 | 31-02-2025                                        | bad-date           | /dueAt
                    "revision": 1             | "revision": 1.5                                   | schema             | /revision
                    "revision": 1             | "revision": 0                                     | schema             | /revision
                    "revision": 1             | "revision": 2147483648                            | schema             | /revision
                    "revision": 1             | "revision": "1"                                   | schema             | /revision
                    "revision": 1             | "revision": true                                  | schema             | /revision
                    "PROCESSING"              | "Đang xử lý"                                      | schema             | /status
                    "PROCESSING"              | 4                                                 | schema             | /status
                    "summary"                 | "sumary"                                          | schema             | /sumary
                    "revision": 1             | "revision": 1, " id": "7"                         | schema             | /(unreadable name)
                    "name": "NGUYỄN VĂN MẪU"  | "name": "  "                                      | schema             | /applicant/name
                    "name": "NGUYỄN VĂN MẪU"  | "name": "Nguyá»…n MáºŤu"                          | broken-text        | /applicant/name
                    "kind": "CITIZEN"         | "kind": "CITIZEN", "identity": {"type": "CCCD", "number": "52089000001"}  | identity-lost-zero | /applicant/identity/number
                    "kind": "CITIZEN"         | "kind": "CITIZEN", "bornOn": "06/1989"            | bad-date           | /applicant/bornOn
                    "kind": "CITIZEN"         | "kind": "CITIZEN", "address": {"province": 1}     | schema             | /applicant/address/province
                    "revision": 1             | "revision": 1, "fees": [{"amount": 50000}]        | schema             | /fees/0/amount
                    "revision": 1             | "revision": 1, "fees": [{"amount": "5.0E4"}]      | schema             | /fees/0/amount
                    "revision": 1             | "revision": 1, "fees": [{"amount": "-1"}]         | schema             | /fees/0/amount
                    "revision": 1             | "revision": 1, "fees": [{"amount": "1.234.567"}]  | schema             | /fees/0/amount
                    "revision": 1             | "revision": 1, "fees": {"amount": "1"}            | schema             | /fees
                    "revision": 1             | "revision": 1, "steps": [null]                    | empty-item         | /steps/0
                    "revision": 1             | "revision": 1, "papers": [{"attachments": ["a9"]}] | unknown-attachment | /papers/0/attachments/0
                    "mine": "1"               | "mine": 1e999999999                               | number-out-of-range | /extra/mine
                    "mine": "1"               | "mine": 1e99999999999                             | number-out-of-range | /extra/mine
                    "mine": "1"               | "mine": 1.5e-2147483648                           | number-out-of-range | /extra/mine
                    "revision": 1             | "revision": 0e9999999999999999999999              | number-out-of-range | /revision
                    """)
    void refusesAndSaysWhere(String piece, String replacement, String code, String pointer) {
        RecordReader.Unreadable bad = refused(with(piece, replacement));

        assertThat(bad.isJson()).isTrue();
        assertThat(bad.errors()).extracting(Finding::code, Finding::pointer).contains(tuple(code, pointer));
    }

    @Test
    void refusesADossierReceivedInTheFuture() {
        String future = RECORD.replace("2019-12-16T08", "2031-12-16T08").replace("2019-12-16T17", "2031-12-16T17");

        assertThat(refused(future).errors()).extracting(Finding::code).contains("received-in-future");
    }

    @Test
    void saysWhatAUnitCodeMeantOnOtherDays() {
        assertThat(refused(RECORD.replace("21556", "21568").replace("2019-12", "2025-08"))
                        .errors())
                .extracting(Finding::code)
                .containsExactly("unit-not-on-that-day");
    }

    // Number 13
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "dossierCode": "000.01.10.H08-191216-0042",  | /dossierCode
                    "revision": 1,                               | /revision
                    "procedureCode": "1.001193.000.00.00.H08",   | /procedureCode
                    "unit": "21556",                             | /unit
                    "status": "PROCESSING",                      | /status
                    "receivedAt": "2019-12-16T08:05:00+07:00",   | /receivedAt
                    "kind": "CITIZEN",                           | /applicant/kind
                    , "name": "NGUYỄN VĂN MẪU"                   | /applicant/name
                    """)
    void namesTheFieldThatIsMissing(String piece, String pointer) {
        assertThat(refused(with(piece, "")).errors())
                .extracting(Finding::pointer)
                .containsExactly(pointer);
    }

    // Number 15: it waits under its code later; that is not a mistake of the record
    @Test
    void takesAProcedureThatNobodyKnows() {
        assertThat(accepted(with("1.001193.000.00.00.H08", "TS_lop1")).record().procedureCode())
                .isEqualTo("TS_lop1");
    }

    // Number 14
    @Test
    void notesWhatLooksOdd() {
        String odd = with(
                "\"revision\": 1",
                "\"revision\": 1, \"finishedAt\": \"2019-12-16T09:00:00+07:00\", \"results\": [{\"name\": \"x\"}]");

        assertThat(accepted(odd).notes())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("finished-without-status", "results-without-status");
    }

    // Number 19
    @Test
    void tellsAnotherContentFromARepetition() {
        assertThat(accepted(with("Bản ghi mẫu", "Bản ghi khác")).fingerprint())
                .isNotEqualTo(accepted(RECORD).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{} x",
                "nothing",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "// c\n{}",
                "{\"a\":\"\u000B\"}",
                "{\"a\":\"\\x\"}",
                "<html></html>",
                "\u0000"
            })
    void refusesWhatIsNotJson(String text) {
        RecordReader.Unreadable bad = refused(text);

        assertThat(bad.isJson()).isFalse();
        assertThat(bad.errors()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1,"b":{"c":2 "d":3}} | /b
                    {"a":{"c":2},,}           | ''
                    {"a":1,"b":tru}           | /b
                    {"a":[1,2 3]}             | /a/2
                    {"a":[1,,2]}              | /a/1
                    {"a":1,"b":{"c"           | /b/c
                    {"a":1,"b":{"c":          | /b/c
                    """)
    void pointsAtTheMistakeAndNotAtTheFieldBeforeIt(String text, String pointer) {
        assertThat(refused(text).errors())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("not-json", pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "1", "null", "true"})
    void refusesJsonThatIsNoRecord(String text) {
        assertThat(refused(text).errors()).extracting(Finding::code).containsExactly("not-an-object");
    }

    @Test
    void refusesOtherEncodings() {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-32", "windows-1252"}) {
            RecordReader.Result result = Readers.READER.read(
                    RECORD.replace("ễ", "ê").replace("Ẫ", "â").getBytes(Charset.forName(charset)));

            assertThat(result).isInstanceOfSatisfying(RecordReader.Unreadable.class, bad -> {
                assertThat(bad.isJson()).isFalse();
                assertThat(bad.errors()).extracting(Finding::code).containsExactly("not-utf-8");
            });
        }
    }

    @Test
    void endsAMegabyteOfBracketsAtTheirTwentyFirstLevel() {
        assertThat(refused("[".repeat(1 << 20)).errors())
                .extracting(Finding::code)
                .containsExactly("not-an-object");
        assertThat(refused("{\"extra\":{\"a\":" + "[".repeat(1 << 20)).errors())
                .extracting(Finding::code)
                .containsExactly("too-deep");
        assertThat(refused("{\"a\":".repeat(200_000)).errors())
                .extracting(Finding::code)
                .containsExactly("too-deep");
    }

    @Test
    void stopsCountingMistakes() {
        String many = with("\"revision\": 1", "\"revision\": 1, \"steps\": [" + "{\"x\":1},".repeat(60_000) + "{}]");

        assertThat(refused(many).errors()).hasSizeLessThanOrEqualTo(50);
        String wrong = with("\"revision\": 1", "\"revision\": 1, \"steps\": [" + "1,".repeat(300_000) + "1]");
        assertThat(refused(wrong).errors()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void showsNoPersonalDataInWhatItFound() {
        String name = "NGUYỄN VĂN MẪU";
        String spoilt = with(
                        "\"kind\": \"CITIZEN\"",
                        "\"kind\": \"CITIZEN\", \"identity\": {\"type\": \"CCCD\", \"number\": \"05208900000X\"}, \"phone\": 905000111, \"bornOn\": \"12.3.1989\"")
                .replace(name, name + "\\u0001");

        assertThat(refused(spoilt).errors().toString()).doesNotContain(name, "05208900000X", "905000111", "12.3.1989");
    }

    @ParameterizedTest
    @CsvSource({
        "21556, NGUYEN VAN MAU",
        "21556, 052089000001",
        "2019-12-16T08:05:00+07:00, NGUYEN VAN MAU 2019",
        "2019-12-16T17:00:00+07:00, 052-089-000-001",
        "2019-12-16T17:00:00+07:00, 052089000001"
    })
    void quotesNoCodeAndNoDateThatMayBeAPerson(String piece, String person) {
        assertThat(refused(with(piece, person)).errors().toString()).doesNotContain(person);
    }

    @Test
    void quotesDatesInTheFormsOfOthers() {
        assertThat(refused(with("2019-12-16T17:00:00+07:00", "16/12/2019 17:00"))
                        .errors()
                        .toString())
                .contains("16/12/2019 17:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "\u2800\u2800", "\u0301\u0301\u0301", "\u115f\u1160", "\ufe0f"})
    void refusesANameThatNobodyCanSee(String name) {
        assertThat(refused(with("NGUYỄN VĂN MẪU", name)).errors())
                .extracting(Finding::code, Finding::pointer)
                .contains(tuple("invisible-name", "/applicant/name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Y Mẫu Niê", "CÔNG TY 1-2-3", "Ă", "김미견", "7"})
    void takesEveryNameThatCanBeSeen(String name) {
        assertThat(accepted(with("NGUYỄN VĂN MẪU", name)).notes()).isEmpty();
    }

    @Test
    void notesANameThatTurnsTheWritingRound() {
        assertThat(accepted(with("NGUYỄN VĂN MẪU", "NGUYỄN \u202eVĂN MẪU")).notes())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("writing-direction", "/applicant/name"));
        assertThat(accepted(with("Bản ghi", "Bản\u2066 ghi")).notes())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("writing-direction", "/summary"));
        String nothing =
                refused(with("NGUYỄN VĂN MẪU", "\u202e\u200d")).errors().toString();
        assertThat(nothing).contains("schema", "/applicant/name");
    }

    @Property(tries = 500)
    void neverThrowsForAnyText(@ForAll String text) {
        assertThat(Readers.read(text)).isNotNull();
        assertThat(Readers.read("{\"summary\":\"" + text + "\"}")).isNotNull();
    }

    @Property(tries = 500)
    void neverThrowsForAnyBytes(@ForAll @Size(max = 64) byte[] bytes) {
        assertThat(Readers.READER.read(bytes)).isNotNull();
    }

    @Property(tries = 500)
    void neverThrowsForARecordWithOneByteChanged(@ForAll int where, @ForAll byte value) {
        byte[] bytes = RECORD.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(where, bytes.length)] = value;

        assertThat(Readers.READER.read(bytes)).isNotNull();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
