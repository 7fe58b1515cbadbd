package vn.lienthong.hub.connector;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a named step wants to be told. Immutable.
 *
 * @param secret those that name a credential instead of holding it
 * @param named whether it also takes options under names of the other side: {@value #FIELD}NAME and {@value #SECRET}NAME
 */
record StepWants(Set<String> required, Set<String> optional, Set<String> secret, boolean named) {

    /** Begins the option that holds a value for a field of the other side. */
    static final String FIELD = "field.";
    /** Begins the option that names a credential for a field of the other side. */
    static final String SECRET = "secret.";

    /** A step that asks nobody anything. */
    static StepWants nothing(String... required) {
        return new StepWants(Set.of(required), Set.of(), Set.of(), false);
    }

    /** A step that calls somebody: it needs limits. */
    static StepWants call(String... required) {
        return new StepWants(
                joined(Set.of("connectTimeout", "answerTimeout", "concurrency"), required), Set.of(), Set.of(), false);
    }

    StepWants mayBeTold(String... names) {
        return new StepWants(required, joined(optional, names), secret, named);
    }

    StepWants credentials(String... names) {
        return new StepWants(joined(required, names), optional, joined(secret, names), named);
    }

    StepWants optionalCredentials(String... names) {
        return new StepWants(required, joined(optional, names), joined(secret, names), named);
    }

    StepWants families() {
        return new StepWants(required, optional, secret, true);
    }

    private static Set<String> joined(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
