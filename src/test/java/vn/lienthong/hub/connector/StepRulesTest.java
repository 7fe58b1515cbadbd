package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.check.Violation;

/** What `check` says of the steps that log in or put something into headers, when they are told what will not do. */
class StepRulesTest {

    private static final String STEPS =
            """
            - to:
                uri: "step:client-credentials"
                parameters:
                  url: "{{address}}/token"
                  clientId: "{{clientId}}"
                  clientSecret: "{{clientSecret}}"
                  clientAs: basic
                  tokenAt: /access_token
                  scheme: Bearer
                  concurrency: "{{concurrency}}"
                  connectTimeout: "{{connectTimeout}}"
                  answerTimeout: "{{answerTimeout}}"
            - to:
                uri: "step:json-header"
                parameters:
                  header: lgspaccesstoken
                  fields: "AccessKey|AppName"
                  secret.AccessKey: "{{accessKey}}"
                  field.AppName: hub
            - to:
                uri: "step:hash-login"
                parameters:
                  url: "{{address}}/dan-cu"
                  username: "{{username}}"
                  secret: "{{password}}"
                  header: X-Hash
                  hashOf: "url|secret"
                  writtenAs: hex
            """;

    @TempDir
    Path home;

    private java.util.List<String> said(String steps) throws IOException {
        return Connectors.load(StepsInFront.write(home, steps)).check().stream()
                .map(Violation::message)
                .toList();
    }

    @Test
    void soundStepsAreSound() throws IOException {
        assertThat(said(STEPS)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "clientAs: basic              ~ clientAs: cookie              ~ clientAs must be one of [basic, form, json]",
                "tokenAt: /access_token       ~ tokenAt: access_token         ~ tokenAt must be a JSON pointer",
                "scheme: Bearer               ~ scheme: 'Bearer x'            ~ scheme must be the word in front",
                "\"{{clientSecret}}\"         ~ abc                           ~ Credentials go whole",
                "\"{{clientSecret}}\"         ~ \"x{{clientSecret}}\"         ~ Credentials go whole",
                "\"{{accessKey}}\"            ~ abc                           ~ Credentials go whole",
                "field.AppName: hub           ~ field.AppName: \"{{accessKey}}\" ~ Credentials go whole",
                "header: lgspaccesstoken      ~ header: Content-Type          ~ not the hub's own",
                "header: lgspaccesstoken      ~ header: 'a b'                 ~ header must be the name of a header",
                "header: lgspaccesstoken      ~ header: authorization         ~ same header",
                "header: X-Hash               ~ header: Authorization         ~ same header",
                "fields: \"AccessKey|AppName\" ~ fields: AccessKey            ~ does not have",
                "fields: \"AccessKey|AppName\" ~ fields: \"AccessKey|AppName|X\" ~ Each field of a JSON header has one value",
                "hashOf: \"url|secret\"       ~ hashOf: \"url\"               ~ hashOf must list",
                "hashOf: \"url|secret\"       ~ hashOf: \"url|secret|body\"   ~ hashOf must list",
                "writtenAs: hex               ~ writtenAs: md5                ~ writtenAs must be one of",
                "step:hash-login              ~ step:session-login            ~ at most one step that logs in",
                "step:hash-login              ~ step:header                   ~ is not told its|has no parameter",
            })
    void whatWillNotDoIsNamed(String from, String to, String what) throws IOException {
        assertThat(STEPS).contains(from);
        assertThat(said(STEPS.replace(from, to)))
                .anyMatch(line -> java.util.Arrays.stream(what.split("\\|")).anyMatch(line::contains));
    }

    @Test
    void aNewLoginWhereNobodyLogsInIsRefused() throws IOException {
        StepsInFront.write(home, STEPS);
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        String text = Files.readString(kamelet);
        int from = text.indexOf("        - to:\n            uri: \"step:client-credentials\"");
        int to = text.indexOf("        - to:\n            uri: \"step:json-header\"");
        Files.writeString(kamelet, text.substring(0, from) + text.substring(to));
        assertThat(Connectors.load(home).check())
                .extracting(Violation::what)
                .anyMatch(what -> what.contains("wants a new login"));
    }

    @Test
    void filesThatMayBeMissingNeedARowAndStandLast() throws IOException {
        String files =
                """
                - to:
                    uri: "step:inline-files"
                    parameters:
                      field: Base64
                """;
        assertThat(said(files)).anyMatch(line -> line.contains("no row with failure: file-not-held"));
        assertThat(said(files + STEPS)).anyMatch(line -> line.contains("step:inline-files elsewhere"));
        assertThat(said(files + "      as: mtom\n")).anyMatch(line -> line.contains("go with SOAP only"));
        assertThat(said(files + "      as: swa\n")).anyMatch(line -> line.contains("as must be one of"));
    }

    @Test
    void whatGoesIntoJsonHasNoPlaceBeforeAnEnvelopeAndOneStepSends() throws IOException {
        String files =
                """
                - to:
                    uri: "step:inline-files"
                    parameters:
                      field: Base64
                """;
        String envelope =
                """
                - to:
                    uri: "step:soap"
                    parameters:
                      url: "{{address}}"
                      wsdl: contract/echo.wsdl
                      concurrency: "{{concurrency}}"
                      connectTimeout: "{{connectTimeout}}"
                      answerTimeout: "{{answerTimeout}}"
                """;
        String session =
                files.replace("inline-files", "session-login").replace("field: Base64", "url: \"{{address}}\"");
        assertThat(said(session + envelope))
                .anyMatch(line -> line.contains("A session inside a body is for JSON"))
                .anyMatch(line -> line.contains("ends in the only step that sends"));
        assertThat(said(files + envelope)).anyMatch(line -> line.contains("no row with failure: file-not-held"));
        assertThat(said(envelope)).noneMatch(line -> line.contains("is for JSON"));
    }

    @Test
    void aHeaderWithValueAndSecretIsRefusedAndOneWithoutToo() throws IOException {
        String header =
                """
                - to:
                    uri: "step:header"
                    parameters:
                      header: ApiKey
                """;
        assertThat(said(header)).anyMatch(line -> line.contains("A header carries one thing"));
        assertThat(said(header + "      value: a\n      secret: \"{{accessKey}}\"\n"))
                .anyMatch(line -> line.contains("A header carries one thing"));
    }
}
