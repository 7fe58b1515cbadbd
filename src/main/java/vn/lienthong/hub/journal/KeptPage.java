package vn.lienthong.hub.journal;

import java.util.List;

/**
 * The records of some units among the next that were accepted.
 *
 * @param records in the order of their ids
 * @param last up to which id all were looked at; ask for what comes after it next
 * @param end whether nothing comes after it in the range now
 */
public record KeptPage(List<KeptRecord> records, long last, boolean end) {

    /** Those of one unit after an id. */
    public List<KeptRecord> of(String unit, long after) {
        return records.stream()
                .filter(record -> record.unit().equals(unit) && record.submissionId() > after)
                .toList();
    }
}
