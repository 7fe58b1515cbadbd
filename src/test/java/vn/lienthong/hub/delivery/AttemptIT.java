package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Outcome;

/** An attempt with the real mapping and the real connector of the province, against answers that are told. */
class AttemptIT {
    private static final String EXISTS = "{\"error_code\":\"3\",\"message\":\"Hồ sơ đã tồn tại\"}";
    private static final String NOT_FOUND = "{\"error_code\":\"-1\",\"message\":\"Không tìm thấy hồ sơ\"}";
    private static final String DONE = "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}";
    private static final String HELD_STEPS = "{\"error_code\":\"3\",\"message\":\"Tiến độ đã tồn tại\"}";

    private StubbedProvince province;

    @BeforeEach
    void start() {
        province = new StubbedProvince();
    }

    @AfterEach
    void stop() {
        province.close();
    }

    @Test
    void theCaseAlreadyExistsBecomesUpdateIsWhatHappens() {
        Attempt attempt = province.as("already-exists-becomes-update").fly(Flights.first());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.kinds()).containsExactly("create", "update", "2 steps");
        List<JsonNode> messages = province.messages();
        assertThat(without(messages.get(1), "isUpdating")).isEqualTo(without(messages.get(0), "isUpdating"));
    }

    @Test
    void theCaseNotFoundOnUpdateBecomesCreateIsWhatHappens() {
        Attempt attempt = province.as("not-found-on-update-becomes-create").fly(Flights.ofAHeldDossier());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.kinds()).containsExactly("update", "create", "2 steps");
    }

    @Test
    void aNodeThatIsCutOffWhileItLogsInSendsNothingAfterThat() {
        AtomicInteger asked = new AtomicInteger();
        Attempt attempt = province.as("accepted").fly(Flights.first(), () -> asked.incrementAndGet() == 1);

        assertThat(province.logins()).isEqualTo(1);
        assertThat(province.messages()).isEmpty();
        assertThat(attempt.row()).isEqualTo("cut-off");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Deferred.class);
        assertThat(attempt.exchanges()).isEmpty();
        assertThat(attempt.forGate().trouble()).as("no trouble of the province").isNull();
    }

    @Test
    void aProvinceThatContradictsItselfIsAskedNoMoreThanTheTableAllows() {
        contradict();
        Attempt attempt = province.fly(Flights.first());

        assertThat(province.kinds()).containsExactly("create", "update", "create");
        assertThat(attempt.row()).isEqualTo("already-exists");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void noTableLetsAnAttemptGoOnForEver(@TempDir Path home) throws IOException {
        loosened(home);
        province.close();
        province = new StubbedProvince(home);
        contradict();
        Attempt attempt = province.fly(Flights.first());

        assertThat(province.kinds()).hasSize(8);
        assertThat(attempt.row()).isEqualTo("ping-pong");
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(
                        rejected.problem().what())
                .isEqualTo("The destination contradicts itself."));
    }

    @Test
    void stepsThatAreHeldAlreadyAreAskedAboutAndOnlyTheOthersGo() {
        province.answering("DongBoHoSoMC", 200, DONE)
                .answering("CapNhatTienDoHoSoMC", 200, DONE)
                .answering("Bước 1", 200, HELD_STEPS)
                .answering(
                        "TraCuuHoSo",
                        200,
                        "{\"error_code\":0,\"result\":[{\"MAHOSO\":\"" + Flights.CODE + "\",\"SOTIENTRINH\":1}]}");
        Attempt attempt = province.fly(Flights.first());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.kinds()).containsExactly("create", "2 steps", "enquiry", "update", "1 steps");
    }

    @Test
    void stepsThatAreHeldAlreadyAreTakenAsHeldWhereTheProvinceCountsNone() {
        province.answering("DongBoHoSoMC", 200, DONE)
                .answering("CapNhatTienDoHoSoMC", 200, HELD_STEPS)
                .answering("TraCuuHoSo", 200, "{\"error_code\":0,\"result\":[{\"MAHOSO\":\"" + Flights.CODE + "\"}]}");
        Attempt attempt = province.fly(Flights.first());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.kinds()).containsExactly("create", "2 steps", "enquiry", "update", "2 steps");
    }

    @Test
    void afterAnUnclearEndTheEnquiryComesFirst() {
        province.answering("DongBoHoSoMC", 200, DONE)
                .answering("CapNhatTienDoHoSoMC", 200, DONE)
                .answering("TraCuuHoSo", 200, "{\"error_code\":0,\"result\":[]}");
        Attempt attempt = province.fly(Flights.of(0, 3, true));

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.kinds()).containsExactly("enquiry", "create", "2 steps");
    }

    @Test
    void anAnswerAboutAnotherDossierTeachesNothing() {
        province.answering(
                "TraCuuHoSo",
                200,
                "{\"error_code\":0,\"result\":[{\"MAHOSO\":\"000.00.ZZ.H08-191216-9999\",\"SOTIENTRINH\":2}]}");
        Attempt attempt = province.fly(Flights.of(0, 3, true));

        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> assertThat(
                        unclear.problem().code())
                .isEqualTo("enquiry-about-another"));
        assertThat(attempt.outcome().isTrouble()).isFalse();
        assertThat(province.kinds()).containsExactly("enquiry");
        assertThat(attempt.held().exists()).isFalse();
    }

    @Test
    void whatWasConfirmedIsKeptWhenTheRestFails() {
        province.answering("DongBoHoSoMC", 200, DONE).answering("CapNhatTienDoHoSoMC", 502, "<html>Bad Gateway</html>");
        Attempt attempt = province.fly(Flights.first());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Unclear.class);
        assertThat(attempt.outcome().isTrouble()).isTrue();
        assertThat(attempt.held().exists()).isTrue();
        assertThat(attempt.needsPerson()).isFalse();
    }

    @Test
    void aRefusalOfOneOperationKeepsWhatTheOtherOneConfirmed() {
        province.answering("DongBoHoSoMC", 200, DONE)
                .answering("CapNhatTienDoHoSoMC", 403, "{\"message\":\"Forbidden\"}");
        Attempt attempt = province.fly(Flights.first());

        assertThat(attempt.row()).isEqualTo("not-allowed");
        assertThat(attempt.needsPerson()).isTrue();
        assertThat(attempt.outcome().isTrouble()).isTrue();
        assertThat(attempt.held().exists()).isTrue();
        assertThat(province.kinds()).containsExactly("create", "2 steps");
    }

    @Test
    void anExpiredSessionCostsOneLoginAndRepeatsTheSameMessage() {
        Attempt attempt = province.as("session-expired").fly(Flights.first());

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(province.logins()).isEqualTo(2);
        List<JsonNode> messages = province.messages();
        assertThat(without(messages.get(1), "session")).isEqualTo(without(messages.get(0), "session"));
    }

    @Test
    void aRefusalOfUsIsTroubleForAPersonAndNeverALoginStorm() {
        province.answering("DongBoHoSoMC", 200, "{\"error_code\":\"-1\",\"message\":\"Tài khoản đã bị khóa\"}");
        for (int i = 0; i < 50; i++) {
            Attempt attempt = province.fly(Flights.first());
            assertThat(attempt.outcome().isTrouble()).isTrue();
            assertThat(attempt.needsPerson()).isTrue();
        }
        assertThat(province.logins()).isEqualTo(1);
    }

    private void contradict() {
        province.answering("\"isUpdating\":\"False\"", 200, EXISTS)
                .answering("\"isUpdating\":\"True\"", 200, NOT_FOUND);
    }

    /** The connector with limits that no sensible table has. */
    private static void loosened(Path home) throws IOException {
        Path connector = Path.of("connectors/province-rest");
        try (Stream<Path> files = Files.walk(connector)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("province-rest").resolve(connector.relativize(file));
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .replace("send-as-update: 1", "send-as-update: 9")
                                .replace("send-as-create: 1", "send-as-create: 9"));
            }
        }
    }

    private static JsonNode without(JsonNode message, String field) {
        ObjectNode copy = message.deepCopy();
        copy.remove(field);
        return copy;
    }
}
