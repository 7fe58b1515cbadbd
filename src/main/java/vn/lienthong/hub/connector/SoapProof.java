package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What in a made-up answer of a contract looks like the place where success is told, and a value to stand there until a person has asked which ones they
 * send: one that no answer says, for a guess would take a refusal for success. Where the contract leaves room for its own values only, an enumeration or true
 * and false, one of those stands there and proves nothing.
 *
 * @param code where the code stands; empty if the answer holds nothing
 * @param value that stands for success
 * @param proves whether nothing but success can be read from it: it is none that they send until a person has said which is
 * @param message where words stand
 * @param taken an answer that says so
 * @param other one that says something else; empty where the contract leaves nothing else to say
 */
record SoapProof(
        Optional<String> code,
        String value,
        boolean proves,
        Optional<String> message,
        ObjectNode taken,
        Optional<ObjectNode> other) {

    static final String UNKNOWN = "FILL IN";
    /** Stands for it where only a number may: which one means yes is theirs to say, and 0 is as often no. */
    static final String UNKNOWN_NUMBER = "-98765";

    private static final Pattern CODE = Pattern.compile(
            "(?i).*(err|error|result|response|return|status|reply|ret|rc|ma)_?(code|cd|no|num)$|.*code$|ma_?(loi|kq|ket_?qua)");
    private static final Pattern STATUS =
            Pattern.compile("(?i).*(success|status|result|return|state|accepted|trang_?thai|ket_?qua).*");
    private static final Pattern WORDS =
            Pattern.compile("(?i).*(msg|message|description|desc|detail|reason|mo_?ta|thong_?bao|noi_?dung|ly_?do)$");

    private record Leaf(String pointer, String name, JsonNode value) {

        int likely() {
            return CODE.matcher(name).matches() ? 0 : STATUS.matcher(name).matches() ? 1 : 2;
        }

        int depth() {
            return (int) pointer.chars().filter(sign -> sign == '/').count();
        }
    }

    /** @param keeps whether an answer keeps the contract */
    static SoapProof of(ObjectNode sample, Predicate<ObjectNode> keeps) {
        List<Leaf> leaves = new ArrayList<>();
        leaves("", sample, leaves);
        Optional<Leaf> words = leaves.stream()
                .filter(leaf -> WORDS.matcher(leaf.name).matches())
                .findFirst();
        Optional<Leaf> code = leaves.stream()
                .filter(leaf -> words.isEmpty() || !words.get().equals(leaf) || leaves.size() == 1)
                .min(Comparator.comparing(Leaf::likely).thenComparing(Leaf::depth));
        if (code.isEmpty()) {
            return new SoapProof(Optional.empty(), "", false, Optional.empty(), sample, Optional.empty());
        }
        Leaf proof = code.get();
        String nobodys = proof.value.isNumber() ? UNKNOWN_NUMBER : UNKNOWN;
        boolean proves = !proof.value.isBoolean() && keeps.test(with(sample, proof, nobodys));
        String value = proves ? nobodys : proof.value.asText();
        Optional<ObjectNode> other = List.of("false", "1", "2", "99", "mau", "MAU").stream()
                .filter(tried -> !tried.equals(value))
                .map(tried -> with(sample, proof, tried))
                .filter(keeps)
                .findFirst();
        return new SoapProof(
                Optional.of(proof.pointer),
                value,
                proves,
                words.filter(leaf -> !leaf.equals(proof)).map(Leaf::pointer),
                with(sample, proof, value),
                other);
    }

    /** How the answer reads that holds the value: nothing is delivered by one that they may send when they refuse. */
    String outcome() {
        return proves ? "delivered" : "unclear";
    }

    /** The lines of the row {@code taken} from its outcome on, for a connector of a name. */
    String outcomeLines(String name) {
        return proves
                ? "    outcome: delivered\n"
                : """
                      outcome: unclear   # FILL IN: delivered, once the line above names what they send only when they took it; then without the next four lines
                      who: integration-engineer
                      problem:
                        what: Whether they took it is not known, for nobody has said yet which answer means that.
                        cure: Ask them, and say it in connectors/%s/outcomes.yaml, row taken.
                  """
                        .formatted(name);
    }

    private static void leaves(String around, JsonNode node, List<Leaf> into) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String pointer = around + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getValue().isValueNode()) {
                into.add(new Leaf(pointer, field.getKey(), field.getValue()));
            } else {
                leaves(pointer, field.getValue(), into);
            }
        }
    }

    private static ObjectNode with(ObjectNode sample, Leaf leaf, String value) {
        ObjectNode copy = sample.deepCopy();
        JsonNode holder = copy.at(leaf.pointer.substring(0, leaf.pointer.lastIndexOf('/')));
        if (holder instanceof ObjectNode here) {
            // Of the same kind where it can be: a code that is a number stays one.
            if (leaf.value.isNumber() && value.matches("-?\\d{1,18}")) {
                here.put(leaf.name, Long.parseLong(value));
            } else if (leaf.value.isBoolean()) {
                here.put(leaf.name, Boolean.parseBoolean(value));
            } else {
                here.put(leaf.name, value);
            }
        }
        return copy;
    }

    /** The last name of a pointer, without the sign of an attribute. */
    static String field(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1).replace(SoapElement.ATTRIBUTE, "");
    }
}
