package vn.lienthong.hub.reference;

/** Ends the reading of one row; caught by {@link Tables}, which keeps the fault and goes on with the next row. */
final class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TableFault fault;

    BadRow(TableFault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    TableFault fault() {
        return fault;
    }
}
