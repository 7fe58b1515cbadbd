package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;

/** A fault of the hub itself while it reads a record. */
class ReaderFaultIT {
    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    @Test
    void keepsARecordThatTheReaderItselfFailsOn() {
        boolean[] fails = {false};
        Reference tables = Reference.load(Path.of("mappings/tables"));
        RecordReader reader = RecordReader.following(
                RecordSchema.load(Path.of("mappings")),
                () -> {
                    if (fails[0]) {
                        throw new IllegalStateException("made up");
                    }
                    return tables;
                },
                new TickingClock(TestJournal.START));
        Intake intake = Intake.of(
                test.journal(), reader, IntakeSettings.owedTo(List.of("echo")), new TickingClock(TestJournal.START));
        fails[0] = true;

        IntakeResult result =
                intake.accept(Source.DEMO, Readers.RECORD.getBytes(UTF_8)).join();

        assertThat(result).isInstanceOfSatisfying(IntakeResult.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.errors()).extracting(Finding::code).containsExactly("hub-fault");
            assertThat(test.journal().content(Objects.requireNonNull(refused.keptAs())))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(Readers.RECORD.getBytes(UTF_8)));
        });
    }
}
