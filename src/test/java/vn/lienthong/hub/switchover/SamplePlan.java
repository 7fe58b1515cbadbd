package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;

/** The sample plan, and what becomes of it when something in it is changed. */
final class SamplePlan {
    static final Reference REFERENCE = Reference.load(Path.of("mappings", "tables"));

    private SamplePlan() {}

    static String text() {
        try {
            return Files.readString(Path.of("test-fixtures", "switchover", "switchover.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first place with the one text has the other. */
    static String with(String instead, String text) {
        String sample = text();
        assertThat(sample).as("what is to be changed").contains(instead);
        int at = sample.indexOf(instead);
        return sample.substring(0, at) + text.replace("\\n", "\n") + sample.substring(at + instead.length());
    }

    static SwitchoverPlan plan(String text) {
        SwitchoverPlan.Read read = SwitchoverPlan.read("p.yaml", text);
        assertThat(read.findings()).isEmpty();
        return read.plan().orElseThrow();
    }

    static List<String> faults(String text) {
        SwitchoverPlan.Read read = SwitchoverPlan.read("p.yaml", text);
        assertThat(read.plan().isPresent()).isEqualTo(read.findings().isEmpty());
        return read.findings().stream().map(Finding::message).toList();
    }

    static List<String> collisions(String text) {
        return PlanCalendar.of(plan(text), REFERENCE, now -> Optional.empty()).collisions().stream()
                .map(Finding::message)
                .toList();
    }
}
