package vn.lienthong.hub.connector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a step was told in the Kamelet, checked. Immutable. */
record StepOptions(StepKind kind, Map<String, String> values) {

    StepOptions {
        if (!values.keySet().containsAll(kind.required())) {
            throw new IllegalArgumentException("Step " + Words.kebab(kind) + " is not told enough. Found: "
                    + values.keySet().stream().sorted().toList() + ". It needs: " + kind.required());
        }
        if (!values.keySet().stream().allMatch(kind::knows)) {
            throw new IllegalArgumentException("Step " + Words.kebab(kind) + " is told what it does not know. Found: "
                    + values.keySet().stream().sorted().toList() + ". It knows: " + kind.known());
        }
    }

    String text(String key, String fallback) {
        return values.getOrDefault(key, fallback);
    }

    /** What stands between bars; empty when nothing was told. */
    List<String> list(String key) {
        return parts(text(key, ""));
    }

    /** What stands between the bars of a list. */
    static List<String> parts(String list) {
        return Arrays.stream(list.split("\\|"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    HttpTarget url() {
        return HttpTarget.of(text("url", ""));
    }

    HttpLimits limits() {
        return new HttpLimits(
                duration("connectTimeout"),
                duration("answerTimeout"),
                Integer.parseInt(text("concurrency", "")),
                Integer.parseInt(text("largestAnswer", String.valueOf(HttpLimits.LARGEST_ANSWER))));
    }

    private Duration duration(String key) {
        return Durations.parse(text(key, ""))
                .orElseThrow(() -> new IllegalArgumentException("Option " + key + " of step " + Words.kebab(kind)
                        + " must be a positive duration. Found: " + text(key, "") + ". Example: PT20S"));
    }
}
