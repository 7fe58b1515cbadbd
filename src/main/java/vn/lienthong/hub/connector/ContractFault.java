package vn.lienthong.hub.connector;

/** What another system publishes about itself cannot be used; said in three parts. */
final class ContractFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String found;
    private final String cure;

    ContractFault(String what, String found, String cure) {
        super(what + ". Found: " + found + ". " + cure + ".");
        this.what = what;
        this.found = found;
        this.cure = cure;
    }

    String what() {
        return what;
    }

    String found() {
        return found;
    }

    String cure() {
        return cure;
    }
}
