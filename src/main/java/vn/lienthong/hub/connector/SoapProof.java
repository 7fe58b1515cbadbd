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
 * send. Words are {@value #UNKNOWN}, which no answer says: a guess would take a refusal for success.
 *
 * @param code where the code stands; empty if the answer holds nothing
 * @param value that stands for success
 * @param message where words stand
 * @param taken an answer that says so
 * @param other one that says something else; empty where the contract leaves nothing else to say
 * @param likely whether the place is called like one where a code or a status stands
 */
record SoapProof(
        Optional<String> code,
        String value,
        Optional<String> message,
        ObjectNode taken,
        Optional<ObjectNode> other,
        boolean likely) {

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
            return new SoapProof(Optional.empty(), "", Optional.empty(), sample, Optional.empty(), false);
        }
        Leaf proof = code.get();
        String own = proof.value.asText();
        String value =
                List.of(proof.value.isNumber() ? UNKNOWN_NUMBER : own.equals("true") ? "true" : UNKNOWN, own).stream()
                        .filter(tried -> keeps.test(with(sample, proof, tried)))
                        .findFirst()
                        .orElse(own);
        Optional<ObjectNode> other = List.of("false", "1", "2", "99", "mau", "MAU").stream()
                .filter(tried -> !tried.equals(value))
                .map(tried -> with(sample, proof, tried))
                .filter(keeps)
                .findFirst();
        return new SoapProof(
                Optional.of(proof.pointer),
                value,
                words.filter(leaf -> !leaf.equals(proof)).map(Leaf::pointer),
                with(sample, proof, value),
                other,
                proof.likely() < 2);
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
