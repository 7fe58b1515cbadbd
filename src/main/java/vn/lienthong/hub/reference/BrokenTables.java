package vn.lienthong.hub.reference;

import java.util.List;
import java.util.stream.Collectors;

/** The tables cannot be used. Carries every fault found, not only the first; thrown at start-up only. */
public final class BrokenTables extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TableFault> faults;

    BrokenTables(List<TableFault> faults) {
        super(faults.stream().map(TableFault::message).collect(Collectors.joining(System.lineSeparator())));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong, in the order of the tables. */
    public List<TableFault> faults() {
        return faults;
    }
}
