package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** The destinations that {@link RecordCausesIT} needs: one for answers by dossier, and one for each setting that makes a cause of its own. */
final class RecordCausesBed {
    private static final String EXISTS = "{\"error_code\":\"3\",\"message\":\"Hồ sơ đã tồn tại\"}";
    private static final String NOT_FOUND = "{\"error_code\":\"3\",\"message\":\"Không tìm thấy hồ sơ\"}";

    private RecordCausesBed() {}

    static CausesBed make(Path home) throws IOException {
        CausesBed bed = new CausesBed(home);
        bed.destination("desk").destination("asked").setting("asked", "retry.first", "PT0.3S");
        bed.destination("few-attempts").setting("few-attempts", "retry.give-up-after-attempts", "1");
        bed.answers("few-attempts", unknown());
        bed.destination("few-troubles")
                .setting("few-troubles", "retry.give-up-after-troubles", "1")
                .setting("few-troubles", "retry.first", "PT0.3S")
                .setting("few-troubles", "retry.cap", "PT1S");
        bed.destination(
                        "contradicting",
                        outcomes -> outcomes.replace(
                                "{send-as-update: 1, send-as-create: 1", "{send-as-update: 9, send-as-create: 9"))
                .answers("contradicting", okJson(EXISTS));
        bed.answers("contradicting", "\"isUpdating\":\"True\"", okJson(NOT_FOUND));
        bed.destination("set-aside").flow("set-aside", "hub:park/for-the-test");
        bed.destination("mapped-otherwise").flow("mapped-otherwise", "hub:map/causes", "hub:deliver/mapped-otherwise");
        mapping(home);
        bed.destination("hours").setting("hours", "send-when", "days " + aroundTheClock());
        bed.destination("quota").setting("quota", "per-day", "1");
        bed.destination("paced").setting("paced", "rate", "1");
        bed.destination("slow")
                .setting("slow", "concurrency", "1")
                .setting("slow", "window", "1")
                .setting("slow", "answer-timeout", "PT3M")
                .answers("slow", okJson(CausesBed.TAKEN).withFixedDelay(120_000));
        bed.destination("department").set("hub.intake.owed-by-unit.[city:TP]", "department");
        bed.settings().remove("hub.destinations.department.unit-code");
        return bed.set("hub.intake.owed-by-unit.21991", "");
    }

    /** Answers that nobody knows. */
    static ResponseDefinitionBuilder unknown() {
        return okJson("{\"error_code\":\"77\",\"message\":\"abc\"}");
    }

    static ResponseDefinitionBuilder says(String code, String message) {
        return okJson("{\"error_code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    static ResponseDefinitionBuilder exists() {
        return okJson(EXISTS);
    }

    static ResponseDefinitionBuilder refusing(int status) {
        return status(status).withHeader("Content-Type", "application/json").withBody("{\"error\":\"no\"}");
    }

    /** Three hours from now, for an hour. */
    static String aroundTheClock() {
        LocalTime begins = LocalTime.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusHours(3);
        DateTimeFormatter form = DateTimeFormatter.ofPattern("HH:mm");
        return form.format(begins) + "-" + form.format(begins.plusHours(1));
    }

    /** A mapping that goes wrong as the summary of a record wants it. */
    private static void mapping(Path home) throws IOException {
        Path model = Path.of("mappings/dossier-to-echo");
        try (Stream<Path> all = Files.walk(model)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = home.resolve("mappings/causes")
                        .resolve(model.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target,
                        Files.readString(file)
                                .replace("dossier-to-echo", "causes")
                                .replace(
                                        "\"dossier\": text($record.dossierCode),",
                                        """
                                "dossier": if ($record.summary == "REFUSED")
                                    refuse("not-for-us", "The mapping wants none of these.", "a record of the test", "Look.")
                                  else if ($record.summary == "COLOUR")
                                    refuse("unmapped-colour", "This colour has no counterpart.", "colour red", "Add it.", "colour:red")
                                  else if ($record.summary == "BROKEN") error("broken")
                                  else if ($record.summary == "MISFIT") ""
                                  else text($record.dossierCode),
                                """));
            }
        }
    }
}
