package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.testkit.NastyInput;

class NastyInputsTest {
    private static final RecordReader READER = RecordReader.of(
            RecordSchema.load(Path.of("mappings")),
            Reference.load(Path.of("mappings/tables")),
            Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC));

    static List<NastyInput> all() {
        return NastyInput.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsAsTheIndexSays(NastyInput input) {
        RecordReader.Result result = READER.read(input.body());

        if (result instanceof RecordReader.Unreadable unreadable) {
            assertThat(unreadable.isJson() ? 422 : 400)
                    .as("%s: %s", input.shows(), unreadable.errors())
                    .isEqualTo(input.status());
            assertThat(unreadable.errors()).isNotEmpty();
            if (!input.code().isEmpty()) {
                assertThat(unreadable.errors().get(0).code()).isEqualTo(input.code());
            }
        } else {
            assertThat(202).as(input.shows()).isEqualTo(input.status());
        }
    }

    @Test
    void everyFileStandsInTheIndexAndTheOtherWayRound() throws Exception {
        Set<String> named = all().stream().map(NastyInput::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Path.of("test-fixtures/nasty"))) {
            Set<String> kept = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("index.csv"))
                    .collect(Collectors.toSet());
            assertThat(named.stream().filter(name -> !name.startsWith("generated:")))
                    .containsExactlyInAnyOrderElementsOf(kept);
        }
    }
}
