package vn.lienthong.hub.drift;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.ContractUse;

/** Judges the changes of what holds for a whole endpoint. */
final class TraitRules {

    private static final String UNSPEAKABLE = "cannot be spoken";
    private static final Map<String, Set<String>> STEPS_FOR = Map.of(
            "http bearer", Set.of("bearer", "client-credentials", "password-grant"),
            "http basic", Set.of("basic", "hash-login"),
            "token (oauth2)", Set.of("client-credentials", "password-grant", "bearer"),
            "token (openidconnect)", Set.of("client-credentials", "password-grant", "bearer"));

    /** What a policy wants to see in the envelope. */
    private static final Set<String> IN_MESSAGES = Set.of(
            "UsernameToken",
            "X509Token",
            "SamlToken",
            "IssuedToken",
            "KerberosToken",
            "IncludeTimestamp",
            "AsymmetricBinding",
            "SymmetricBinding",
            "SignedParts",
            "SignedElements",
            "EncryptedParts",
            "EncryptedElements",
            "Addressing",
            "RMAssertion",
            "OptimizedMimeSerialization");

    private final Changes changes;
    private final ContractUse use;

    TraitRules(Changes changes, ContractUse use) {
        this.changes = changes;
        this.use = use;
    }

    void compare(Endpoint before, Endpoint now) {
        Set<String> names = new TreeSet<>(before.traits().keySet());
        names.addAll(now.traits().keySet());
        if (isUnspeakable(now)) {
            names.retainAll(Set.of(UNSPEAKABLE));
        }
        for (String name : names) {
            String was = before.traits().getOrDefault(name, "none");
            String is = now.traits().getOrDefault(name, "none");
            if (!was.equals(is)) {
                changed(name, was, is);
            }
        }
    }

    /** Nothing else is known of it. */
    static boolean isUnspeakable(Endpoint endpoint) {
        return endpoint.traits().containsKey(UNSPEAKABLE);
    }

    private void changed(String name, String was, String is) {
        String what = name + " " + was + " becomes " + is;
        if (name.startsWith(ContractFacts.NEEDED)) {
            parameter(name.substring(ContractFacts.NEEDED.length()), is);
            return;
        }
        switch (name) {
            case "log-in" -> login(what, is);
            case "takes" -> takes(what, was, is);
            case "answers" -> answers(what, is);
            case "headers" -> headers(what, is);
            case "policy" -> policy(was, is);
            case "elsewhere" ->
                changes.mayBreak(
                        "",
                        is.equals("none") ? "no longer described in " + was : "described in " + is,
                        "other documents are not read: give --against a file that has all of it");
            case "deprecated" -> deprecated(is);
            case "base path" ->
                changes.mayBreak(
                        "", what, "the setting address, which holds the beginning of the path, may have to change");
            case UNSPEAKABLE -> changes.breaks("", is.equals("none") ? "can be spoken now" : is, "no step can say it");
            default -> changes.breaks("", what, "we send and believe what the folder's contract says");
        }
    }

    private void deprecated(String is) {
        if (is.equals("none")) {
            changes.harmless("", "no longer deprecated", "it stays");
        } else {
            changes.mayBreak(
                    "", "deprecated from now on", "it still works, and they have said that it will go: ask when");
        }
    }

    /** @param parameter such as {@code header x-unit} */
    private void parameter(String parameter, String is) {
        String header = parameter.substring(parameter.indexOf(' ') + 1);
        boolean sent = parameter.startsWith("header ")
                && (use.headers().contains(header)
                        || Set.of("accept", "content-type", "authorization").contains(header));
        String what = is.equals("none") ? parameter + " need not be there any more" : parameter + " must be there";
        if (is.equals("none") || sent) {
            changes.harmless("", what, sent ? "a step sends it" : "nobody must send it");
        } else {
            changes.breaks("", what, "no step sends it");
        }
    }

    private void takes(String what, String was, String is) {
        Set<String> gone = kinds(was);
        Set<String> left = kinds(is);
        boolean none = gone.stream().noneMatch(left::contains);
        gone.removeAll(left);
        if (is.isEmpty() && !was.isEmpty()) {
            changes.mayBreak("", what.strip() + " nothing", "nobody says any more that a body is taken");
        } else if (isOtherJson(was, is)) {
            changes.mayBreak("", what, "we send application/json, and no step says another kind");
        } else if (gone.isEmpty()) {
            changes.harmless("", what, "what we send is still among them");
        } else if (none) {
            changes.breaks("", what, "we send " + String.join(" or ", gone));
        } else {
            changes.mayBreak("", what, "nobody knows whether we send " + String.join(" or ", gone));
        }
    }

    /** JSON, but called by other names than before, and none of them is the one that we write. */
    private static boolean isOtherJson(String was, String is) {
        Set<String> before = Set.of(was.split(", "));
        Set<String> now = Set.of(is.split(", "));
        boolean ours = now.contains("application/json") || now.contains("application/*") || now.contains("*/*");
        boolean kept = now.stream().anyMatch(kind -> kind.contains("json") && before.contains(kind));
        return is.contains("json") && !ours && !kept;
    }

    /** What the steps can send, of what an operation takes. */
    private static Set<String> kinds(String takes) {
        boolean all = takes.isEmpty() || takes.equals("none") || takes.contains("*/*");
        Set<String> kinds = new TreeSet<>();
        if (all || takes.contains("json")) {
            kinds.add("JSON");
        }
        if (all || takes.contains("form")) {
            kinds.add("a form");
        }
        return kinds;
    }

    private void answers(String what, String is) {
        if (is.isEmpty() || is.equals("none")) {
            changes.harmless("", what, "what that means stands with the answer itself");
        } else if (is.contains("json") || is.contains("*/*")) {
            changes.harmless("", what, "JSON is still among them");
        } else {
            changes.mayBreak("", what, "outcomes.yaml reads JSON there, and nothing else");
        }
    }

    private void headers(String what, String is) {
        boolean filled = use.steps().contains("ws-security") || use.steps().contains("x-road");
        if (is.equals("none")) {
            changes.harmless("", what, "nobody must send it");
        } else if (filled) {
            changes.mayBreak("", what, "a step fills the header of the envelope; look whether with these");
        } else {
            changes.breaks("", what, "no step fills the header of the envelope");
        }
    }

    private void policy(String was, String is) {
        Set<String> before = new TreeSet<>(Set.of(was.split(", ")));
        Set<String> now = new TreeSet<>(Set.of(is.split(", ")));
        Set<String> added = new TreeSet<>(now);
        added.removeAll(before);
        added.remove("none");
        before.removeAll(now);
        before.remove("none");
        if (!before.isEmpty()) {
            changes.harmless(
                    "", "policy " + String.join(", ", before) + " is no longer asked for", "nobody must keep it");
        }
        if (added.isEmpty()) {
            return;
        }
        String what = "policy asks for " + String.join(", ", added);
        if (use.steps().contains("ws-security")) {
            changes.mayBreak("", what, "look whether the step ws-security does so");
        } else if (added.stream().anyMatch(IN_MESSAGES::contains)) {
            changes.breaks("", what, "no step puts it into a message");
        } else {
            changes.mayBreak("", what, "nobody knows whether a step does so");
        }
    }

    private void login(String what, String is) {
        boolean can = Arrays.stream(is.split(", or "))
                .anyMatch(way -> Arrays.stream(way.split(" and ")).allMatch(this::isDone));
        if (can) {
            changes.harmless("", what, "the steps of the Kamelet do one of these");
        } else {
            changes.breaks("", what, "the steps of the Kamelet do none of these");
        }
    }

    private boolean isDone(String scheme) {
        if (scheme.equals("none")) {
            return true;
        }
        String known = scheme.toLowerCase(Locale.ROOT);
        if (known.startsWith("key in header ")) {
            return use.headers().contains(known.substring("key in header ".length()));
        }
        return known.equals("mutualtls")
                ? use.steps().contains("tls")
                : STEPS_FOR.getOrDefault(known, Set.of()).stream().anyMatch(use.steps()::contains);
    }
}
