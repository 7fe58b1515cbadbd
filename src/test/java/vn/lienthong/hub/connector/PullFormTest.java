package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.check.Violation;

class PullFormTest {
    private static final String GOOD =
            """
            each: units
            list:
              operation: l
              body: {of: "{{each}}", who: "{{setting:system-id}}", size: 20, deep: {all: true, none: null, text: "x{{each}}y"}}
              items: /a
              id: /id
              more: {pointer: /m, is: [1, yes]}
            detail: {operation: d, body: {id: "{{id}}"}, message: /b}
            files:
              items: /f
              id: /no
              address: {operation: w, body: {file: "{{file}}", of: "{{id}}", ip: "{{setting:ip}}"}, at: /url}
              fetch: {operation: download, body: {address: "{{address}}", size: "{{file:/size}}"}}
              rounds: 3
            done: {operation: a, body: {ids: "{{ids}}"}}
            failed: {operation: f, body: {id: "{{id}}", why: "{{problem}}", ref: "{{item:/ref}}"}}
            """;

    @TempDir
    Path folder;

    private @Nullable PullForm read(String yaml, Findings findings) throws IOException {
        Path file = Files.writeString(folder.resolve("pull.yaml"), yaml);
        return YamlNode.read(file, "pull.yaml", findings)
                .map(root -> new PullReader(root, findings).read())
                .orElse(null);
    }

    @Test
    void readsWhatIsAskedAndTold() throws IOException {
        Findings findings = new Findings();
        PullForm form = Objects.requireNonNull(read(GOOD, findings));

        assertThat(findings.all()).isEmpty();
        assertThat(form.settings()).containsExactly("ip", "system-id", "units");
        JsonNodeFactory json = JsonNodeFactory.instance;
        assertThat(form.list().filled(name -> json.textNode("<" + name + ">")))
                .hasToString(
                        "{\"of\":\"<each>\",\"who\":\"<setting:system-id>\",\"size\":20,\"deep\":{\"all\":true,\"none\":null,\"text\":\"x<each>y\"}}");
        PullForm.Files files = Objects.requireNonNull(form.files());
        assertThat(files.rounds()).isEqualTo(3);
        assertThat(files.fetch().filled(name -> json.textNode("<" + name + ">")))
                .hasToString("{\"address\":\"<address>\",\"size\":\"<file:/size>\"}");
        assertThat(form.requests())
                .extracting(PullRequest::operation)
                .containsExactly("l", "d", "w", "download", "a", "f");
        assertThat(Objects.requireNonNull(form.done())
                        .filled(name -> json.arrayNode().add(1).add("2")))
                .hasToString("{\"ids\":[1,\"2\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "each: units                | eech: units             | pull.yaml:1: There is no such key Found: eech. Known here: [days, detail, done, each, failed, files, list].",
                "operation: l               | operation: ' '           | pull.yaml:3: Nobody knows what to call Found: list without operation. Name the operation.",
                "items: /a                  | items: a                | pull.yaml:3: items must be a JSON pointer Found: a. Example: /return/list.",
                "{{problem}}                | {{problems}}            | pull.yaml:16: A name in the body of failed stands for nothing Found: {{problems}}. Known here: each, id, problem, setting:NAME, item:/POINTER.",
                "of: \"{{each}}\"           | of: \"{{id}}\"          | pull.yaml:3: A name in the body of list stands for nothing Found: {{id}}. Known here: day, each, setting:NAME.",
                "{ids: \"{{ids}}\"}         | {ids: \"{{each}}\"}     | pull.yaml:15: The source is not told which message we have Found: no {{id}} and no {{ids}}. Name them.",
                "rounds: 3                  | rounds: 0               | pull.yaml:10: rounds must be a number above 0 Found: 0. Example: rounds: 5.",
                "{{file}}                   | {{files}}               | pull.yaml:12: A name in the body of address stands for nothing Found: {{files}}. Known here: each, file, id, setting:NAME, item:/POINTER, file:/POINTER.",
                "{{id}}\"}, message         | {{file:/no}}\"}, message | pull.yaml:8: A name in the body of detail stands for nothing Found: {{file:/no}}. Known here: each, id, id-as-number, setting:NAME, item:/POINTER.",
                "\"{{address}}\"           | \"{{file:/url}}\"      | pull.yaml:13: What is asked for must be used, and only that can be Found: address, and no {{address}}. Ask for the address and name it in fetch.body; or name there where it stands: {{file:/POINTER}}.",
                "operation: download        | operation: get          | pull.yaml:10: It is not said how a file is fetched Found: operation get. Example: fetch: {operation: download, body: {address: \"{{address}}\"}}.",
                ", is: [1, yes]}            | }                       | pull.yaml:7: It is not said what means that there is more Found: more without is. Example: is: [1].",
            })
    void whatIsWrongIsToldWithItsLine(String right, String wrong, String message) throws IOException {
        Findings findings = new Findings();
        read(GOOD.replace(right, wrong), findings);

        assertThat(findings.all()).extracting(Violation::message).anySatisfy(told -> assertThat(told + ".")
                .isEqualTo(message));
    }

    @Test
    void eachIsNamedTwiceOrNever() throws IOException {
        Findings findings = new Findings();
        read(GOOD.replace("each: units\n", ""), findings);

        assertThat(findings.all()).singleElement().satisfies(told -> assertThat(told.message())
                .contains("{{each}}, and no each"));
    }

    private static final String BY_DAYS =
            """
            days: {zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy}
            list:
              operation: l
              body: {on: "{{day}}"}
              items: [/a, /b]
              id: [/id, "/ id"]
              only: {pointer: /of, in: our-units}
            detail: {operation: d, body: {id: "{{id-as-number}}"}, message: ""}
            """;

    @Test
    void aSourceThatIsToldNothingIsAskedByDays() throws IOException {
        Findings findings = new Findings();
        PullForm form = Objects.requireNonNull(read(BY_DAYS, findings));

        assertThat(findings.all()).isEmpty();
        assertThat(form.done()).isNull();
        assertThat(form.settings()).containsExactly("our-units");
        assertThat(Objects.requireNonNull(form.days()).write(java.time.LocalDate.of(2026, 1, 5)))
                .isEqualTo("05/01/2026");
        JsonNodeFactory json = JsonNodeFactory.instance;
        assertThat(PullForm.first(form.id(), json.objectNode().put(" id", 7)).asInt())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "detail:      | done: {operation: a, body: {id: \"{{id}}\"}};;detail: | pull.yaml:1: A source that is asked by days is told nothing Found: done and days. Leave one out.",
                "  only:      | more: {pointer: /m, is: [1]};;  only: | pull.yaml:1: A day has one page, for nothing is told that would bring the next Found: more and days. Leave more out.",
                "{{day}}      | today | pull.yaml:3: The list is not asked by days Found: days, and no {{day}}. Name it in list.body.",
                "Ho_Chi_Minh  | Nowhere | pull.yaml:1: Days need a time zone and how a day is written Found: Asia/Nowhere, dd/MM/yyyy. Example: zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy.",
                "dd/MM/yyyy   | MM/yyyy | pull.yaml:1: Days need a time zone and how a day is written Found: Asia/Ho_Chi_Minh, MM/yyyy. Example: zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy.",
                "dd/MM/yyyy   | HH:mm | pull.yaml:1: Days need a time zone and how a day is written Found: Asia/Ho_Chi_Minh, HH:mm. Example: zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy.",
                ", in: our-units | `` | pull.yaml:7: It is not said which items are ours Found: only without in. Name a setting that lists them.",
            })
    void whatIsWrongWithDaysIsToldWithItsLine(String right, String wrong, String message) throws IOException {
        Findings findings = new Findings();
        read(BY_DAYS.replace(right, wrong.replace(";;", "\n")), findings);

        assertThat(findings.all()).extracting(Violation::message).anySatisfy(told -> assertThat(told + ".")
                .isEqualTo(message));
    }

    @Test
    void withoutAListOrAnEndItCannotBeUsed() throws IOException {
        Findings findings = new Findings();

        assertThat(read("failed: {operation: f}\n", findings)).isNull();
        assertThat(findings.all())
                .extracting(Violation::what)
                .containsExactlyInAnyOrder("A pull needs list", "A pull needs done");
    }

    @Test
    void theContractOfBothDirectionsIsOne() throws IOException {
        for (String file : List.of("exchange.wsdl", "exchange.xsd")) {
            assertThat(Bed.CONNECTORS.resolve("province-soap-inbox/contract/" + file))
                    .hasSameTextualContentAs(Bed.CONNECTORS.resolve("province-soap/contract/" + file));
        }
    }

    @Test
    void nothingIsPulledThroughAConnectorThatOnlySends() throws IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Connectors connectors = Connectors.load(Bed.CONNECTORS);

            assertThat(connectors.pulled()).contains("province-soap-inbox").doesNotContain("echo");
            assertThatThrownBy(() -> connectors.openPull("echo", Map.of(), camel, Clock.systemUTC(), HeldFiles.NONE))
                    .hasMessageContaining("echo without a sound pull.yaml");
            assertThatThrownBy(() -> connectors.openPull(
                            "province-soap-inbox",
                            Map.of("unit-codes", "H21"),
                            camel,
                            Clock.systemUTC(),
                            HeldFiles.NONE))
                    .hasMessageContaining("Setting hub.pulls.province-soap-inbox.address is missing");
        }
    }
}
