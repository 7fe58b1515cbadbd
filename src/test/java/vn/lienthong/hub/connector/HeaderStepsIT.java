package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that put something into headers, as it arrives at the other side. */
@Timeout(60)
class HeaderStepsIT {

    private static final String BEARER =
            """
            - to:
                uri: "step:bearer"
                parameters:
                  token: "{{token}}"
            """;

    private static final String HASH =
            """
            - to:
                uri: "step:hash-login"
                parameters:
                  url: "{{address}}/dan-cu"
                  username: "{{username}}"
                  secret: "{{password}}"
            """;

    @TempDir
    Path home;

    private final List<Answer> answers = new ArrayList<>();

    private List<RawServer.Request> sent(String steps, Map<String, String> settings) throws IOException {
        Sample sample = Sample.of("echo");
        try (Bed bed = new Bed(StepsInFront.write(home, steps));
                RawServer server = new RawServer((request, socket, end) -> {
                    sample.answer(request, socket);
                    return true;
                })) {
            assertThat(bed.connectors.check()).isEmpty();
            Map<String, String> all = new HashMap<>(StepsInFront.CREDENTIALS);
            all.putAll(settings);
            Connector connector = bed.open("echo", server.address(), all);
            answers.add(sample.send(connector).answer());
            return server.requests;
        }
    }

    private String arrived(String steps, String header) throws IOException {
        return TokenIT.header(sent(steps, Map.of()).get(0), header);
    }

    @Test
    void aStaticTokenIsABearer() throws IOException {
        assertThat(arrived(BEARER, "Authorization")).isEqualTo("Bearer the-bai-thu-1");
    }

    @Test
    void orStandsBareInAnotherHeader() throws IOException {
        String bare = BEARER + "      header: x-token\n      scheme: none\n";
        assertThat(arrived(bare, "x-token")).isEqualTo("the-bai-thu-1");
    }

    @Test
    void basicIsInUtf8() throws IOException {
        String basic = BEARER.replace("bearer", "basic")
                .replace("token: \"{{token}}\"", "username: \"{{username}}\"\n      password: \"{{password}}\"");
        assertThat(decoded(arrived(basic, "Authorization").replace("Basic ", "")))
                .isEqualTo("tai-khoan-thu:mật khẩu thử & 1%");
    }

    @Test
    void aHeaderCarriesAValueOrASecret() throws IOException {
        String steps =
                """
                - to:
                    uri: "step:header"
                    parameters:
                      header: X-Road-Client
                      value: "VN/GOV/000.00.00.H08/hub"
                - to:
                    uri: "step:header"
                    parameters:
                      header: ApiKey
                      secret: "{{accessKey}}"
                """;
        RawServer.Request request = sent(steps, Map.of()).get(0);
        assertThat(TokenIT.header(request, "X-Road-Client")).isEqualTo("VN/GOV/000.00.00.H08/hub");
        assertThat(TokenIT.header(request, "ApiKey")).isEqualTo("khoa-thu-1");
    }

    @Test
    void aJsonHeaderHasItsFieldsInTheOrderOfTheKamelet() throws IOException {
        String steps =
                """
                - to:
                    uri: "step:json-header"
                    parameters:
                      header: lgspaccesstoken
                      fields: "AccessKey|SecretKey|AppName|PartnerCode|PartnerCodeCus"
                      secret.AccessKey: "{{accessKey}}"
                      secret.SecretKey: "{{clientSecret}}"
                      field.AppName: "Một cửa Quy Nhơn"
                      field.PartnerCode: "000.00.00.H08"
                      field.PartnerCodeCus: ""
                """;
        assertThat(decoded(arrived(steps, "lgspaccesstoken")))
                .isEqualTo(
                        "{\"AccessKey\":\"khoa-thu-1\",\"SecretKey\":\"bi-mat thu+/=\",\"AppName\":\"Một cửa Quy Nhơn\","
                                + "\"PartnerCode\":\"000.00.00.H08\",\"PartnerCodeCus\":\"\"}");
    }

    /** The hash was worked out apart from the hub: printf '%s' … | sha256sum. */
    @Test
    void aHashProvesTheSecretWithoutSendingIt() throws IOException {
        String fixed = HASH + "      hashOf: \"username|timestamp|secret\"\n      separator: \"|\"\n";
        RawServer.Request request =
                sent(fixed, Map.of("password", "bi-mat-thu")).get(0);
        // 2026-01-05T01:00:00Z, where the clock of the tests stands.
        assertThat(TokenIT.header(request, "Timestamp")).isEqualTo("1767574800000");
        assertThat(decoded(TokenIT.header(request, "Authorization").replace("Basic ", "")))
                .isEqualTo("tai-khoan-thu:364d8219ebcacd4817e757df23486f35093fb415a0cb0b9f4565dccf27c344ca");
        assertThat(request.raw()).doesNotContain("bi-mat-thu");
    }

    @Test
    void byDefaultTheAddressIsHashedInFrontAndTheTimeBeforeTheSecret() throws Exception {
        RawServer.Request request = sent(HASH, Map.of("password", "bi-mat-thu")).get(0);
        String host = TokenIT.header(request, "Host");
        byte[] text =
                ("http://" + host + "/dan-cutai-khoan-thu1767574800000bi-mat-thu").getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        assertThat(decoded(TokenIT.header(request, "Authorization").replace("Basic ", "")))
                .isEqualTo("tai-khoan-thu:" + hash);
    }

    @Test
    void eachOperationGoesToAnAddressOfItsOwnAndAnUnknownOneNowhere() throws IOException {
        StepsInFront.write(home, BEARER);
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        String text = Files.readString(kamelet);
        Files.writeString(
                kamelet,
                text.replace(
                                "url: \"{{address}}/messages\"",
                                "url: \"{{address}}\"\n              paths: \"ThemMoi={{createPath}}|CapNhat=/mot-cua/cap-nhat?loai=a,b=c\"")
                        .replace(
                                "    properties:\n",
                                "    properties:\n      createPath: {title: T, description: D, type: string, default: /them-moi}\n"));
        try (Bed bed = new Bed(home);
                RawServer server = new RawServer((request, socket, end) -> {
                    Weather.answer(socket.getOutputStream(), "200 OK", "application/json", "{\"dossier\":\"D-1\"}");
                    return true;
                })) {
            assertThat(bed.connectors.check()).isEmpty();
            Connector connector = StepsInFront.open(bed, server);
            Sample sample = Sample.of("echo");
            for (String operation : List.of("ThemMoi", "CapNhat", "Xoa")) {
                answers.add(connector
                        .call(operation, sample.message().body(), () -> "k")
                        .answer());
            }
            assertThat(server.requests)
                    .extracting(RawServer.Request::path)
                    .containsExactly("/them-moi", "/mot-cua/cap-nhat?loai=a&b=c");
            assertThat(answers.get(2)).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.detail())
                    .contains("no path for operation Xoa"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"them-moi", "//khac.example/x", "/x#y", "/{z}", "/a b"})
    void aPathFromASettingIsLookedAtBeforeAnythingIsSent(String path) throws IOException {
        StepsInFront.write(home, BEARER);
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        Files.writeString(
                kamelet,
                Files.readString(kamelet)
                        .replace("idempotencyHeader: Idempotency-Key", "paths: \"echo={{createPath}}\"")
                        .replace(
                                "    properties:\n",
                                "    properties:\n      createPath: {title: T, description: D, type: string, default: /x}\n"));
        try (Bed bed = new Bed(home)) {
            Map<String, String> settings = new HashMap<>(StepsInFront.CREDENTIALS);
            settings.put("create-path", path);
            assertThatThrownBy(() -> bed.open("echo", "http://127.0.0.1:1", settings))
                    .hasStackTraceContaining("goes to a plain path");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"the-bai-thu-1\n", "a\r\nHost: khac.example", "thẻ bài"})
    void whatNoHeaderCarriesIsNeitherSentNorShown(String token) throws IOException {
        assertThat(sent(BEARER, Map.of("token", token))).isEmpty();
        assertThat(answers).singleElement().isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Answer.Failure.NOT_SENT);
            assertThat(failed.detail()).contains("Authorization").doesNotContain(token.strip());
        });
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
