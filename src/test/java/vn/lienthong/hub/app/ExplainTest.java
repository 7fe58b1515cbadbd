package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.hub.connector.RowMeaning;
import vn.lienthong.hub.connector.Who;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.delivery.Symptom;
import vn.lienthong.hub.delivery.Trouble;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.TransferState;

class ExplainTest {
    private static final String CODE = "000.01.10.H08-191216-0042";
    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");
    private static final Instant DEADLINE = T0.plusSeconds(28_800);
    private static final Clock CLOCK = Clock.fixed(T0.plusSeconds(60), ZoneOffset.UTC);
    private static final RowMeaning NOT_ALLOWED =
            new RowMeaning(RowMeaning.Kind.DEFERRED, true, true, false, Who.INTEGRATION_ENGINEER);

    @Test
    void tellsTheWholePathInEnglish() throws IOException {
        Approved.assertApproved("explain-en.approved.txt", ExplainText.of(explained(), Locale.ENGLISH));
    }

    @Test
    void tellsTheWholePathInVietnamese() throws IOException {
        Approved.assertApproved("explain-vi.approved.txt", ExplainText.of(explained(), new Locale("vi")));
    }

    @Test
    void saysWhereStepsMayHaveBeenSentTwice() {
        KeptExchange again = new KeptExchange("CapNhatTienDoHoSoMC", bytes("{}"), 200, null, bytes("{}"), 3, true);
        DossierHistory history = new DossierHistory(
                "city",
                CODE,
                "21556",
                List.of(submission(
                        11,
                        1,
                        "accepted",
                        List.of(),
                        List.of(transfer(1, 1, TransferState.DELIVERED, null, T0.plusSeconds(3))))),
                List.of(new DossierHistory.Event(
                        2, 1, T0.plusSeconds(3), "delivered", "accepted", null, null, List.of(again), null)));
        JsonNode explained = new Explainer(destinations(null), CLOCK).explain(CODE, List.of(history));

        assertThat(explained
                        .at("/paths/0/transfers/0/events/0/exchanges/0/mayRepeat")
                        .asBoolean())
                .isTrue();
        assertThat(ExplainText.of(explained, Locale.ENGLISH))
                .contains("It is not known whether these steps had arrived: sent again, so that none is lost.");
        assertThat(ExplainText.of(explained, new Locale("vi")))
                .contains("Không rõ các bước này đã tới chưa: gửi lại, để không mất bước nào.");
    }

    @Test
    void showsNoPersonalData() {
        assertThat(explained().toString()).doesNotContain("MẪU").contains("(14 characters)");
    }

    @ParameterizedTest
    @EnumSource(TransferState.class)
    void saysWhyNextAndWhoForEveryState(TransferState state) {
        TransferView transfer = transfer(2, 1, state, null, null);
        Standing standing = Standing.of(transfer, new Scene(null, null, destinations(null), T0));

        for (Words words : List.of(standing.why(), standing.next(), standing.act(), standing.ifNobodyActs())) {
            assertThat(words.en()).isNotBlank().endsWith(".").doesNotContain("null");
            assertThat(words.vi()).isNotBlank().endsWith(".").doesNotContain("null");
        }
        assertThat(StandingWords.vietnamese(state)).isNotBlank();
    }

    @Test
    void namesTheStepOfTheUnitWhereItsSwitchoverHoldsATransfer() {
        Instant ends = T0.plusSeconds(3_600);
        Standing open = kept(ends);
        Standing noWindow = kept(null);

        for (Standing standing : List.of(open, noWindow)) {
            assertThat(standing.act().en())
                    .contains("switchover advance 21607 --by", "switchover back 21607 --by")
                    .doesNotContain("(unhold");
            assertThat(standing.act().vi())
                    .contains("switchover advance 21607 --by")
                    .doesNotContain("(unhold");
        }
        assertThat(open.at()).isEqualTo(ends);
        assertThat(open.next().en()).contains("by " + Json.time(ends) + ", the unit returns by itself to REHEARSAL");
        assertThat(open.next().vi()).contains(Json.time(ends), "REHEARSAL");
        assertThat(open.ifNobodyActs().en()).contains("before its unit goes over", "Next at " + Json.time(ends));
        assertThat(noWindow.next().en()).contains("Nothing happens by itself");
    }

    private static Standing kept(@Nullable Instant returns) {
        return Standing.of(
                heldBySwitchover(), new Scene(null, null, destinations(null), T0, new Scene.Keeper("21607", returns)));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasItsWordsInBothLanguages(Cause cause) {
        for (Words words :
                List.of(cause.means(), cause.actor().words(), cause.fate().words())) {
            assertThat(words.en()).isNotBlank().endsWith(".");
            assertThat(words.vi()).isNotBlank().endsWith(".");
            assertThat(Normalizer.isNormalized(words.vi(), Normalizer.Form.NFC)).isTrue();
        }
        assertThat(cause.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void saysThatTheDestinationIsLeftAloneAndUntilWhen() {
        Instant probe = T0.plusSeconds(5);
        Trouble trouble = new Trouble("not-reached", Symptom.CONNECTION_REFUSED, "connection refused");
        DestinationState closed = new DestinationState(
                "province-rest",
                DestinationState.Standing.BREAKER_OPEN,
                "connection refused",
                T0,
                probe,
                0,
                null,
                trouble,
                false);
        Standing standing = Standing.of(
                transfer(2, 1, TransferState.READY, null, null), new Scene(null, null, destinations(closed), T0));

        assertThat(standing.cause()).isEqualTo(Cause.CONNECTION_REFUSED);
        assertThat(standing.actor()).isEqualTo(Actor.PROVINCE);
        assertThat(standing.why().en()).contains("connection refused");
        assertThat(standing.at()).isEqualTo(probe);
        assertThat(standing.ifNobodyActs().en()).contains("everything flows by itself");
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferState.class,
            names = {"WAITING", "READY", "UNCLEAR"})
    void saysThatAPersonMustActWhereTheDestinationRefusesUs(TransferState state) {
        Trouble forbidden = new Trouble("not-allowed", Symptom.FORBIDDEN, "403");
        DestinationState refusing = new DestinationState(
                "province-rest",
                DestinationState.Standing.BREAKER_OPEN,
                "403",
                T0,
                T0.plusSeconds(300),
                0,
                "DongBoHoSoMC: 403",
                forbidden,
                false);
        TransferView transfer = ended(2, 1, state, "not-allowed", new How("Ask the province to allow it.", null));
        Scene.Last last = new Scene.Last("not-allowed", Symptom.FORBIDDEN);

        for (Destinations destinations : List.of(destinations(refusing), destinations(flowing("DongBoHoSoMC: 403")))) {
            Standing standing = Standing.of(transfer, new Scene(null, last, destinations, T0));
            assertThat(standing.cause()).isEqualTo(Cause.ACCESS_REFUSED);
            assertThat(standing.actor()).as("as its row says").isEqualTo(Actor.INTEGRATION_ENGINEER);
            assertThat(standing.ifNobodyActs().en()).contains("does not pass by itself");
        }
    }

    @Test
    void believesTheRowOfAReadyTransferOnlyWhileTheDestinationStillRefuses() {
        TransferView transfer =
                ended(2, 1, TransferState.READY, "not-allowed", new How("Ask the province to allow it.", null));
        Scene.Last last = new Scene.Last("not-allowed", Symptom.FORBIDDEN);

        for (Destinations destinations : List.of(destinations(flowing(null)), destinations(null))) {
            Standing standing = Standing.of(transfer, new Scene(null, last, destinations, T0));
            assertThat(standing.cause()).isEqualTo(Cause.WAITING_FOR_ITS_TURN);
        }
    }

    private static DestinationState flowing(@Nullable String refused) {
        return new DestinationState(
                "province-rest", DestinationState.Standing.FLOWING, null, null, null, 0, refused, null, false);
    }

    private static Destinations destinations(@Nullable DestinationState state) {
        return new Destinations(
                name -> Optional.ofNullable(state),
                (name, row) -> row.equals("not-allowed") ? Optional.of(NOT_ALLOWED) : Optional.empty(),
                name -> BodyMask.masking(Set.of("service", "mahoso", "error_code"), Set.of("message")),
                name -> true,
                () -> false);
    }

    private static JsonNode explained() {
        TransferView delivered = transfer(1, 1, TransferState.DELIVERED, null, T0.plusSeconds(3));
        TransferView parked = ended(
                2,
                2,
                TransferState.PARKED,
                "mapping/unmapped-procedure",
                new How(
                        "The procedure has no counterpart. Found: procedure TS_lop1. Add it to mappings/tables/procedures.csv.",
                        null));
        TransferView waiting = transfer(3, 3, TransferState.WAITING, null, null);
        DossierHistory history = new DossierHistory(
                "city",
                CODE,
                "21556",
                List.of(
                        submission(11, 1, "accepted", List.of(), List.of(delivered)),
                        submission(12, 2, "accepted", List.of(), List.of(parked)),
                        submission(13, 3, "accepted", List.of(), List.of(waiting)),
                        submission(
                                14,
                                0,
                                "refused",
                                List.of("A date is no date. Found: /dueAt. Write ISO 8601."),
                                List.of())),
                events());
        return new Explainer(destinations(null), CLOCK).explain(CODE, List.of(history));
    }

    private static List<DossierHistory.Event> events() {
        KeptExchange exchange = new KeptExchange(
                "DongBoHoSoMC",
                bytes("{\"service\":\"DongBoHoSoMC\",\"data\":[{\"MaHoSo\":\"" + CODE
                        + "\",\"ChuHoSo\":\"NGUYỄN VĂN MẪU\"}]}"),
                200,
                null,
                bytes("{\"error_code\":\"00\",\"message\":\"Cập nhật thành công\"}"),
                41,
                false);
        KeptExchange lost =
                new KeptExchange("DongBoHoSoMC", bytes("{}"), 0, "CONNECTION_REFUSED", new byte[0], 3, false);
        return List.of(
                new DossierHistory.Event(
                        1,
                        1,
                        T0.plusSeconds(1),
                        "deferred",
                        "network",
                        null,
                        "Nobody listens there.",
                        List.of(lost),
                        null),
                new DossierHistory.Event(
                        2, 1, T0.plusSeconds(3), "delivered", "accepted", null, null, List.of(exchange), null),
                new DossierHistory.Event(
                        3,
                        2,
                        T0.plusSeconds(9),
                        "released",
                        null,
                        "Nguyen An",
                        "table\u001bcorrected\u202e",
                        List.of(),
                        null));
    }

    private static SubmissionView submission(
            long id, int revision, String state, List<String> problems, List<TransferView> transfers) {
        return new SubmissionView(
                id,
                "city",
                CODE,
                revision,
                state,
                T0.plusSeconds(id),
                2400,
                problems,
                List.of(),
                transfers,
                List.of(),
                List.of());
    }

    private static TransferView transfer(
            long id, int revision, TransferState state, @Nullable String problem, @Nullable Instant endedAt) {
        return ended(id, revision, state, null, new How(problem, endedAt));
    }

    /** How the last attempt of a transfer ended. */
    private record How(@Nullable String problem, @Nullable Instant endedAt) {}

    private static TransferView ended(long id, int revision, TransferState state, @Nullable String row, How how) {
        return new TransferView(
                id,
                id + 10,
                "city",
                CODE,
                revision,
                "1.001193.000.00.00.H08",
                "21556",
                "province-rest",
                state,
                T0.plusSeconds(id),
                DEADLINE,
                state == TransferState.WAITING && row != null ? T0.plusSeconds(300) : null,
                1,
                0,
                row,
                how.problem(),
                null,
                null,
                how.endedAt(),
                null,
                null);
    }

    private static TransferView heldBySwitchover() {
        TransferView bare = transfer(2, 1, TransferState.READY, null, null);
        return new TransferView(
                bare.id(),
                bare.submissionId(),
                bare.source(),
                bare.dossierCode(),
                bare.revision(),
                bare.procedureCode(),
                "21607",
                bare.destination(),
                bare.state(),
                bare.acceptedAt(),
                bare.deadline(),
                bare.due(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                new TransferView.HeldBy("switchover-21607-province-rest", "Nguyen An", "evening of wave 6", T0, null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
