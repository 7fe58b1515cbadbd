package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a connector that is begun from a WSDL: its first operation, or the one that was asked for, with made-up messages both ways. What the
 * contract cannot tell, what an answer proves above all, is marked {@code FILL IN}.
 */
final class SoapDraft {

    private final String name;
    private final String reference;
    private final SoapContract contract;
    private final SoapOperation operation;
    private final String called;
    private final ObjectNode message;
    private final Optional<SoapAccount> account;
    private final SoapProof proof;

    /**
     * @param folder in which contract/ lies already
     * @param reference of the contract, as a Kamelet names it
     * @param wanted the operation; empty: the first that can be spoken
     */
    SoapDraft(String name, Path folder, String reference, Wanted wanted) {
        this.name = name;
        this.reference = reference;
        this.contract = SoapContract.read(folder, reference);
        this.called = called(wanted);
        this.operation = Objects.requireNonNull(contract.operation(called));
        ObjectNode whole = SoapSample.of(operation.request(), sample -> contract.envelope(called, sample));
        this.account = SoapAccount.in(whole);
        this.message = account.map(one -> one.without(whole)).orElse(whole);
        ObjectNode answer = SoapSample.of(operation.answer(), sample -> contract.answerEnvelope(called, sample));
        this.proof = SoapProof.of(answer, this::keeps);
    }

    /**
     * What was asked for.
     *
     * @param operation empty: any
     * @param order in which the contract names its operations
     */
    record Wanted(String operation, List<String> order) {}

    private String called(Wanted wanted) {
        if (contract.operations().isEmpty()) {
            throw new ContractFault(
                    "No connector is begun from this port: its operations are of style RPC",
                    String.join(", ", wanted.order),
                    "step:soap speaks them: copy connectors/gateway-soap and put this WSDL into contract/");
        }
        if (wanted.operation.isEmpty()) {
            return wanted.order.stream()
                    .filter(contract.operations()::containsKey)
                    .findFirst()
                    .orElseGet(() -> new TreeMap<>(contract.operations()).firstKey());
        }
        if (!contract.operations().containsKey(wanted.operation)) {
            throw new ContractFault(
                    "The contract has no operation of this name that can be spoken",
                    contract.unusable().getOrDefault(wanted.operation, wanted.operation),
                    "It has: " + String.join(", ", new TreeMap<>(contract.operations()).keySet()));
        }
        return wanted.operation;
    }

    private boolean keeps(ObjectNode answer) {
        try {
            contract.answerEnvelope(called, answer);
            return true;
        } catch (SoapContract.OffContract e) {
            return false;
        }
    }

    /** The operation with which it begins. */
    String operation() {
        return called;
    }

    /** What is left to whoever goes on: other operations, and those that cannot be spoken, with the reason. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        new TreeMap<>(contract.operations())
                .keySet().stream().filter(other -> !other.equals(called)).forEach(left::add);
        left.addAll(new TreeMap<>(contract.unusable()).values());
        SoapOperations.headers(operation.binding())
                .forEach(header ->
                        left.add("header " + header + ", which the contract wants and no step fills by itself"));
        return left;
    }

    /** By their path in the folder, all but the contract. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put(name + "-sink.kamelet.yaml", filled(Template.read("soap/kamelet.yaml")));
        files.put("outcomes.yaml", filled(Template.read("soap/outcomes.yaml")));
        files.put("README.md", filled(Template.read("soap/readme.txt")));
        List<Declared> faults = faults();
        new SoapCases(spoken(), faults).into(files);
        return files;
    }

    /** What the cases are made of. */
    record Spoken(
            SoapContract contract, String operation, String action, ObjectNode message, String sent, SoapProof proof) {}

    private Spoken spoken() {
        ObjectNode whole = account.map(one -> one.with(message, "tai-khoan-thu", "mat-khau-thu"))
                .orElse(message);
        String sent = new String(contract.envelope(called, whole), StandardCharsets.UTF_8);
        return new Spoken(contract, called, operation.action(), message, sent, proof);
    }

    /** A Fault that the contract declares: the row that reads it, and the element that stands in its detail. */
    record Declared(String row, javax.xml.namespace.QName element) {}

    private List<Declared> faults() {
        List<Declared> faults = new ArrayList<>();
        SoapOperations.faults(operation).forEach(element -> {
            String row = "fault-" + Words.dashed(element.getLocalPart());
            if (FolderRules.validName(row) && faults.stream().noneMatch(one -> one.row.equals(row))) {
                faults.add(new Declared(row, element));
            }
        });
        return faults;
    }

    private String filled(Template template) {
        String words = proof.message().map(at -> at + ", ").orElse("") + "/Fault/faultstring";
        String shows = proof.code()
                .map(SoapProof::field)
                .filter(field -> !field.startsWith("#"))
                .map(field -> field + ", ")
                .orElse("");
        String answer = proof.code().map(at -> "  code: " + at + "\n").orElse("") + "  message: [" + words
                + "]\nshows: [" + shows + "faultcode]";
        List<String> left = left();
        return template.lines("account", account.isPresent())
                .with("NAME", name)
                .with("TITLE", Words.title(name))
                .with("OPERATION", called)
                .with("WSDL", reference.replaceFirst("^contract/", "").replaceFirst("#.*$", ""))
                .with("REFERENCE", reference.contains("#") ? '"' + reference + '"' : reference)
                .with("VERSION", contract.newer() ? "1.2" : "1.1")
                .with("USERNAME_AT", account.map(SoapAccount::usernameAt).orElse(""))
                .with("PASSWORD_AT", account.map(SoapAccount::passwordAt).orElse(""))
                .with("LEFT", left.isEmpty() ? "" : " Left to do: " + String.join("; ", left) + ".")
                .with("ANSWER", answer)
                .with("PROOF", template.name().endsWith("txt") ? proven() : when())
                .with("TAKEN", proof.outcomeLines(name).stripTrailing())
                .with("FAULTS", template.name().endsWith("txt") ? faultLines() : faultRows())
                .text();
    }

    private String when() {
        return proof.code()
                .map(at -> "      json: {pointer: " + at + ", is: [\"" + proof.value()
                        + "\"]}   # FILL IN: is this the place, and which values mean that they took it?" + kind(at))
                .orElse("      body: soap   # FILL IN: their answer is empty; does it come only when they took it?");
    }

    /** What the contract says of the place where success is told. */
    private String kind(String pointer) {
        return " It is " + SoapShape.at(operation.answer(), pointer) + ".";
    }

    private String proven() {
        return proof.code().map(at -> "`" + at + "` is " + proof.value()).orElse("an envelope with nothing in it")
                + (proof.proves() ? "" : ", which proves nothing yet");
    }

    private String faultRows() {
        return faults().stream()
                .map(fault ->
                        """
                          - name: %s
                            when: {fault: any, json: {pointer: /Fault/detail/%s, filled: true}}
                            outcome: rejected   # FILL IN: is it the record, or their trouble (unclear, trouble: true)?
                            who: integration-engineer
                            problem:
                              what: The other side answers with the Fault %s.
                              cure: FILL IN what to do about it; then release the transfer.
                        """
                                .formatted(fault.row, fault.element.getLocalPart(), fault.element.getLocalPart()))
                .collect(Collectors.joining("\n"));
    }

    private String faultLines() {
        return faults().stream()
                .map(fault -> "| `" + fault.row + "` | the Fault " + fault.element.getLocalPart()
                        + ", which the contract declares: FILL IN | parked |")
                .collect(Collectors.joining("\n"));
    }
}
