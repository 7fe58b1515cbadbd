package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.hub.RerunTotals.Verdict;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.kit.HubExtension;
import vn.lienthong.hub.kit.TestHub;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.vocabulary.TransferState;

/** A rerun with the mappings of the day finds no difference, whatever the way of the records was. */
class RerunOverProvinceIT {
    private static final Map<String, Map<String, String>> SETTINGS =
            Map.of("province-rest", Map.of("unit-code", "000.00.00.H08"));
    private static final TransferFilter DELIVERED = TransferFilter.ANY.in(Set.of(TransferState.DELIVERED));

    @RegisterExtension
    final HubExtension hubs = HubExtension.at(".")
            .toFakeProvince(
                    "province-rest",
                    Map.of(
                            "unit-code",
                            "000.00.00.H08",
                            "answer-timeout",
                            "PT1S",
                            "retry.give-up-after-attempts",
                            "100"));

    @Test
    void findsNothingAfterADayInWhichAnswersWereLostAndSessionsExpired(TestHub hub, FakeProvince province) {
        province.misbehave(List.of(
                Misbehaviour.parse("timeout-after-commit:0.05"),
                Misbehaviour.parse("busy:0.05"),
                Misbehaviour.parse("expired-session:0.1"),
                Misbehaviour.parse("half-a-body:0.05")));
        List<Long> ids = new ArrayList<>();
        for (int revision = 1; revision <= 3; revision++) {
            for (int dossier = 0; dossier < 10; dossier++) {
                String code = "000.00.01.H08-191216-%04d".formatted(dossier);
                ids.add(hub.push(record(code, revision, 12 * revision)).get(0).id());
            }
        }
        for (int hour = 0; hour < 100 && !allDelivered(hub, ids); hour++) {
            hub.delivery().runUntilQuiet();
            hub.clock().advance(Duration.ofHours(1));
        }
        assertThat(allDelivered(hub, ids)).as(hub.delivery().standing()).isTrue();
        assertThat(province.report().misbehaved()).hasSizeGreaterThan(2);

        RerunTotals totals = rerun(SETTINGS);

        assertThat(totals.places()).as("%s", words(totals)).isEmpty();
        assertThat(totals.counts()).containsEntry(Verdict.SAME, 30L);
        assertThat(totals.differs()).isFalse();

        RerunTotals otherCode = rerun(Map.of("province-rest", Map.of("unit-code", "000.00.99.H08")));
        assertThat(otherCode.counts()).containsEntry(Verdict.DIFFERENT, 30L).containsEntry(Verdict.SAME, 0L);
        assertThat(otherCode.places())
                .extracting(RerunTotals.Group::place)
                .containsExactly("CapNhatTienDoHoSoMC /madonvi", "DongBoHoSoMC /madonvi");
        assertThat(otherCode.places().get(1).count()).isEqualTo(30);
        assertThat(otherCode.places().get(1).examples()).hasSize(5);
    }

    private static boolean allDelivered(TestHub hub, List<Long> ids) {
        return ids.stream().allMatch(id -> hub.transfer(id).state() == TransferState.DELIVERED);
    }

    private RerunTotals rerun(Map<String, Map<String, String>> settings) {
        return new Rerun(Hub.at(Path.of(".")), hubs.hub().journal(), settings, null).run(DELIVERED);
    }

    private static List<String> words(RerunTotals totals) {
        List<String> words = new ArrayList<>();
        totals.places()
                .forEach(group ->
                        words.add(group.place() + " " + group.words() + " " + group.count() + " " + group.examples()));
        return words;
    }
}
