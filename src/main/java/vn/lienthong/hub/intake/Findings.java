package vn.lienthong.hub.intake;

import java.util.ArrayList;
import java.util.List;

/** What one reading found. Stops counting at a limit: a body made of mistakes must not become a list of a million. */
final class Findings {
    private static final int LIMIT = 50;

    private final List<Finding> errors = new ArrayList<>(0);
    private final List<Finding> notes = new ArrayList<>(0);
    private boolean broken;

    /** The text is not even JSON in UTF-8, or too much of it: no record can be read from it. */
    void broken(String code, String pointer, String what, String found, String cure) {
        broken(new Finding(code, pointer, what, found, cure));
    }

    void broken(Finding finding) {
        broken = true;
        errors.add(finding);
    }

    /** The record is refused for this. */
    void wrong(String code, String pointer, String what, String found, String cure) {
        if (!isFull()) {
            errors.add(new Finding(code, pointer, what, found, cure));
        }
    }

    /** The record is accepted; the sender is told. */
    void note(String code, String pointer, String what, String found, String cure) {
        if (notes.size() < LIMIT) {
            notes.add(new Finding(code, pointer, what, found, cure));
        }
    }

    boolean isFull() {
        return errors.size() >= LIMIT;
    }

    boolean isBroken() {
        return broken;
    }

    List<Finding> errors() {
        return errors;
    }

    List<Finding> notes() {
        return notes;
    }
}
