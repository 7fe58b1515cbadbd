package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a contract a connector really uses: what it sends, as its mappings, its pull.yaml and its steps say, and what it reads, as its outcomes.yaml, its
 * pull.yaml and its mappings say. Immutable.
 *
 * @param operations by the name that mappings and outcomes.yaml know
 * @param steps names of the steps of its Kamelet, such as {@code bearer}
 * @param headers names, in lower case, of the headers that its steps send
 */
public record ContractUse(SortedMap<String, Called> operations, Set<String> steps, Set<String> headers) {

    public ContractUse {
        operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
        steps = Set.copyOf(steps);
        headers = Set.copyOf(headers);
    }

    /**
     * One operation.
     *
     * @param endpoint as {@link ContractFacts#endpoints()} calls it; empty where the folder's contract does not have it
     * @param sends what its messages may be, as schemas in the form of {@link ContractFacts}; one for each kind of message
     * @param reads by pointer without the numbers of lists, what is made of the value there
     * @param open by pointer, where everything below is handed to a mapping whose input says no more: the words of that mapping
     * @param known HTTP statuses that rows of outcomes.yaml know
     * @param taken those that a row reads as delivered
     * @param anyFault whether a row knows each Fault
     */
    public record Called(
            String endpoint,
            List<JsonNode> sends,
            SortedMap<String, Heard> reads,
            SortedMap<String, Set<String>> open,
            Set<Integer> known,
            Set<Integer> taken,
            boolean anyFault) {

        public Called {
            sends = List.copyOf(sends);
            reads = Collections.unmodifiableSortedMap(new TreeMap<>(reads));
            open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        }
    }

    /**
     * What is made of a value.
     *
     * @param by who reads it, for people: rows of outcomes.yaml, pull.yaml, a mapping
     * @param values those that are told apart; empty where any will do
     * @param good those of them that mean that a message was taken
     */
    public record Heard(Set<String> by, Set<String> values, Set<String> good) {}
}
