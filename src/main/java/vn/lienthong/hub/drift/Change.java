package vn.lienthong.hub.drift;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One change of a contract, judged.
 *
 * @param endpoint operation of a WSDL, or {@code METHOD /path}
 * @param operations of ours that are touched, as mappings and outcomes.yaml call them; empty where none is
 * @param place where in it: {@code request /arg0/maSoHoSo}, {@code answer 200 /error_code}; empty where it is about the whole
 * @param what was and is, in the words of the contract
 * @param why it is judged so
 */
public record Change(
        Level level, String endpoint, SortedSet<String> operations, String place, String what, String why) {

    public Change {
        operations = Collections.unmodifiableSortedSet(new TreeSet<>(operations));
    }
}
