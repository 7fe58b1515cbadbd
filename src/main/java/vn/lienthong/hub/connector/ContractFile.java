package vn.lienthong.hub.connector;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A WSDL that is read when it is first needed: whoever only lists connectors need not wait for it. Thread-safe. */
final class ContractFile {

    private final Path folder;
    private final String reference;
    private volatile @Nullable SoapContract contract;

    /** @param reference as in {@link SoapContract#read(Path, String)} */
    ContractFile(Path folder, String reference) {
        this.folder = folder;
        this.reference = reference;
    }

    /** @throws IllegalArgumentException if it cannot be used; {@code check} says so before */
    SoapContract read() {
        SoapContract known = contract;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = contract;
            if (known == null) {
                known = SoapContract.read(folder, reference);
                contract = known;
            }
            return known;
        }
    }

    /** Whether it is the one that a Kamelet names so. */
    boolean is(String other) {
        return reference.equals(other);
    }

    @Override
    public String toString() {
        return "ContractFile[" + reference + "]";
    }
}
