package vn.lienthong.hub.reference;

import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a check thinks of a value. Errors: the value cannot be what it claims. Warnings: it can be, but something does not fit; it
 * is carried as it is. The problems never hold the value itself, because it may name a person.
 */
public record Verdict(List<Problem> errors, List<Problem> warnings) {
    /** Nothing to say against it. */
    public static final Verdict OK = new Verdict(List.of(), List.of());

    public Verdict {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean isError() {
        return !errors.isEmpty();
    }

    static Verdict error(String code, String what, String found, String cure) {
        return new Verdict(List.of(new Problem(code, what, found, cure)), List.of());
    }

    static Verdict warning(String code, String what, String found, String cure) {
        return new Verdict(List.of(), List.of(new Problem(code, what, found, cure)));
    }

    Verdict and(Verdict other) {
        return new Verdict(
                Stream.concat(errors.stream(), other.errors.stream()).toList(),
                Stream.concat(warnings.stream(), other.warnings.stream()).toList());
    }
}
