package vn.lienthong.hub.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import vn.lienthong.hub.intake.RecordReader.Read;
import vn.lienthong.hub.journal.PullBook.Revision;

/**
 * Gives records that come without a revision theirs: the number of the one that is held when it says the same, else the next. One page of
 * messages, in their order; why it is so stands in docs/adr/0018.
 */
final class Numbering {
    private final Map<String, List<Revision>> held = new HashMap<>();

    /** @param held what the journal has of the dossiers from this source */
    Numbering(List<Revision> held) {
        held.forEach(one -> of(one.dossierCode()).add(one));
    }

    /**
     * The record under its number.
     *
     * @param at the record under any number
     */
    Read number(String dossierCode, IntFunction<Read> at) {
        List<Revision> all = of(dossierCode);
        int latest = all.stream().mapToInt(Revision::number).max().orElse(0);
        for (int i = all.size() - 1; i >= 0; i--) {
            Revision one = all.get(i);
            // What the source was told about and offers again after something newer is a change back, not a repetition.
            if (one.number() == latest || !one.acknowledged()) {
                Read same = at.apply(one.number());
                if (Arrays.equals(same.fingerprint(), one.fingerprint())) {
                    return same;
                }
            }
        }
        Read next = at.apply(latest + 1);
        all.add(new Revision(dossierCode, latest + 1, next.fingerprint(), false));
        return next;
    }

    private List<Revision> of(String dossierCode) {
        return held.computeIfAbsent(dossierCode, key -> new ArrayList<>());
    }
}
