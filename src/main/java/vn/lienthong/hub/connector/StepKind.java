package vn.lienthong.hub.connector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The named steps that a Kamelet may use, with what each wants to be told. */
enum StepKind {
    /** Posts the body as JSON and keeps the answer. */
    POST(Set.of("url"), Set.of("idempotencyHeader", "largestAnswer"), Set.of(), PostStep::new),

    /** Writes the body as SOAP, as a WSDL says, posts it and keeps the answer. */
    SOAP(
            Set.of("url", "wsdl"),
            Set.of("username", "password", "usernameAt", "passwordAt", "largestAnswer"),
            Set.of("username", "password"),
            SoapStep::new),

    /** Puts the session shared by all senders into the body, after logging in where needed. */
    SESSION_LOGIN(
            Set.of("url", "username", "password"),
            Set.of(
                    "usernameField",
                    "passwordField",
                    "sessionField",
                    "sessionAt",
                    "codeAt",
                    "successCodes",
                    "comeAgain",
                    "timeZone"),
            Set.of("username", "password"),
            SessionLoginStep::new);

    private static final Set<String> LIMITS = Set.of("connectTimeout", "answerTimeout", "concurrency");

    private final Set<String> required;
    private final Set<String> optional;
    private final Set<String> credentials;
    private final Function<StepOptions, Step> maker;

    StepKind(Set<String> required, Set<String> optional, Set<String> credentials, Function<StepOptions, Step> maker) {
        this.required = required;
        this.optional = optional;
        this.credentials = credentials;
        this.maker = maker;
    }

    static Optional<StepKind> find(String name) {
        return Words.find(StepKind.class, name);
    }

    Set<String> required() {
        Set<String> all = new TreeSet<>(required);
        all.addAll(LIMITS);
        return all;
    }

    Set<String> known() {
        Set<String> all = new TreeSet<>(required());
        all.addAll(optional);
        return all;
    }

    /** Options that name a credential instead of holding it. */
    Set<String> credentials() {
        return credentials;
    }

    /** Whether it sends the message itself. */
    boolean sends() {
        return this == POST || this == SOAP;
    }

    Step make(Map<String, String> options) {
        return maker.apply(new StepOptions(this, options));
    }
}
