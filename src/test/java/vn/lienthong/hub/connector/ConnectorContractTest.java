package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.check.Violation;

/** The contract rules: our connectors keep them, and each rule finds what it is for, with its place. */
class ConnectorContractTest {

    @TempDir
    Path home;

    static Stream<String> names() {
        return Bed.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyConnectorKeepsTheRules(String name) {
        assertThat(Connectors.load(Bed.CONNECTORS).check(name))
                .extracting(Violation::message)
                .isEmpty();
    }

    @Test
    void aNewConnectorPassesTheCheck() throws IOException {
        copyEcho();
        Path made = Connectors.create(home, "ministry-soap");
        Connectors catalogue = Connectors.load(home);
        assertThat(made).isEqualTo(home.resolve("ministry-soap"));
        assertThat(catalogue.names()).containsExactly("echo", "ministry-soap");
        assertThat(catalogue.check()).extracting(Violation::message).isEmpty();
        assertThat(Files.readString(made.resolve("README.md"))).startsWith("# Ministry soap");
    }

    @ParameterizedTest
    @CsvSource({"echo", "Echo", "a b", "../evil", "a_b", "-a", "''"})
    void aNameThatWillNotDoIsRefusedAndNothingIsWritten(String name) throws IOException {
        copyEcho();
        assertThatThrownBy(() -> Connectors.create(home, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Found:");
        try (Stream<Path> children = Files.list(home)) {
            assertThat(children).containsExactly(home.resolve("echo"));
        }
    }

    @Test
    void aNameIsTakenOnlyOnce() throws IOException {
        copyEcho();
        Connectors.create(home, "twice");
        assertThatThrownBy(() -> Connectors.create(home, "twice")).hasMessageContaining("already");
    }

    @Test
    void aMissingFolderIsSaidAndNotThrown() {
        assertThat(Connectors.load(home.resolve("nowhere")).check())
                .singleElement()
                .extracting(Violation::what)
                .isEqualTo("There is no folder with connectors");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        copyEcho();
        change("echo-sink.kamelet.yaml", "title: Address\n", "");
        change("outcomes.yaml", "otherwise: unclear", "otherwise: delivered");
        Files.delete(home.resolve("echo/README.md"));
        assertThat(violations()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            echo-sink.kamelet.yaml | name: echo-sink            | name: other-sink           | must be 'echo-sink'
            echo-sink.kamelet.yaml | title: Address             | other: Address             | has no title
            echo-sink.kamelet.yaml | type: integer              | type: number               | no known type or format
            echo-sink.kamelet.yaml | default: PT30S             | default: 30                | default of another type
            echo-sink.kamelet.yaml | "{{address}}/messages"     | "{{adress}}/messages"      | property that is not declared
            echo-sink.kamelet.yaml | "{{address}}/messages"     | "https://echo.example/a"   | Property 'address' is not used
            echo-sink.kamelet.yaml | "{{address}}/messages"     | "{{address}}/messages?a=b" | A url is a setting followed by a plain path
            echo-sink.kamelet.yaml | answerTimeout: "{{answerTimeout}}" | retries: 3         | is not told its answerTimeout
            echo-sink.kamelet.yaml | "step:post"                | "http://echo.example"      | not one of the allowed steps
            echo-sink.kamelet.yaml | - to:                      | - script:                  | list of named steps only
            echo-sink.kamelet.yaml | concurrency:               | apiToken:                  | credential without 'format: password'
            echo-sink.kamelet.yaml | idempotencyHeader: Idempotency-Key | followRedirects: true | has no parameter of this name
            echo-sink.kamelet.yaml | kind: Kamelet              | kind: [                    | The file is not YAML
            outcomes.yaml          | otherwise: unclear         | otherwise: delivered       | does not end in 'otherwise: unclear'
            outcomes.yaml          | status: [400, 422]         | status: 200-599            | can never be reached
            outcomes.yaml          | status: [400, 422]         | statos: [400, 422]         | unknown key
            outcomes.yaml          | outcome: rejected          | outcome: refused           | A row needs an outcome
            outcomes.yaml          | name: refused              | name: taken                | Two rows have the same name
            outcomes.yaml          | name: refused              | name: declined             | is proven by no case
            outcomes.yaml          | wait: [retry-after, PT1M]  | wait: soon                 | A wait must be retry-after or a duration
            outcomes.yaml          | outcome: unclear           | outcome: deferred          | concludes too much from answer-timeout
            outcomes.yaml          | outcome: deferred          | outcome: rejected          | 'wait' belongs to deferred rows only
            outcomes.yaml          | json: {pointer: /dossier, filled: true} | operation: echo | without looking at the body
            outcomes.yaml          | pointer: /dossier          | pointer: dossier           | begins with a slash
            outcomes.yaml          | json: {pointer: /dossier, filled: true} | text: {contains: [taken]} | must know where the words stand
            outcomes.yaml          | json: {pointer: /dossier, filled: true} | text: {pointer: /a}   | needs contains or is
            outcomes.yaml          | json: {pointer: /dossier, filled: true} | text: {pointer: /a, contains: [""]} | An empty phrase
            outcomes.yaml          | json: {pointer: /dossier, filled: true} | text: {pointer: /a, contains: [unsaid]} | where the phrase "unsaid" comes from
            outcomes.yaml          | rows:                      | answer: {code: x} \\nrows:  | begins with a slash
            outcomes.yaml          | rows:                      | shows: ["a b"] \\nrows:     | 'shows' lists names
            outcomes.yaml          | wait: [retry-after, PT1M]  | needs-a-person: true       | does not say how long
            outcomes.yaml          | outcome: rejected          | needs-a-person: true \\n    outcome: rejected | belongs to rows of the destination's trouble
            outcomes.yaml          | outcome: delivered         | trouble: true \\n    outcome: delivered | belongs to deferred and unclear rows
            outcomes.yaml          | outcome: unclear           | outcome: unclear \\n    trouble: false | concludes too much from answer-timeout
            README.md              | ## Limits                  | ## Limitations             | must have the headings
            README.md              | `` `answer-lost` ``        | lost                       | does not explain the outcome
            cases/taken/expected.yaml | row: taken              | row: token                 | does not have
            cases/taken/expected.yaml | outcome: delivered      | outcome: unclear           | another outcome than row
            cases/taken/record.json   | "operation"             | "op"                       | needs the messages that are sent
            cases/taken/record.json   | {                       | {,                         | The file is not JSON
            cases/taken/stub.json     | "mappings"              | "mapping"                  | A stub needs mappings
            cases/taken/sent.http     | POST /messages          | /messages                  | A request must be method and path
            cases/taken/record.json   | Xin chào từ Quy Nhơn    | Chị Nguyễn Thị Hoa         | name of a real person
            cases/taken/record.json   | Xin chào từ Quy Nhơn    | 052190004321               | real identity number
            cases/taken/record.json   | Xin chào từ Quy Nhơn    | 0905123456                 | real phone number
            cases/taken/record.json   | Xin chào từ Quy Nhơn    | hoa@mail.vn                | real mail address
            cases/taken/record.json   | Xin chào từ Quy Nhơn    | https://api.real.vn/x      | names a real host
            """)
    void aBrokenRuleIsNamedWithFileAndCure(String file, String from, String to, String what) throws IOException {
        copyEcho();
        change(file, unquoted(from), unquoted(to).replace(" \\n", "\n"));
        assertThat(violations())
                .filteredOn(violation -> violation.what().contains(what))
                .isNotEmpty()
                .allSatisfy(violation -> {
                    assertThat(violation.where()).startsWith("connectors/echo");
                    assertThat(violation.found()).isNotBlank();
                    assertThat(violation.cure()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:abcdef589190004321fabcdef0123456789abcdef0123456789abcdef0123456",
                "abcdef589190004321fabcdef012345678901234",
                "8e0f1c52-5891-4a2b-9c3d-589190004321"
            })
    void digitsOfASumAreNobodysNumber(String sum) throws IOException {
        copyEcho();
        change("cases/taken/record.json", "Xin chào từ Quy Nhơn", sum);
        assertThat(violations())
                .filteredOn(violation -> violation.what().contains("identity number"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "sessionAt: /session        ~ sessionAt: session        ~ sessionAt must be a JSON pointer",
                "codeAt: /error_code        ~ codeAt: error_code        ~ codeAt must be a JSON pointer",
                "codeAt: /error_code        ~                           ~ codeAt and successCodes belong together",
                "usernameField: username    ~ usernameField: user name  ~ usernameField must be the name of one field",
                "sessionField: session      ~ sessionField: ''          ~ sessionField must be the name of one field",
                "successCodes: \"0|00\"    ~ successCodes: \"0||00\"   ~ successCodes must be a list",
                "comeAgain: \"thử lại|     ~ comeAgain: \"|thử lại|    ~ comeAgain must be a list",
                "timeZone: Asia/Ho_Chi_Minh ~ timeZone: Asia/Quy_Nhon   ~ timeZone must be the name of a time zone",
                "timeZone: Asia/Ho_Chi_Minh ~ timeZone: \"+07:00\"      ~ timeZone must be the name of a time zone",
            })
    void aParameterOfALoginThatWillNotDoIsNamed(String from, String to, String what) throws IOException {
        copy("province-rest");
        Path kamelet = home.resolve("province-rest/province-rest-sink.kamelet.yaml");
        String text = Files.readString(kamelet);
        assertThat(text).contains(from);
        Files.writeString(kamelet, text.replace(from, to == null ? "" : to));
        assertThat(violations()).extracting(Violation::what).anyMatch(said -> said.contains(what));
    }

    @Test
    void aViolationKnowsItsLine() throws IOException {
        copyEcho();
        change("outcomes.yaml", "name: refused", "name: taken");
        assertThat(violations())
                .filteredOn(violation -> violation.what().contains("same name"))
                .singleElement()
                .extracting(Violation::where)
                .isEqualTo("connectors/echo/outcomes.yaml:10");
    }

    @Test
    void aPersonIsNotQuotedInTheViolation() throws IOException {
        copyEcho();
        change("cases/taken/record.json", "Xin chào từ Quy Nhơn", "Chị Nguyễn Thị Hoa, 0905123456");
        assertThat(violations())
                .extracting(Violation::message)
                .noneMatch(m -> m.contains("Hoa") || m.contains("0905123456"));
    }

    private static String unquoted(String cell) {
        return cell.startsWith("`` ") ? cell.substring(3, cell.length() - 3) : cell;
    }

    private List<Violation> violations() {
        return Connectors.load(home).check();
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = home.resolve("echo").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private void copyEcho() throws IOException {
        copy("echo");
    }

    private void copy(String name) throws IOException {
        Path model = Bed.CONNECTORS.resolve(name);
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(name).resolve(model.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }
}
