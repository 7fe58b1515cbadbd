package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A connector made up for a test: it speaks to the service of {@code soap/files.wsdl}, with other steps before {@code step:soap}. */
final class SoapConnector {

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: tep-sink
              labels:
                camel.apache.org/kamelet.type: "sink"
            spec:
              definition:
                title: T
                description: D
                required: [address, username, password, keyStorePassword, trustStorePassword, keyStore, trustStore]
                properties:
                  address: {title: T, description: D, type: string, format: uri}
                  username: {title: T, description: D, type: string, format: password}
                  password: {title: T, description: D, type: string, format: password}
                  keyStore: {title: T, description: D, type: string}
                  keyStorePassword: {title: T, description: D, type: string, format: password}
                  trustStore: {title: T, description: D, type: string}
                  trustStorePassword: {title: T, description: D, type: string, format: password}
              template:
                from:
                  uri: "kamelet:source"
                  steps:
            %s        - to:
                        uri: "step:soap"
                        parameters: {url: "{{address}}", wsdl: contract/files.wsdl, concurrency: 2, connectTimeout: PT5S, answerTimeout: PT60S}
            """;

    private static final String OUTCOMES =
            """
            answer:
              wsdl: contract/files.wsdl
              code: /return/errCode
              message: [/Fault/faultstring]
            rows:
              - name: busy
                when: {status: 503}
                outcome: deferred
                wait: retry-after
                problem: {what: W, cure: C}
              - name: accepted
                when: {status: 200, json: {pointer: /return/errCode, is: ["0"]}}
                outcome: delivered
              - name: fault
                when: {fault: any}
                outcome: rejected
                problem: {what: W, cure: C}
              - name: untrusted
                when: {body: untrusted}
                outcome: unclear
                trouble: true
                problem: {what: W, cure: C}
              - name: harmful
                when: {body: harmful-xml}
                outcome: unclear
                problem: {what: W, cure: C}
              - name: file-not-held
                when: {failure: file-not-held}
                outcome: rejected
                problem: {what: W, cure: C}
            otherwise: unclear
            """;

    static final String FILES_MTOM =
            """
            - to:
                uri: "step:inline-files"
                parameters: {field: data, as: mtom}
            """;

    private SoapConnector() {}

    /** @param steps YAML of the steps in front, without indentation */
    static Path write(Path home, String steps) throws IOException {
        Path folder = Files.createDirectories(home.resolve("tep/contract"));
        try (InputStream wsdl = Objects.requireNonNull(SoapConnector.class.getResourceAsStream("/soap/files.wsdl"))) {
            Files.write(folder.resolve("files.wsdl"), wsdl.readAllBytes());
        }
        Files.writeString(home.resolve("tep/tep-sink.kamelet.yaml"), KAMELET.formatted(steps.indent(8)));
        Files.writeString(home.resolve("tep/outcomes.yaml"), OUTCOMES);
        return home;
    }

    /** A running one, whose clock goes with the machine's: the other side has no other. */
    static Bed bed(Path home) {
        Bed bed = new Bed(home);
        bed.clock.advance(Duration.between(bed.clock.instant(), Instant.now()));
        return bed;
    }

    static Connector open(Bed bed, String address, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "key-store", "none",
                "key-store-password", "none",
                "trust-store", "none",
                "trust-store-password", "none"));
        settings.putAll(more);
        return bed.open("tep", address, settings);
    }
}
