package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

@Timeout(120)
class LastKnownIT extends RetentionBed {
    private Map<String, LastKnown> read(@Nullable String unit) {
        Map<String, LastKnown> known = new HashMap<>();
        test.journal().lastKnown(new LastKnown.Asked(PROVINCE, unit, null), one -> {
            assertThat(known.put(one.dossierCode(), one))
                    .as("each dossier once")
                    .isNull();
        });
        return known;
    }

    private long accept(String code, int revision, String... owed) {
        Acceptance.Receipt receipt =
                TestJournal.receipt(test.journal(), TestJournal.entry("city", code, revision, owed));
        return receipt.transfers().isEmpty() ? 0 : receipt.transfers().get(0).id();
    }

    private static LastKnown of(Map<String, LastKnown> known, String code) {
        return Objects.requireNonNull(known.get(code));
    }

    private static LastKnown.Revision newest(Map<String, LastKnown> known, String code) {
        return of(known, code).newest();
    }

    private static LastKnown.Revision delivered(Map<String, LastKnown> known, String code) {
        return Objects.requireNonNull(of(known, code).delivered());
    }

    private static String content(LastKnown.Revision revision) {
        byte[] content = revision.content();
        return content == null ? "gone" : new String(content, StandardCharsets.UTF_8);
    }

    @Test
    void tellsOfEachDossierTheNewestRecordAndTheOneThatWasConfirmed() {
        deliver(accept("SETTLED", 1, PROVINCE));
        deliver(accept("SETTLED", 2, PROVINCE));
        deliver(accept("MOVING", 1, PROVINCE));
        accept("MOVING", 2, PROVINCE);
        accept("NEW", 1, PROVINCE);
        accept("NOBODYS", 1);
        deliver(accept("BACK", 1, PROVINCE));
        accept("BACK", 2);
        accept("OTHER", 1, "elsewhere");

        Map<String, LastKnown> known = read(null);

        assertThat(known.keySet()).containsExactlyInAnyOrder("SETTLED", "MOVING", "NEW", "NOBODYS", "BACK", "OTHER");
        assertThat(newest(known, "SETTLED").revision()).isEqualTo(2);
        assertThat(newest(known, "SETTLED").state()).isEqualTo(TransferState.DELIVERED);
        assertThat(delivered(known, "SETTLED").revision()).isEqualTo(2);
        assertThat(delivered(known, "SETTLED").endedAt()).isEqualTo(TestJournal.START);
        assertThat(content(newest(known, "SETTLED"))).contains("\"SETTLED\"", "\"revision\":2");
        assertThat(newest(known, "MOVING").revision()).isEqualTo(2);
        assertThat(newest(known, "MOVING").state()).isEqualTo(TransferState.READY);
        assertThat(delivered(known, "MOVING").revision()).isEqualTo(1);
        assertThat(content(delivered(known, "MOVING"))).contains("\"MOVING\"", "\"revision\":1");
        assertThat(of(known, "NEW").delivered()).isNull();
        assertThat(newest(known, "NOBODYS").state()).isNull();
        assertThat(newest(known, "NOBODYS").transferId()).isNull();
        // What is owed to the destination goes before what came later and is not.
        assertThat(newest(known, "BACK").revision()).isEqualTo(1);
        assertThat(newest(known, "OTHER").state()).isNull();
        assertThat(read("21583")).hasSize(6);
        assertThat(read("99999")).isEmpty();
    }

    @Test
    void whatWaitsForAPersonStandsForAllBehindIt() {
        long first = accept("STUCK", 1, PROVINCE);
        land(first, new Outcome.Rejected(TestJournal.problem("bad-thing")), TransferState.PARKED);
        accept("STUCK", 2, PROVINCE);

        LastKnown.Revision newest = newest(read(null), "STUCK");

        assertThat(newest.revision()).isEqualTo(2);
        assertThat(newest.state()).isEqualTo(TransferState.PARKED);
        assertThat(newest.transferId()).isEqualTo(first);
        assertThat(newest.problem()).isEqualTo("bad-thing");
    }

    @Test
    void aResendIsTheLatestTransferOfItsRecord() {
        long first = accept("AGAIN", 1, PROVINCE);
        deliver(first);
        ActTotals totals = test.journal()
                .act(Act.resend(TransferFilter.only(first), new Journal.By("An", "lost there"), false, null));
        long again = Objects.requireNonNull(totals.first().get(0).resentAs());

        Map<String, LastKnown> known = read(null);

        assertThat(newest(known, "AGAIN").transferId()).isEqualTo(again);
        assertThat(newest(known, "AGAIN").state()).isEqualTo(TransferState.READY);
        assertThat(delivered(known, "AGAIN").transferId()).isEqualTo(first);
        deliver(again);
        assertThat(delivered(read(null), "AGAIN").transferId()).isEqualTo(again);
    }

    @Test
    void aDossierWhoseBodyIsGoneIsToldWithoutIt() {
        deliver(accept("OLD", 1, PROVINCE));
        assertThat(pass(RetentionSettings.Action.DROP, Duration.ofDays(90)).blocks())
                .isPositive();

        Map<String, LastKnown> known = read(null);

        assertThat(newest(known, "OLD").content()).isNull();
        assertThat(delivered(known, "OLD").state()).isEqualTo(TransferState.DELIVERED);
        assertThat(newest(known, "OLD").revision()).isEqualTo(1);
    }

    @Test
    void manyAreReadInPiecesAndWhoeverListensMayEndIt() {
        for (int i = 0; i < 1300; i++) {
            test.journal().accept(TestJournal.entry("city", "N" + i, 1, PROVINCE));
        }
        accept("LAST", 1, PROVINCE);

        assertThat(read(null)).hasSize(1301);
        int[] heard = {0};
        assertThatThrownBy(() -> test.journal().lastKnown(new LastKnown.Asked(PROVINCE, null, null), one -> {
                    if (++heard[0] == 700) {
                        throw new IllegalArgumentException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(heard[0]).isEqualTo(700);
        assertThat(read(null)).hasSize(1301);
    }
}
