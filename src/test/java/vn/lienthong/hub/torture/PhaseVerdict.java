package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.hub.replay.FakeProvince.Holding;
import vn.lienthong.hub.replay.ProvinceReport;

/**
 * What came of a phase, counted at the two destinations and in the senders' receipts.
 *
 * @param accepted transfers owed: receipts times two destinations
 * @param delivered of them, those that arrived
 * @param repeated messages that the province took twice although it can be asked
 * @param wholeStateAgain whole contents that came again byte for byte: the enquiry cannot tell which content is held
 * @param repeatsWithKey messages that came again at the destination that cannot be asked, same key and same bytes
 * @param lost accepted but not there
 * @param outOfOrder older after newer
 * @param looks how often the hub answered with its balance
 * @param open how often that did not close
 * @param worst seconds until the first delivery after a fault, by kind
 * @param leftOut kinds of fault that this machine forbids, and why
 * @param broken promises that broke, in words
 * @param happened how often each kind of fault took place
 */
record PhaseVerdict(
        long accepted,
        long delivered,
        long repeated,
        long wholeStateAgain,
        long repeatsWithKey,
        long lost,
        long outOfOrder,
        int looks,
        int open,
        long sentAgain,
        long putOff,
        int released,
        int endedByItself,
        double longestSilence,
        Map<Fault, Double> worst,
        Map<Fault, Integer> happened,
        List<String> leftOut,
        List<String> broken) {

    private static final int SHOWN = 10;

    /** What watched the phase. */
    record Seen(Site site, Ledger ledger, Recovery recovery, BalanceWatch watch, Set<Fault> kinds) {}

    static PhaseVerdict of(Seen seen, HubFace hub, Phase.End end, Diary diary) {
        Arrived arrived = Arrived.count(seen, diary);
        ProvinceReport province = seen.site().province.report();
        Receiver.Report second = seen.site().second.report();
        List<String> broken = broken(seen, end, arrived);
        end.parkedFor().forEach(why -> diary.note("was parked, and released: " + why));
        balance(hub, 2 * seen.ledger().receipts(), broken);
        return new PhaseVerdict(
                2 * seen.ledger().receipts(),
                arrived.delivered(),
                province.repeatedSteps(),
                arrived.again(),
                second.repeats(),
                arrived.lost(),
                province.orderBreaks() + second.outOfOrder(),
                seen.watch().looks(),
                seen.watch().open(),
                seen.ledger().sentAgain(),
                seen.ledger().putOffs(),
                end.released(),
                seen.site().hub.endedByItself(),
                seen.recovery().longestSilence(),
                new EnumMap<>(seen.recovery().worst()),
                new EnumMap<>(seen.recovery().happened()),
                seen.kinds().contains(Fault.DISK_FULL)
                        ? List.of()
                        : List.of(
                                Fault.DISK_FULL.word() + ": " + seen.site().disk.why()),
                broken);
    }

    private static List<String> broken(Seen seen, Phase.End end, Arrived arrived) {
        ProvinceReport province = seen.site().province.report();
        Receiver.Report second = seen.site().second.report();
        List<String> broken = new ArrayList<>();
        tell(broken, !end.answered(), "not every record got a receipt");
        tell(broken, !end.drained(), "not everything was delivered in time after the faults");
        tell(
                broken,
                seen.ledger().refusals() > 0,
                "sound records were refused: " + seen.ledger().refusals());
        tell(broken, arrived.lost() > 0, "accepted, but not there: " + arrived.lost());
        tell(broken, province.repeatedSteps() > 0, "steps taken twice by the province: " + province.repeatedSteps());
        tell(
                broken,
                arrived.unexplained() > 0,
                "contents taken that were no revision and no repetition: " + arrived.unexplained());
        tell(broken, province.orderBreaks() + second.outOfOrder() > 0, "older after newer: " + province.findings());
        tell(broken, second.otherBytes() > 0, "the same key with other bytes: " + second.otherBytes());
        tell(broken, second.otherKey() > 0, "the same revision under another key: " + second.otherKey());
        tell(broken, !province.invalid().isEmpty(), "messages that the province refuses: " + province.invalid());
        tell(
                broken,
                seen.watch().open() > 0,
                "the balance did not close: " + seen.watch().open() + " times");
        tell(broken, arrived.delivered() == 0, "nothing was delivered");
        for (Fault kind : seen.kinds()) {
            int times = seen.recovery().happened().getOrDefault(kind, 0);
            tell(broken, times == 0, "no fault of this kind took place: " + kind.word());
            tell(
                    broken,
                    times > 0 && !seen.recovery().worst().containsKey(kind),
                    "never recovered from " + kind.word());
        }
        return broken;
    }

    private static void tell(List<String> broken, boolean is, String text) {
        if (is) {
            broken.add(text);
        }
    }

    /** The hub's own sums at the end must be what was counted outside. */
    private static void balance(HubFace hub, long accepted, List<String> broken) {
        Optional<JsonNode> balance = hub.get("/v1/balance");
        if (balance.isEmpty()) {
            broken.add("the hub does not say its balance at the end");
            return;
        }
        JsonNode total = balance.get().path("total");
        boolean agrees = total.path("accepted").asLong() == accepted
                && total.path("delivered").asLong() == accepted
                && balance.get().path("closes").asBoolean();
        tell(broken, !agrees, "the hub's sums at the end are not those of " + accepted + " receipts: " + total);
    }

    /** What is there of what was accepted. */
    private record Arrived(long delivered, long lost, long again, long unexplained) {
        static Arrived count(Seen seen, Diary diary) {
            long delivered = 0;
            long lost = 0;
            long again = 0;
            long unexplained = 0;
            for (Map.Entry<Dossier, Ledger.Sent> entry :
                    seen.ledger().dossiers().entrySet()) {
                Dossier dossier = entry.getKey();
                // They come without gaps.
                int revision = entry.getValue().highest();
                Optional<Holding> holding = seen.site().province.holding(dossier.code());
                int atProvince = holding.map(Holding::revisions).orElse(0);
                int atSecond = seen.site().second.revisions(dossier.code());
                int steps = holding.map(Holding::steps).orElse(0);
                boolean whole = holding.map(held -> held.revision() == revision).orElse(false)
                        && steps == dossier.steps(revision);
                int missing = Math.max(revision - atProvince, whole ? 0 : 1) + revision - atSecond;
                if (missing > 0 && lost < SHOWN) {
                    diary.note("missing of " + dossier.code() + ": accepted to revision " + revision
                            + ", the province has " + holding + " of " + dossier.steps(revision) + " steps, the second "
                            + atSecond);
                }
                lost += missing;
                delivered += 2L * revision - missing;
                again += holding.map(Holding::contentsAgain).orElse(0);
                unexplained += holding.map(held -> held.contents() - held.revisions() - held.contentsAgain())
                        .orElse(0);
            }
            return new Arrived(delivered, lost, again, unexplained);
        }
    }
}
