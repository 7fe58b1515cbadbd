package vn.lienthong.hub.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connector echo with other steps in front of its own, for tests of steps that no connector has in that form. */
final class StepsInFront {

    /** Each of these can be named in a step as {@code {{name}}}; the value is what the test gives for it. */
    static final Map<String, String> CREDENTIALS = Map.of(
            "username", "tai-khoan-thu",
            "password", "mật khẩu thử & 1%",
            "clientId", "khach-thu",
            "clientSecret", "bi-mat thu+/=",
            "token", "the-bai-thu-1",
            "accessKey", "khoa-thu-1");

    private StepsInFront() {}

    /** @param steps YAML of the steps as in a Kamelet, without indentation; limits are added to those that name a url of a login */
    static Path write(Path home, String steps) throws IOException {
        Path model = Bed.CONNECTORS.resolve("echo");
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("echo").resolve(model.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.writeString(copy, changed(file, Files.readString(file), steps));
            }
        }
        if (logsIn(steps)) {
            situation(home);
        }
        return home;
    }

    private static boolean logsIn(String steps) {
        return steps.contains("step:client-credentials") || steps.contains("step:password-grant");
    }

    private static void situation(Path home) throws IOException {
        Path situation = Files.createDirectories(home.resolve("echo/cases/token-refused"));
        for (String file : new String[] {"record.json", "sent.http", "stub.json"}) {
            Files.copy(
                    home.resolve("echo/cases/refused").resolve(file),
                    situation.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                situation.resolve("expected.yaml"), "readings:\n  - row: token-refused\n    outcome: deferred\n");
    }

    private static String changed(Path file, String text, String steps) {
        if (file.endsWith("outcomes.yaml") && logsIn(steps)) {
            return text.replace(
                    "rows:\n",
                    """
                    rows:
                      - name: token-refused
                        when: {status: 401}
                        outcome: deferred
                        needs-a-person: true
                        next: log-in-again
                        wait: PT5M
                        problem: {what: They do not accept our token., cure: Ask them.}
                    """);
        }
        if (file.equals(Bed.CONNECTORS.resolve("echo/README.md"))) {
            String settings =
                    CREDENTIALS.keySet().stream().map(name -> "`" + name + "` ").collect(Collectors.joining());
            return text.replace("## Outcomes", settings + "`createPath`\n\n## Outcomes")
                    .replace("## Limits", "`token-refused`\n\n## Limits");
        }
        if (!file.toString().endsWith(".kamelet.yaml")) {
            return text;
        }
        StringBuilder properties = new StringBuilder("    properties:\n");
        StringBuilder required = new StringBuilder("    required:\n");
        CREDENTIALS.keySet().stream()
                .filter(name -> steps.contains("{{" + name + "}}"))
                .sorted()
                .forEach(name -> {
                    properties.append(
                            "      %s: {title: T, description: D, type: string, format: password}\n".formatted(name));
                    required.append("      - ").append(name).append('\n');
                });
        return text.replace("    properties:\n", properties)
                .replace("    required:\n", required)
                .replace("      steps:\n", "      steps:\n" + steps.indent(8));
    }

    static Connector open(Bed bed, RawServer server) {
        return bed.open("echo", server.address(), CREDENTIALS);
    }
}
