package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.check.Violation;

/** What `check` says of steps that pack and ask where they do not belong. The folder is that of a connector that has them all, without its cases. */
class PackRulesTest {

    @TempDir
    Path home;

    private List<String> said(String file, String from, String to) throws IOException {
        Path here = Bed.CONNECTORS.resolve("gateway-soap");
        try (Stream<Path> files = Files.walk(here)) {
            for (Path each : files.filter(
                            one -> Files.isRegularFile(one) && !one.toString().contains("cases"))
                    .toList()) {
                Path copy = home.resolve("gateway-soap")
                        .resolve(here.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
        Path changed = home.resolve("gateway-soap").resolve(file);
        String before = Files.readString(changed);
        assertThat(before).contains(from);
        Files.writeString(changed, before.replace(from, to));
        return Connectors.load(home).check().stream().map(Violation::message).toList();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "uri: \"step:pack\"               ~ uri: \"step:bearer\"         ~ is not told its token",
                "uri: \"step:basic\"              ~ uri: \"step:pack\"           ~ What is packed is a text",
                "pathNoted: uploadAddress         ~ pathNoted: other             ~ Something is asked that no step behind wants to know",
                "operation: getUploadFileURL      ~ operation: checkReceiverMessage ~ no delivered row with operation: checkReceiverMessage",
                "notes: uploadAddress=/getUploadFileURLReturn ~ notes: uploadAddress ~ notes must be a list between bars of names",
                "field.ipAddress                  ~ ipAddress                    ~ has no parameter of this name",
                "wsdl: contract/gateway.wsdl      ~ wsdl: contract/none.wsdl     ~ none.wsdl",
            })
    void whatWillNotDoIsTold(String from, String to, String message) throws IOException {
        assertThat(said("gateway-soap-sink.kamelet.yaml", from, to))
                .as("%s -> %s", from, to)
                .anyMatch(line -> line.contains(message));
    }

    private static final String ASKS = "        - to:\n            uri: \"step:soap-ask\"\n";

    private List<String> saidWith(String step) throws IOException {
        return said(
                "gateway-soap-sink.kamelet.yaml", ASKS, "        - to:\n            uri: \"step:" + step + "\n" + ASKS);
    }

    /** What goes ahead carries headers and nothing else: unsigned, or past the security server, nothing may go. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws-security\"",
                "x-road\"",
                "x-road\"\n            parameters: {as: rest}",
                "vdxp-route\"\n            parameters: {as: query}"
            })
    void whatGoesAheadPassesNothingBy(String step) throws IOException {
        assertThat(saidWith(step))
                .anyMatch(line -> line.contains("would pass by what the message passes through")
                        && line.contains("[step:download, step:soap-ask, step:upload]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-road\"\n            parameters: {as: headers}",
                "vdxp-route\"\n            parameters: {as: header}"
            })
    void headersGoAheadToo(String step) throws IOException {
        assertThat(saidWith(step)).noneMatch(line -> line.contains("would pass by"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "as: base64                       ~ as: zip                      ~ What is opened needs a pointer",
                "pointer: /getMessageByMessageIdReturn, as ~ pointer: \"\", as   ~ What is opened needs a pointer",
                "number: true                     ~ number: maybe                ~ one of is, filled, blank, empty, number",
            })
    void whatCannotBeOpenedIsTold(String from, String to, String message) throws IOException {
        assertThat(said("outcomes.yaml", from, to)).anyMatch(line -> line.contains(message));
    }
}
